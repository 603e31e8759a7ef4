package costperchange.report.page;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.report.page.Table.Cell;
import costperchange.report.page.Table.Column;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The ledger in one currency: each bill, with the reasons of what nobody took.
///
/// @param currency null where nothing was charged at all
record LedgerTable(LedgerOfMonth ledger, @Nullable Currency currency) {

    String html() {
        Table table = new Table(
                "Where the bills went" + (currency == null ? "" : ", " + currency),
                "Every charge of the bills filed under this month: direct + shared + unallocated + deferred = total, and the rest"
                        + " is 0. Explained is the part of all charges, taken absolutely, that reached an application.",
                List.of(
                        Column.text("Bill"),
                        Column.number("Total"),
                        Column.number("Direct"),
                        Column.number("Shared"),
                        Column.number("Unallocated"),
                        Column.number("Deferred"),
                        Column.number("Rest"),
                        Column.number("Explained")));
        List<LedgerOfMonth.Row> bills = ledger.rows().stream()
                .filter(row -> row.currency().equals(currency))
                .toList();
        bills.forEach(bill -> {
            table.row(
                    Html.text(Objects.toString(bill.account())) + " <small>"
                            + Html.text(Objects.toString(bill.source())) + "</small>",
                    "",
                    cells(bill));
            bill.reasons()
                    .forEach(reason -> table.row(
                            Html.text(reason.reason()),
                            "sub",
                            List.of(
                                    Cell.text(null),
                                    Cell.text(null),
                                    Cell.text(null),
                                    Cell.amount(reason.amount()),
                                    Cell.text(null),
                                    Cell.text(null),
                                    Cell.text(null))));
        });
        if (bills.size() > 1) {
            ledger.totals().stream()
                    .filter(row -> row.currency().equals(currency))
                    .forEach(total -> table.row("All bills", "sum", cells(total)));
        }
        return table.html();
    }

    private static List<Cell> cells(LedgerOfMonth.Row bill) {
        BigDecimal share = bill.shareExplained();
        return List.of(
                Cell.amount(bill.total()),
                Cell.amount(bill.direct()),
                Cell.amount(bill.shared()),
                Cell.amount(bill.unallocated()),
                Cell.amount(bill.deferred()),
                Cell.amount(bill.residual()),
                share == null ? Cell.none("–") : new Cell(Figures.share(share), "number"));
    }
}
