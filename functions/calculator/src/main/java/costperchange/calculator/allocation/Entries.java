package costperchange.calculator.allocation;

import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Collects where the lines of one bill went, as ledgers.
final class Entries {

    private final BillId bill;
    private final YearMonth month;
    private final Map<Currency, Sums> byCurrency = new TreeMap<>();

    Entries(BillId bill, YearMonth month) {
        this.bill = bill;
        this.month = month;
    }

    /// A line of the bill, whoever takes it.
    void charged(Line line) {
        sums(line).charged(line.cost());
    }

    /// A part of such a line, with who took it in the end.
    void took(Pools.Part part) {
        sums(part.line()).took(part);
    }

    private Sums sums(Line line) {
        return byCurrency.computeIfAbsent(line.kind().currency(), currency -> new Sums());
    }

    List<Ledger> ledgers() {
        return byCurrency.entrySet().stream()
                .map(entry -> entry.getValue().ledger(entry.getKey()))
                .toList();
    }

    private final class Sums {
        private Cost direct = Cost.ZERO;
        private Cost shared = Cost.ZERO;
        private Cost total = Cost.ZERO;
        private Cost absolute = Cost.ZERO;
        private Cost absoluteAllocated = Cost.ZERO;
        private final Map<String, Cost> reasons = new TreeMap<>();
        private final Map<LocalDate, Cost> unallocatedDays = new TreeMap<>();

        void charged(Cost cost) {
            total = total.plus(cost);
            absolute = absolute.plus(Ledger.absolute(cost));
        }

        void took(Pools.Part part) {
            Cost cost = part.line().cost();
            Cost size = Ledger.absolute(cost);
            switch (part.owner()) {
                case Owner.Application _ -> {
                    absoluteAllocated = absoluteAllocated.plus(size);
                    if (part.line().kind().shared()) {
                        shared = shared.plus(cost);
                    } else {
                        direct = direct.plus(cost);
                    }
                }
                case Owner.Unallocated(String reason) -> {
                    reasons.merge(reason, cost, Cost::plus);
                    unallocatedDays.merge(part.line().kind().day(), cost, Cost::plus);
                }
                case Owner.Pool(String pool) -> throw new IllegalStateException("pool " + pool + " was not passed on");
            }
        }

        Ledger ledger(Currency currency) {
            return new Ledger(
                    bill.month(),
                    bill.period().start(),
                    bill.source(),
                    bill.account(),
                    currency,
                    month,
                    total,
                    direct,
                    shared,
                    reasons.entrySet().stream()
                            .map(e -> new Ledger.Reason(e.getKey(), e.getValue()))
                            .toList(),
                    unallocatedDays.entrySet().stream()
                            .map(e -> new Ledger.DayCost(e.getKey(), e.getValue()))
                            .toList(),
                    absolute,
                    absoluteAllocated);
        }
    }
}
