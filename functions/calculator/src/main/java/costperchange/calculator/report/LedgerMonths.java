package costperchange.calculator.report;

import costperchange.calculator.money.Currency;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ledger month by month: how much of the bills was explained, and whether that gets better.
///
/// @param basis `effective` or `billed`
/// @param from first month
/// @param to the month after the last
/// @param settling whether bills of these months were committed that are not in these numbers yet
/// @param rows one for each month and currency that was billed
public record LedgerMonths(String basis, YearMonth from, YearMonth to, boolean settling, List<Row> rows) {

    /// @param shareExplained absolute allocated amounts over absolute charges, 0 to 1; null where nothing was
    ///     charged
    /// @param shareMoved by how much that is more than in the month before that was billed; null for the first
    public record Row(
            YearMonth month,
            Currency currency,
            BigDecimal total,
            BigDecimal direct,
            BigDecimal shared,
            BigDecimal unallocated,
            BigDecimal deferred,
            BigDecimal residual,
            @Nullable BigDecimal shareExplained,
            @Nullable BigDecimal shareMoved) {}

    /// @param months in order
    public static LedgerMonths of(String basis, YearMonth from, YearMonth to, List<LedgerOfMonth> months) {
        Map<Currency, BigDecimal> before = new HashMap<>();
        List<Row> rows = new ArrayList<>();
        months.forEach(month -> month.totals().forEach(total -> {
            BigDecimal share = total.shareExplained();
            BigDecimal last = before.get(total.currency());
            rows.add(new Row(
                    month.month(),
                    total.currency(),
                    total.total(),
                    total.direct(),
                    total.shared(),
                    total.unallocated(),
                    total.deferred(),
                    total.residual(),
                    share,
                    share == null || last == null ? null : Amounts.plain(share.subtract(last))));
            if (share != null) {
                before.put(total.currency(), share);
            }
        }));
        return new LedgerMonths(basis, from, to, months.stream().anyMatch(LedgerOfMonth::settling), rows);
    }

    /// The rows as a table.
    public Sheet sheet() {
        return new Sheet(
                List.of(
                        "month",
                        "currency",
                        "total",
                        "direct",
                        "shared",
                        "unallocated",
                        "deferred",
                        "residual",
                        "share_explained",
                        "share_moved"),
                rows.stream()
                        .map(row -> Arrays.<@Nullable Object>asList(
                                row.month,
                                row.currency,
                                row.total,
                                row.direct,
                                row.shared,
                                row.unallocated,
                                row.deferred,
                                row.residual,
                                row.shareExplained,
                                row.shareMoved))
                        .toList());
    }
}
