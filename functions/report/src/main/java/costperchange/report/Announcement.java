package costperchange.report;

import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.OfMonth;
import costperchange.report.page.Figures;
import costperchange.report.page.Sentences;
import java.math.BigDecimal;
import java.net.URI;
import java.util.List;
import java.util.stream.Collectors;

/// What a topic is told of a report: the headline figures, and where the report is.
///
/// @param subject ASCII, at most 99 characters, as SNS has it
/// @param text plain
record Announcement(String subject, String text) {

    private static final int LONGEST_SUBJECT = 99;

    static Announcement of(MonthlyReport report, URI page) {
        List<OfMonth> own = report.months().stream()
                .filter(one -> one.month().equals(report.month()))
                .toList();
        String month = Figures.month(report.month());
        String headline = own.stream().map(one -> headline(one.numbers())).collect(Collectors.joining(", "));
        String figures = own.stream().map(one -> figures(report, one)).collect(Collectors.joining("\n"));
        return new Announcement(
                subject("Cost per change in " + month + ": " + headline),
                "Cost per change in " + month + ", " + report.basis() + " cost\n\n" + figures + "\n"
                        + (report.caveats().estimated() ? "Estimated: a bill of the month may still change.\n" : "")
                        + "\n" + page + "\n");
    }

    private static String headline(Row row) {
        BigDecimal ratio = row.costPerChange();
        return ratio == null ? Sentences.noRatio(row) : Figures.amount(ratio) + " " + row.currency();
    }

    private static String figures(MonthlyReport report, OfMonth month) {
        Row row = month.numbers();
        BigDecimal cost = row.cost();
        return cost == null
                ? "No bill of the month is known."
                : headline(row) + (row.costPerChange() == null ? "" : " per change") + ": " + Figures.amount(cost) + " "
                        + row.currency() + " for " + Figures.changes(row.changes()) + ".\n"
                        + Sentences.difference(report.month(), month.difference());
    }

    /// SNS refuses subjects that hold anything but ASCII, or control characters.
    private static String subject(String text) {
        String ascii = text.replace('\u2212', '-').replaceAll("[^ -~]", "?");
        return ascii.substring(0, Math.min(LONGEST_SUBJECT, ascii.length()));
    }
}
