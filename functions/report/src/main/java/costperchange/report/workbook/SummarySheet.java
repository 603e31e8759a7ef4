package costperchange.report.workbook;

import costperchange.calculator.report.Against;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.Issue;
import costperchange.calculator.report.Issue.Move;
import costperchange.calculator.report.Issue.Said;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.OfMonth;
import costperchange.report.page.CaveatList;
import costperchange.report.page.Figures;
import costperchange.report.page.Sentences;
import costperchange.report.workbook.Column.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The scope by month, against earlier windows, what moved since the issue before, and what the numbers do not
/// hold.
record SummarySheet(MonthlyReport report) {

    void write(Grid grid) {
        grid.title("Cost per change, " + Figures.month(report.month()))
                .sentence(Sentences.standing(report))
                .note("A spreadsheet keeps some fifteen digits of a number. The exact amounts are in the CSV and the"
                        + " JSON of this report.")
                .gap();
        List<Column> columns = new ArrayList<>(List.of(
                new Column("Month", Kind.MONTH, 24),
                Column.text("Currency", 14),
                Column.amount("Cost per change"),
                Column.text("Why none", 24),
                Column.amount("Cost"),
                Column.amount("of it direct"),
                Column.amount("of it shared"),
                Column.amount("Not measured"),
                Column.amount("Unallocated"),
                Column.count("Changes"),
                Column.count("Deployments"),
                Column.text("Estimated", 13)));
        columns.addAll(ApplicationsSheet.differences());
        grid.main(columns, report.months().stream().map(SummarySheet::cells).toList(), 1);
        against(grid);
        new ObjectivesBlock(report.objectives()).write(grid);
        moved(grid);
        grid.heading("Estimated, or not measured");
        CaveatList.sentences(report).forEach(grid::sentence);
    }

    private static List<@Nullable Object> cells(OfMonth one) {
        Row row = one.numbers();
        // Of a month without a bill nothing is known, which is not 0.
        boolean billed = row.cost() != null;
        List<@Nullable Object> cells = new ArrayList<>(Arrays.<@Nullable Object>asList(
                one.month(),
                row.currency(),
                row.costPerChange(),
                ApplicationsSheet.whyNone(row),
                row.cost(),
                row.direct(),
                row.shared(),
                billed ? row.costNotMeasured() : null,
                billed ? row.unallocated() : null,
                billed ? row.changes() : null,
                row.deployments(),
                row.estimated()));
        cells.addAll(ApplicationsSheet.differences(one.difference()));
        return cells;
    }

    private void against(Grid grid) {
        grid.heading(Figures.month(report.month()) + " against earlier months")
                .note(Sentences.AGAINST)
                .table(
                        List.of(
                                Column.of(Kind.MONTH, "From"),
                                Column.text("Currency", 14),
                                Column.amount("Cost per change then"),
                                Column.text("Against", 14),
                                Column.amount("Cost then"),
                                Column.of(Kind.MEAN, "Changes then"),
                                Column.count("Days measured"),
                                Column.amount("More cost"),
                                Column.of(Kind.MEAN, "More changes"),
                                Column.amount("More cost per change"),
                                Column.of(Kind.DIFFERENCE, "In percent"),
                                Column.of(Kind.DIFFERENCE, "90 % from"),
                                Column.of(Kind.DIFFERENCE, "90 % to"),
                                Column.text("Why no percentage", 40)),
                        report.against().stream().map(SummarySheet::cells).toList());
    }

    private static List<@Nullable Object> cells(Against one) {
        MonthlyReport.Relative relative = one.relative();
        return Arrays.asList(
                one.from(),
                one.currency(),
                one.earlierCostPerChange(),
                one.earlier(),
                one.earlierCost(),
                one.earlierChanges(),
                one.daysMeasured(),
                one.cost(),
                one.changes(),
                one.costPerChange(),
                relative == null ? null : relative.value(),
                relative == null ? null : relative.low(),
                relative == null ? null : relative.high(),
                one.reason());
    }

    private void moved(Grid grid) {
        Issue issue = report.issue();
        if (issue == null || issue.moved() == null) {
            return;
        }
        grid.heading("What moved since issue " + issue.moved().since())
                .table(
                        List.of(
                                Column.text("Application", 28),
                                Column.text("Currency", 14),
                                Column.amount("Cost per change before"),
                                Column.amount("Cost per change now"),
                                Column.amount("Cost before"),
                                Column.amount("Cost now"),
                                Column.count("Changes before"),
                                Column.count("Changes now")),
                        issue.moved().moves().stream().map(this::cells).toList());
    }

    private List<@Nullable Object> cells(Move move) {
        Said before = move.before();
        Said after = move.after();
        return Arrays.asList(
                move.application() == null ? Sentences.scope(report.scoped()) : move.application(),
                move.currency(),
                before == null ? null : before.costPerChange(),
                after == null ? null : after.costPerChange(),
                before == null ? null : before.cost(),
                after == null ? null : after.cost(),
                before == null ? null : before.changes(),
                after == null ? null : after.changes());
    }
}
