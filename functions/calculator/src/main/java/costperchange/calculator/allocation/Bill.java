package costperchange.calculator.allocation;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.cost.Line;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/// A bill as the rules divided it: for each owner, the lines of each day.
///
/// @param id which bill
/// @param parts by owner, in order; every charge of the bill is in exactly one
/// @param missingDays days that the bill left out although it charges by the day, in order
/// @param rows how many rows were read
public record Bill(BillId id, Map<Owner, List<Line>> parts, List<LocalDate> missingDays, long rows) {

    public Bill {
        parts = new TreeMap<>(parts);
        missingDays = List.copyOf(missingDays);
    }

    /// Divides charges among their owners, by the catalog's rules.
    ///
    /// @param source the export or API the charges came from
    /// @param charges of any number of accounts and billing periods, in any order
    /// @return one bill for each account and billing period, in order
    public static List<Bill> divide(String source, Collection<Charge> charges, Rules rules) {
        TreeMap<BillId, Divided> bills = new TreeMap<>();
        charges.forEach(charge -> bills.computeIfAbsent(
                        new BillId(source, charge.billingAccount(), charge.billingPeriod()), id -> new Divided())
                .add(charge, rules.take(charge)));
        return bills.entrySet().stream()
                .map(entry -> entry.getValue().bill(entry.getKey()))
                .toList();
    }

    private static final class Divided {
        private final Map<Owner, List<Line>> parts = new TreeMap<>();
        private final TreeSet<LocalDate> charged = new TreeSet<>();
        private long rows;

        void add(Charge charge, Rules.Taken taken) {
            List<Line> lines = parts.computeIfAbsent(taken.owner(), owner -> new ArrayList<>());
            charge.byDay().forEach((day, cost) -> lines.add(new Line(kind(charge, day, taken), cost)));
            if (charge.category() == ChargeCategory.USAGE && !charge.multiPeriod()) {
                charged.addAll(charge.byDay().keySet());
            }
            rows += charge.rows();
        }

        private static Line.Kind kind(Charge charge, LocalDate day, Rules.Taken taken) {
            return new Line.Kind(
                    day,
                    false,
                    taken.environment(),
                    taken.production(),
                    charge.provider(),
                    charge.category(),
                    charge.correction(),
                    charge.multiPeriod(),
                    charge.currency());
        }

        Bill bill(BillId id) {
            Map<Owner, List<Line>> added = new TreeMap<>();
            parts.forEach((owner, lines) -> added.put(owner, Line.addUp(lines)));
            return new Bill(id, added, missingDays(), rows);
        }

        /// A bill with usage on at least half the days from its first to its last usage charges by the day; the days
        /// between that have none are missing. A bill with fewer says nothing about the others.
        private List<LocalDate> missingDays() {
            if (charged.isEmpty()) {
                return List.of();
            }
            List<LocalDate> span =
                    charged.first().datesUntil(charged.last().plusDays(1)).toList();
            return charged.size() * 2 < span.size()
                    ? List.of()
                    : span.stream().filter(day -> !charged.contains(day)).toList();
        }
    }
}
