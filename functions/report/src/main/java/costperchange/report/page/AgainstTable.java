package costperchange.report.page;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.Against;
import costperchange.calculator.report.MonthlyReport;
import costperchange.report.page.Table.Cell;
import costperchange.report.page.Table.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The month against earlier windows, in one currency.
///
/// @param currency null where nothing was charged at all
record AgainstTable(MonthlyReport report, @Nullable Currency currency) {

    String html() {
        Table table = new Table(
                Figures.month(report.month()) + " against earlier months" + (currency == null ? "" : ", " + currency),
                Sentences.AGAINST + " Differences are this month less what was then.",
                List.of(
                        Column.text("Against"),
                        Column.number("Cost per change then"),
                        Column.number("Cost then"),
                        Column.number("Changes then"),
                        new Column("Cost", "Difference", "number"),
                        new Column("Changes", "Difference", "number"),
                        new Column("Cost per change", "Difference", "number"),
                        new Column("in percent", "Difference", "number")));
        report.against().stream()
                .filter(one -> Objects.equals(one.currency(), currency))
                .forEach(one -> table.row(heading(one), "", cells(one)));
        return table.html();
    }

    private String heading(Against one) {
        String month = Figures.shortMonth(report.month().minusMonths(1));
        String words = switch (one.earlier()) {
            case "month before" -> "The month before<small>" + month;
            case "year before" ->
                "The same month a year before<small>"
                        + Figures.shortMonth(report.month().minusYears(1));
            default ->
                "The twelve months before<small>"
                        + Figures.shortMonth(report.month().minusMonths(12)) + " to " + month;
        };
        return words
                + (one.daysMeasured() == one.days()
                        ? ""
                        : ", measured on " + one.daysMeasured() + " of " + one.days() + " days")
                + "</small>";
    }

    private static List<Cell> cells(Against one) {
        return List.of(
                Cell.amount(one.earlierCostPerChange()),
                Cell.amount(one.earlierCost()),
                mean(one.earlierChanges(), false),
                Table.more(one.cost()),
                mean(one.changes(), true),
                Table.more(one.costPerChange()),
                Table.percent(one.relative(), one.reason()));
    }

    private static Cell mean(@Nullable BigDecimal count, boolean signed) {
        return count == null ? Cell.none("–") : new Cell(Figures.mean(count, signed), "number");
    }
}
