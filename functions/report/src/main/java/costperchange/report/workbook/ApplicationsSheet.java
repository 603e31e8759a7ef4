package costperchange.report.workbook;

import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.report.MonthlyReport.OfApplication;
import costperchange.report.page.Figures;
import costperchange.report.page.Sentences;
import costperchange.report.workbook.Column.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Applications in the month, against the month before.
record ApplicationsSheet(MonthlyReport report) {

    void write(Grid grid) {
        grid.title("Applications, " + Figures.month(report.month()))
                .note("Differences are to " + Figures.month(report.month().minusMonths(1))
                        + ". An amount without a change has no cost per change; it is never zero.")
                .gap();
        List<Column> columns = new ArrayList<>(List.of(
                Column.text("Application", 28),
                Column.text("Team", 18),
                Column.text("Tribe", 18),
                Column.text("Currency", 10),
                Column.amount("Cost per change"),
                Column.text("Why none", 14),
                Column.amount("Cost"),
                Column.amount("of it direct"),
                Column.amount("of it shared"),
                Column.amount("Not measured"),
                Column.count("Changes"),
                Column.count("Changes not measured"),
                Column.count("Deployments"),
                Column.text("Estimated", 13),
                Column.of(Kind.DAY, "Measured since")));
        columns.addAll(differences());
        grid.main(
                columns,
                report.applications().stream().map(ApplicationsSheet::cells).toList(),
                1);
    }

    static List<Column> differences() {
        return List.of(
                Column.amount("More cost"),
                Column.count("More changes"),
                Column.amount("More cost per change"),
                Column.of(Kind.DIFFERENCE, "The same in percent"),
                Column.of(Kind.DIFFERENCE, "90 % interval from"),
                Column.of(Kind.DIFFERENCE, "90 % interval to"),
                Column.text("Why no percentage", 40));
    }

    static List<@Nullable Object> differences(@Nullable Difference difference) {
        if (difference == null) {
            return Arrays.asList(null, null, null, null, null, null, null);
        }
        MonthlyReport.Relative relative = difference.relative();
        return Arrays.asList(
                difference.cost(),
                difference.changes(),
                difference.costPerChange(),
                relative == null ? null : relative.value(),
                relative == null ? null : relative.low(),
                relative == null ? null : relative.high(),
                difference.reason());
    }

    /// Why a row has no cost per change; null where it has one.
    static @Nullable String whyNone(Row row) {
        return row.costPerChange() == null ? Sentences.noRatio(row) : null;
    }

    private static List<@Nullable Object> cells(OfApplication one) {
        Row row = one.numbers();
        List<@Nullable Object> cells = new ArrayList<>(Arrays.<@Nullable Object>asList(
                one.application(),
                one.team(),
                one.tribe(),
                row.currency(),
                row.costPerChange(),
                whyNone(row),
                row.cost(),
                row.direct(),
                row.shared(),
                row.costNotMeasured(),
                row.changes(),
                row.changesNotMeasured(),
                row.deployments(),
                row.estimated(),
                one.measuredSince()));
        cells.addAll(differences(one.difference()));
        return cells;
    }
}
