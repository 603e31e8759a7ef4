package costperchange.report.page;

import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.MonthlyReport.Caveats;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What a month's numbers do not hold, or not for certain, in sentences.
public final class CaveatList {

    private CaveatList() {}

    static String html(MonthlyReport report) {
        List<String> sentences = sentences(report);
        return "<section>\n<h2>Estimated, or not measured</h2>\n<ul class=\"caveats\">\n"
                + sentences.stream()
                        .map(sentence -> "<li>" + Html.text(sentence) + "</li>\n")
                        .collect(Collectors.joining())
                + "</ul>\n</section>\n";
    }

    /// The sentences, as plain text.
    public static List<String> sentences(MonthlyReport report) {
        Caveats caveats = report.caveats();
        List<String> sentences = new ArrayList<>();
        bills(report, caveats, sentences);
        report.months().stream()
                .filter(one -> one.month().equals(report.month()))
                .forEach(one -> amounts(one.numbers(), sentences));
        if (report.ledger() == null) {
            sentences.add(Sentences.NO_LEDGER);
        }
        if (!caveats.neverMeasured().isEmpty()) {
            sentences.add("No deployment is known of " + String.join(", ", caveats.neverMeasured())
                    + ": that cost is shown as not measured, and not divided.");
        }
        if (caveats.changesNotMeasured() > 0) {
            sentences.add(Figures.changes(caveats.changesNotMeasured())
                    + " fell on days whose cost is not known, and are left out of the ratio with them.");
        }
        if (caveats.withoutRevision() > 0) {
            sentences.add(Figures.changes(caveats.withoutRevision())
                    + " came without a revision: each such deployment was counted.");
        }
        caveats.multiPeriod()
                .forEach(amount -> sentences.add(Figures.amount(amount.month()) + " " + amount.currency()
                        + " of the cost reaches outside its billing period ("
                        + Figures.amount(amount.before()) + " " + amount.currency()
                        + " the month before). It is in the cost, and not in what is compared with the month before."));
        return sentences;
    }

    private static void bills(MonthlyReport report, Caveats caveats, List<String> sentences) {
        if (caveats.completeThrough() == null) {
            sentences.add("No bill of this month is known.");
            return;
        }
        sentences.add(
                caveats.estimated()
                        ? "Estimated: a bill of this month may still change, until it has been closed for 15 days or"
                                + " its source says that it is final. It is then issued again, with what moved."
                        : "All bills of this month are final.");
        sentences.addAll(missing(report));
    }

    /// What is not there yet, as plain text; nothing where no bill is known.
    public static List<String> missing(MonthlyReport report) {
        Caveats caveats = report.caveats();
        LocalDate through = caveats.completeThrough();
        if (through == null) {
            return List.of();
        }
        List<String> sentences = new ArrayList<>();
        if (caveats.settling()) {
            sentences.add("New bills are being worked through; some numbers do not hold them yet.");
        }
        if (through.isBefore(report.month().atEndOfMonth())) {
            sentences.add(
                    through.isBefore(report.month().atDay(1))
                            ? "No day of the month is complete yet."
                            : "Complete through " + Figures.day(through)
                                    + ": later days enter neither side of the ratio.");
        }
        if (!caveats.missingDays().isEmpty()) {
            sentences.add("A bill left out "
                    + caveats.missingDays().stream().map(Figures::day).collect(Collectors.joining(", "))
                    + ": neither cost nor changes of such a day enter the ratio.");
        }
        return sentences;
    }

    private static void amounts(Row row, List<String> sentences) {
        BigDecimal unallocated = row.unallocated();
        if (row.costNotMeasured().signum() != 0) {
            sentences.add(Figures.amount(row.costNotMeasured()) + " " + row.currency()
                    + " is not divided: it was charged before deployments are known, or on days that are not"
                    + " complete.");
        }
        if (unallocated != null && unallocated.signum() != 0) {
            sentences.add(Figures.amount(unallocated) + " " + row.currency()
                    + " was charged to no application, and is in no cost; the ledger says why.");
        }
    }
}
