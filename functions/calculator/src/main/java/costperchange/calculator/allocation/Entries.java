package costperchange.calculator.allocation;

import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Ledger.Went;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// Collects where what one bill posts to a month went, as ledgers.
final class Entries {

    private final BillId bill;
    private final YearMonth month;
    private final boolean released;
    private final Map<Currency, Sums> byCurrency = new TreeMap<>();

    /// @param released whether it is what posts to days after the billing period
    Entries(BillId bill, YearMonth month, boolean released) {
        this.bill = bill;
        this.month = month;
        this.released = released;
    }

    /// Something that the bill posts, and where it went.
    void add(MonthSplit.Flow flow) {
        Posted posted = flow.posted();
        Sums sums = sums(posted.line().kind().currency());
        sums.charged(posted);
        flow.parts().forEach(part -> sums.took(posted, part));
    }

    private Sums sums(Currency currency) {
        return byCurrency.computeIfAbsent(currency, one -> new Sums());
    }

    /// @param ofBill what is said of the whole bill, by currency; empty where another ledger says it
    List<Ledger> ledgers(Map<Currency, Ledger.OfBill> ofBill) {
        ofBill.keySet().forEach(this::sums);
        return byCurrency.entrySet().stream()
                .map(entry -> entry.getValue().ledger(entry.getKey(), ofBill.get(entry.getKey())))
                .toList();
    }

    private record Corrected(YearMonth month, String invoice) implements Comparable<Corrected> {
        @Override
        public int compareTo(Corrected other) {
            int byMonth = month.compareTo(other.month);
            return byMonth != 0 ? byMonth : invoice.compareTo(other.invoice);
        }
    }

    private record Kind(ChargeKind kind, String invoice) implements Comparable<Kind> {
        @Override
        public int compareTo(Kind other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : invoice.compareTo(other.invoice);
        }
    }

    private final class Sums {
        private Cost absolute = Cost.ZERO;
        private Cost absoluteAllocated = Cost.ZERO;
        private final Map<Kind, Went> kinds = new TreeMap<>();
        private final Map<Corrected, Went> corrections = new TreeMap<>();
        private final Map<String, Cost> reasons = new TreeMap<>();
        private final Map<LocalDate, Cost> unallocatedDays = new TreeMap<>();

        void charged(Posted posted) {
            absolute = absolute.plus(Ledger.absolute(posted.cost()));
            went(posted, new Went(posted.cost(), Cost.ZERO, Cost.ZERO, Cost.ZERO, Cost.ZERO));
        }

        void took(Posted posted, Pools.Part part) {
            Cost cost = part.line().cost();
            Cost tax = part.line().kind().recoverableTax() ? cost : Cost.ZERO;
            switch (part.owner()) {
                case Owner.Application _ -> {
                    absoluteAllocated = absoluteAllocated.plus(Ledger.absolute(cost));
                    went(
                            posted,
                            part.line().kind().shared()
                                    ? new Went(Cost.ZERO, Cost.ZERO, cost, Cost.ZERO, tax)
                                    : new Went(Cost.ZERO, cost, Cost.ZERO, Cost.ZERO, tax));
                }
                case Owner.Unallocated(String reason) -> {
                    reasons.merge(reason, cost, Cost::plus);
                    unallocatedDays.merge(part.line().kind().day(), cost, Cost::plus);
                    went(posted, new Went(Cost.ZERO, Cost.ZERO, Cost.ZERO, cost, Cost.ZERO));
                }
                case Owner.Pool(String pool) -> throw new IllegalStateException("pool " + pool + " was not passed on");
            }
        }

        private void went(Posted posted, Went went) {
            kinds.merge(
                    new Kind(posted.line().kind().chargeKind(), posted.origin().invoice()), went, Went::plus);
            YearMonth corrects = posted.origin().corrects();
            if (corrects != null && !bill.touches(corrects)) {
                corrections.merge(new Corrected(corrects, posted.origin().invoice()), went, Went::plus);
            }
        }

        Ledger ledger(Currency currency, Ledger.@Nullable OfBill ofBill) {
            return new Ledger(
                    bill.month(),
                    bill.period().start(),
                    bill.source(),
                    bill.account(),
                    currency,
                    month,
                    released,
                    list(kinds, (kind, went) -> new Ledger.Entry(kind.kind, kind.invoice, went)),
                    list(reasons, Ledger.Reason::new),
                    list(unallocatedDays, Ledger.DayCost::new),
                    absolute,
                    absoluteAllocated,
                    list(corrections, (one, went) -> new Ledger.Correction(one.month, one.invoice, went)),
                    ofBill);
        }
    }

    private static <K, V, T> List<T> list(Map<K, V> map, BiFunction<K, V, T> made) {
        return map.entrySet().stream()
                .map(entry -> Objects.requireNonNull(made.apply(entry.getKey(), entry.getValue())))
                .toList();
    }
}
