package costperchange.report.workbook;

import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.ChangeOfMonth;
import costperchange.report.page.Figures;
import costperchange.report.workbook.Column.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The changes of the month, with what production cost in it while each was live.
record ChangesSheet(MonthlyReport report) {

    private static final BigDecimal SECONDS_OF_HOUR = BigDecimal.valueOf(3600);
    private static final int HOUR_SCALE = 3;

    void write(Grid grid) {
        grid.title("Changes, " + Figures.month(report.month()))
                .note("Run cost is what production cost in this month while the change was live. It describes, it does"
                        + " not rank. A change that cost in two currencies has two rows. Times are UTC.")
                .gap()
                .main(
                        List.of(
                                Column.text("Application", 28),
                                Column.text("Team", 18),
                                Column.text("Revision", 22),
                                Column.of(Kind.TIME, "First success"),
                                Column.text("Currency", 10),
                                Column.amount("Run cost"),
                                Column.of(Kind.MEAN, "Live, hours"),
                                Column.of(Kind.MEAN, "Lead time, hours"),
                                Column.text("Failed by", 12),
                                Column.text("Rework", 10),
                                Column.text("Source", 14),
                                Column.text("Deployment", 28),
                                Column.text("Address", 40)),
                        report.changes().stream().map(ChangesSheet::cells).toList(),
                        1);
    }

    private static List<@Nullable Object> cells(ChangeOfMonth one) {
        ChangesOfApplication.Row change = one.change();
        return Arrays.asList(
                one.application(),
                one.team(),
                change.revision(),
                change.at(),
                change.currency(),
                change.runCost(),
                hours(change.liveSeconds()),
                hours(change.leadTimeSeconds()),
                change.failure(),
                change.rework(),
                change.source(),
                change.id(),
                change.url());
    }

    private static @Nullable BigDecimal hours(@Nullable Long seconds) {
        return seconds == null
                ? null
                : BigDecimal.valueOf(seconds).divide(SECONDS_OF_HOUR, HOUR_SCALE, RoundingMode.HALF_EVEN);
    }
}
