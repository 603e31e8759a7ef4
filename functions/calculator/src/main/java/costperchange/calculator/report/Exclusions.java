package costperchange.calculator.report;

import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.DayOfApplication;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.LedgerOfMonth.Exclusion;
import costperchange.calculator.report.LedgerOfMonth.Released;
import costperchange.calculator.report.LedgerOfMonth.Row;
import costperchange.calculator.report.LedgerOfMonth.Share;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What of a month's bills is in no cost per change, and why.
final class Exclusions {

    private static final int SHOWN = 10;

    private final Basis basis;
    private final List<Row> totals;
    private final List<Released> released;
    private final Map<Key, Map<String, BigDecimal>> byReason = new TreeMap<>();

    private record Key(String reason, Currency currency) implements Comparable<Key> {
        private static final Comparator<Key> ORDER =
                Comparator.comparing(Key::reason).thenComparing(Key::currency);

        @Override
        public int compareTo(Key other) {
            return ORDER.compare(this, other);
        }
    }

    /// @param months of all applications, with their days
    /// @param totals of the ledger
    /// @param released to the month by earlier bills, which is in no total
    Exclusions(Basis basis, Collection<MonthOfScope> months, List<Row> totals, List<Released> released) {
        this.basis = basis;
        this.totals = totals;
        this.released = released;
        months.forEach(month -> month.days().forEach(day -> add(month.totals(), day)));
    }

    List<Exclusion> list() {
        List<Exclusion> all = new ArrayList<>();
        byReason.forEach((key, amounts) -> all.add(exclusion(key, amounts)));
        totals.forEach(of -> add(all, "deferred: amortised, and posts to later months", of.currency(), of.deferred()));
        unallocated().forEach((currency, amount) -> add(all, "unallocated", currency, amount));
        all.removeIf(exclusion -> exclusion.amount().signum() == 0);
        return all;
    }

    private static void add(List<Exclusion> all, String reason, Currency currency, BigDecimal amount) {
        all.add(new Exclusion(reason, currency, Amounts.plain(amount), 0, List.of()));
    }

    private Map<Currency, BigDecimal> unallocated() {
        Map<Currency, BigDecimal> amounts = new TreeMap<>();
        totals.forEach(of -> amounts.merge(of.currency(), of.unallocated(), BigDecimal::add));
        released.forEach(of -> amounts.merge(of.currency(), of.unallocated(), BigDecimal::add));
        return amounts;
    }

    private void add(Totals month, DayOfApplication day) {
        String reason = reason(month, day);
        day.amounts().forEach(amounts -> {
            if (reason != null) {
                add(reason, amounts.currency(), month.application(), amounts.cost());
            }
            add("recoverable tax", amounts.currency(), month.application(), amounts.recoverableTax());
        });
    }

    private static @Nullable String reason(Totals month, DayOfApplication day) {
        if (month.measures(day.day())) {
            return null;
        }
        if (month.measuredSince() == null) {
            return "no deployment in production is known";
        }
        return day.day().isBefore(month.measuredSince())
                ? "before deployments are known"
                : "the day's bill is not complete";
    }

    private void add(String reason, Currency currency, String application, Cost cost) {
        if (cost.on(basis).signum() != 0) {
            byReason.computeIfAbsent(new Key(reason, currency), key -> new TreeMap<>())
                    .merge(application, cost.on(basis), BigDecimal::add);
        }
    }

    private static Exclusion exclusion(Key key, Map<String, BigDecimal> amounts) {
        return new Exclusion(
                key.reason,
                key.currency,
                Amounts.sum(amounts.values(), amount -> amount),
                amounts.size(),
                amounts.entrySet().stream()
                        .map(entry -> new Share(entry.getKey(), Amounts.plain(entry.getValue())))
                        .sorted(Comparator.comparing(
                                        (Share share) -> share.amount().abs())
                                .reversed()
                                .thenComparing(Share::application))
                        .limit(SHOWN)
                        .toList());
    }
}
