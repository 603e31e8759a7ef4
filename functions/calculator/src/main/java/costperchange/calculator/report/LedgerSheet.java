package costperchange.calculator.report;

import costperchange.calculator.report.LedgerOfMonth.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A month's ledger as one table. Its first column, `line`, tells what a line is about: a `bill` or the `total`
/// of all; below each its amounts by `kind` and its `reason`s; then what was `released` into the month,
/// `correction`s, the biggest groups of charges that are `unallocated`, accounts `without effective cost`, and
/// what is `excluded` from cost per change.
final class LedgerSheet {

    private static final List<String> COLUMNS = List.of(
            "line",
            "source",
            "account",
            "billed",
            "currency",
            "kind",
            "invoice",
            "total",
            "direct",
            "shared",
            "unallocated",
            "deferred",
            "residual",
            "recoverable_tax",
            "share_explained",
            "note",
            "billing_period_start");

    private LedgerSheet() {}

    static Sheet of(LedgerOfMonth ledger) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        ledger.rows().forEach(row -> addRow(cells, "bill", row));
        ledger.totals().forEach(row -> addRow(cells, "total", row));
        ledger.released()
                .forEach(r -> cells.add(line("released", r.source(), r.account(), r.billed(), r.currency())
                        .went(r.total(), r.direct(), r.shared(), r.unallocated())
                        .cells()));
        ledger.corrections()
                .forEach(c -> cells.add(line("correction", c.source(), c.account(), c.billed(), c.currency())
                        .kind("correction", c.invoice())
                        .went(c.total(), c.direct(), c.shared(), c.unallocated())
                        .note("corrects " + c.corrects())
                        .cells()));
        ledger.biggest()
                .forEach(u -> cells.add(line("unallocated", u.source(), u.account(), null, u.currency())
                        .kind(u.kind(), null)
                        .went(null, null, null, u.amount())
                        .note(u.reason() + ": " + named(u) + ", rows: " + u.rows())
                        .cells()));
        ledger.withoutEffectiveCost()
                .forEach(w -> cells.add(line("without effective cost", w.source(), w.account(), null, w.currency())
                        .went(w.billed(), null, null, null)
                        .note(w.subAccount().isEmpty() ? "" : "sub account " + w.subAccount())
                        .cells()));
        ledger.excluded()
                .forEach(x -> cells.add(line("excluded", null, null, null, x.currency())
                        .went(x.amount(), null, null, null)
                        .note(x.reason() + (x.count() == 0 ? "" : ", applications: " + x.count()))
                        .cells()));
        return new Sheet(COLUMNS, cells);
    }

    private static String named(LedgerOfMonth.Unallocated group) {
        return String.join(
                ", ",
                List.of(
                        group.subAccount().isEmpty() ? "no sub account" : "sub account " + group.subAccount(),
                        group.service().isEmpty() ? "no service" : group.service()));
    }

    private static void addRow(List<List<@Nullable Object>> cells, String about, Row row) {
        Line bill = line(about, row.source(), row.account(), row.billed(), row.currency());
        cells.add(bill.went(row.total(), row.direct(), row.shared(), row.unallocated())
                .ends(row)
                .cells());
        row.kinds()
                .forEach(kind -> cells.add(line("kind", row.source(), row.account(), row.billed(), row.currency())
                        .kind(kind.kind(), kind.invoice())
                        .went(kind.total(), kind.direct(), kind.shared(), kind.unallocated())
                        .cells()));
        row.reasons()
                .forEach(reason -> cells.add(line("reason", row.source(), row.account(), row.billed(), row.currency())
                        .went(null, null, null, reason.amount())
                        .note(reason.reason())
                        .cells()));
    }

    private static Line line(
            String about, @Nullable Object source, @Nullable Object account, @Nullable Object billed, Object currency) {
        @Nullable Object[] cells = new @Nullable Object[COLUMNS.size()];
        cells[0] = about;
        cells[1] = source;
        cells[2] = account;
        cells[3] = billed;
        cells[4] = currency;
        return new Line(cells);
    }

    /// A line that is being filled in.
    private record Line(@Nullable Object[] filled) {

        Line kind(String kind, @Nullable String invoice) {
            filled[5] = kind;
            filled[6] = invoice;
            return this;
        }

        Line went(
                @Nullable Object total,
                @Nullable Object direct,
                @Nullable Object shared,
                @Nullable Object unallocated) {
            filled[7] = total;
            filled[8] = direct;
            filled[9] = shared;
            filled[10] = unallocated;
            return this;
        }

        Line ends(Row row) {
            filled[11] = row.deferred();
            filled[12] = row.residual();
            filled[13] = row.recoverableTax();
            filled[14] = row.shareExplained();
            filled[16] = row.billingPeriodStart();
            return this;
        }

        Line note(String note) {
            filled[15] = note;
            return this;
        }

        List<@Nullable Object> cells() {
            return Arrays.asList(filled);
        }
    }
}
