package costperchange.report.workbook;

import costperchange.calculator.report.LedgerOfMonth;
import costperchange.report.page.Figures;
import costperchange.report.page.Sentences;
import costperchange.report.workbook.Column.Kind;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the bills went, and what of them nobody took.
///
/// @param ledger null for a tribe or a team, to which no bill belongs
record LedgerSheets(@Nullable LedgerOfMonth ledger) {

    void write(Grid grid) {
        if (ledger == null) {
            grid.title("Ledger").sentence(Sentences.NO_LEDGER);
            return;
        }
        grid.title("Ledger, " + Figures.month(ledger.month()))
                .note("Of each bill: direct + shared + unallocated + deferred = total, and the rest is 0.")
                .gap()
                .main(
                        List.of(
                                Column.text("Billing account", 28),
                                Column.text("Source", 18),
                                Column.of(Kind.MONTH, "Billed in"),
                                Column.text("Currency", 10),
                                Column.amount("Total"),
                                Column.amount("Direct"),
                                Column.amount("Shared"),
                                Column.amount("Unallocated"),
                                Column.amount("Deferred"),
                                Column.amount("Rest"),
                                Column.amount("Recoverable tax"),
                                Column.of(Kind.SHARE, "Share explained")),
                        ledger.rows().stream().map(row -> cells(ledger, row)).toList(),
                        1);
    }

    private static List<@Nullable Object> cells(LedgerOfMonth ledger, LedgerOfMonth.Row row) {
        return Arrays.asList(
                row.account(),
                row.source(),
                row.billed() == null ? ledger.month() : row.billed(),
                row.currency(),
                row.total(),
                row.direct(),
                row.shared(),
                row.unallocated(),
                row.deferred(),
                row.residual(),
                row.recoverableTax(),
                row.shareExplained());
    }

    void writeUnallocated(Grid grid) {
        if (ledger == null) {
            grid.title("Unallocated").sentence(Sentences.NO_LEDGER);
            return;
        }
        grid.title("Unallocated, " + Figures.month(ledger.month()))
                .note("What was charged to no application, and why. Of each bill these add up to its unallocated cost.")
                .gap()
                .main(
                        List.of(
                                Column.text("Billing account", 28),
                                Column.text("Source", 18),
                                Column.text("Reason", 44),
                                Column.text("Currency", 20),
                                Column.amount("Amount")),
                        ledger.rows().stream()
                                .flatMap(row -> row.reasons().stream().map(reason -> cells(row, reason)))
                                .toList(),
                        1);
        grid.heading("The biggest groups among them")
                .table(
                        List.of(
                                Column.text("Billing account", 28),
                                Column.text("Source", 18),
                                Column.text("Reason", 44),
                                Column.text("Currency", 20),
                                Column.amount("Amount"),
                                Column.count("Rows"),
                                Column.text("Kind", 12),
                                Column.text("Sub account", 18),
                                Column.text("Provider", 14),
                                Column.text("Service", 28)),
                        ledger.biggest().stream().map(LedgerSheets::cells).toList());
    }

    private static List<@Nullable Object> cells(LedgerOfMonth.Row row, LedgerOfMonth.Reason reason) {
        return Arrays.asList(row.account(), row.source(), reason.reason(), row.currency(), reason.amount());
    }

    private static List<@Nullable Object> cells(LedgerOfMonth.Unallocated group) {
        return Arrays.asList(
                group.account(),
                group.source(),
                group.reason(),
                group.currency(),
                group.amount(),
                group.rows(),
                group.kind(),
                group.subAccount(),
                group.provider(),
                group.service());
    }
}
