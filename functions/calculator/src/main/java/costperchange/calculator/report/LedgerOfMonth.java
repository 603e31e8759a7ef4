package costperchange.calculator.report;

import costperchange.calculator.cost.Ledger;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Where the bills of a month went: for each account and currency, direct + shared + unallocated = total.
///
/// @param month in which the bills' periods start
/// @param basis `effective` or `billed`
/// @param asOf the time whose knowledge this is; null for all that is known
/// @param settling whether bills were committed that are not in these numbers yet
/// @param rows by source, account and currency
/// @param totals by currency
public record LedgerOfMonth(
        YearMonth month, String basis, @Nullable Instant asOf, boolean settling, List<Row> rows, List<Row> totals) {

    /// The charges of one bill, or of all bills, in one currency.
    ///
    /// @param source the export or API; null in totals
    /// @param account FOCUS `BillingAccountId`; null in totals
    /// @param total sum of the charges
    /// @param direct allocated to applications by rules
    /// @param shared allocated to applications by pools
    /// @param unallocated to nobody
    /// @param residual total - direct - shared - unallocated: always 0
    /// @param shareExplained absolute allocated amounts over absolute charges, 0 to 1; null where nothing was
    ///     charged
    /// @param reasons why what is unallocated is
    public record Row(
            @Nullable String source,
            @Nullable String account,
            Currency currency,
            BigDecimal total,
            BigDecimal direct,
            BigDecimal shared,
            BigDecimal unallocated,
            BigDecimal residual,
            @Nullable BigDecimal shareExplained,
            List<Reason> reasons) {}

    public record Reason(String reason, BigDecimal amount) {}

    private static final int SHARE_SCALE = 6;

    /// Answers from the ledgers of a month.
    public static LedgerOfMonth of(
            YearMonth month, Basis basis, @Nullable Instant asOf, boolean settling, Collection<Ledger> ledgers) {
        record Bill(String source, String account, Currency currency) {}
        Map<Bill, List<Ledger>> byBill = ledgers.stream()
                .sorted(Ledger.ORDER)
                .collect(Collectors.groupingBy(
                        ledger -> new Bill(ledger.source(), ledger.account(), ledger.currency()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        Map<Currency, List<Ledger>> byCurrency =
                ledgers.stream().collect(Collectors.groupingBy(Ledger::currency, TreeMap::new, Collectors.toList()));
        return new LedgerOfMonth(
                month,
                basis.label(),
                asOf,
                settling,
                byBill.entrySet().stream()
                        .map(e -> row(e.getKey().source, e.getKey().account, basis, e.getValue()))
                        .toList(),
                byCurrency.values().stream()
                        .map(of -> row(null, null, basis, of))
                        .toList());
    }

    private static Row row(@Nullable String source, @Nullable String account, Basis basis, List<Ledger> ledgers) {
        BigDecimal absolute = sum(ledgers, basis, Ledger::absolute);
        BigDecimal explained = sum(ledgers, basis, Ledger::absoluteAllocated);
        Map<String, Cost> reasons = new TreeMap<>();
        ledgers.forEach(ledger ->
                ledger.unallocated().forEach(reason -> reasons.merge(reason.reason(), reason.cost(), Cost::plus)));
        return new Row(
                source,
                account,
                ledgers.getFirst().currency(),
                sum(ledgers, basis, Ledger::total),
                sum(ledgers, basis, Ledger::direct),
                sum(ledgers, basis, Ledger::shared),
                sum(ledgers, basis, Ledger::unallocatedSum),
                sum(ledgers, basis, Ledger::residual),
                absolute.signum() == 0 ? null : explained.divide(absolute, SHARE_SCALE, RoundingMode.HALF_EVEN),
                reasons.entrySet().stream()
                        .map(e -> new Reason(e.getKey(), e.getValue().on(basis)))
                        .toList());
    }

    private static BigDecimal sum(List<Ledger> ledgers, Basis basis, Function<Ledger, Cost> amount) {
        return ledgers.stream().map(amount).reduce(Cost.ZERO, Cost::plus).on(basis);
    }

    /// Bills, totals and reasons as a table; a reason's amount stands under `unallocated`.
    public Sheet sheet() {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (List<Row> some : List.of(rows, totals)) {
            for (Row row : some) {
                cells.add(Arrays.asList(
                        row.source == null ? "total" : row.source,
                        row.account,
                        row.currency,
                        row.total,
                        row.direct,
                        row.shared,
                        row.unallocated,
                        row.residual,
                        row.shareExplained,
                        null));
                row.reasons.forEach(reason -> cells.add(Arrays.asList(
                        row.source == null ? "total" : row.source,
                        row.account,
                        row.currency,
                        null,
                        null,
                        null,
                        reason.amount,
                        null,
                        null,
                        reason.reason)));
            }
        }
        return new Sheet(
                List.of(
                        "source",
                        "account",
                        "currency",
                        "total",
                        "direct",
                        "shared",
                        "unallocated",
                        "residual",
                        "share_explained",
                        "reason"),
                cells);
    }
}
