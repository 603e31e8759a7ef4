package costperchange.report.page;

import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport.Caveats;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.report.MonthlyReport.OfMonth;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The month's figures in large, with all three differences to the month before.
record Headline(OfMonth month, Caveats caveats) {

    String html() {
        Row row = month.numbers();
        String currency = Objects.toString(row.currency(), "");
        BigDecimal ratio = row.costPerChange();
        Difference difference = month.difference();
        String large = ratio == null
                ? "<p class=\"figure none\">" + Html.text(Sentences.noRatio(row)) + "</p>"
                : "<p class=\"figure\">" + Figures.amount(ratio) + " <small>" + Html.text(currency)
                        + " per change</small></p>";
        return "<div class=\"headline\">\n" + large + "\n<p class=\"against\">"
                + Html.text(Sentences.difference(month.month(), difference) + leftOut()) + "</p>\n<dl>\n"
                + part(
                        "Cost",
                        row.cost() == null ? "no bill" : Figures.amount(row.cost()) + " " + currency,
                        more(difference == null ? null : difference.cost(), currency))
                + part(
                        "Changes",
                        Figures.count(row.changes()),
                        difference == null || difference.changes() == null ? "" : Figures.more(difference.changes()))
                + part(
                        "Cost per change",
                        ratio == null ? Sentences.noRatio(row) : Figures.amount(ratio) + " " + currency,
                        more(difference == null ? null : difference.costPerChange(), currency))
                + part("Deployments", Figures.count(row.deployments()), "")
                + "</dl>\n</div>\n";
    }

    /// Differences leave out what costs hold; a reader who subtracts must be told.
    private String leftOut() {
        return caveats.multiPeriod().stream()
                .filter(amount -> amount.currency().equals(month.numbers().currency()))
                .map(amount -> " Compared without what reaches outside its billing period: "
                        + Figures.amount(amount.month()) + " " + amount.currency() + " this month, "
                        + Figures.amount(amount.before()) + " " + amount.currency() + " the month before.")
                .collect(Collectors.joining());
    }

    private static String more(@Nullable BigDecimal amount, String currency) {
        return amount == null ? "" : Figures.more(amount) + " " + currency;
    }

    private String part(String name, String value, String more) {
        return "<div><dt>" + name + "</dt><dd>" + Html.text(value)
                + (more.isEmpty()
                        ? ""
                        : "<small>"
                                + Html.text(more + " against "
                                        + Figures.shortMonth(month.month().minusMonths(1)))
                                + "</small>")
                + "</dd></div>\n";
    }
}
