package costperchange.calculator.allocation;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.time.Days;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// A bill as the rules divided it: for each owner, what posts to each day.
///
/// @param id which bill
/// @param parts by owner, in order; every charge of the bill is in exactly one
/// @param summary what is said of the bill as a whole
/// @param missingDays days that the bill left out although it charges by the day, in order
/// @param rows how many rows were read
public record Bill(
        BillId id, Map<Owner, List<Posted>> parts, BillSummary summary, List<LocalDate> missingDays, long rows) {

    public Bill {
        parts = new TreeMap<>(parts);
        missingDays = List.copyOf(missingDays);
    }

    /// A bill on which there is nothing any more.
    public static Bill empty(BillId id) {
        return new Bill(id, Map.of(), new BillSummary(Map.of(), List.of(), List.of()), List.of(), 0);
    }

    /// Divides charges among their owners, by the catalog's rules.
    ///
    /// @param source the export or API the charges came from
    /// @param charges of any number of accounts and billing periods, in any order
    /// @return one bill for each account and billing period, in order
    public static List<Bill> divide(String source, Collection<Charge> charges, Rules rules) {
        TreeMap<BillId, Divided> bills = new TreeMap<>();
        charges.forEach(charge -> bills.computeIfAbsent(
                        new BillId(source, charge.billingAccount(), charge.billingPeriod()), id -> new Divided(rules))
                .add(charge));
        return bills.entrySet().stream()
                .map(entry -> entry.getValue().bill(entry.getKey()))
                .toList();
    }

    /// The applications that it charges, by their names.
    public Set<String> applications() {
        Set<String> names = new TreeSet<>();
        parts.keySet().forEach(owner -> {
            if (owner instanceof Owner.Application(String name)) {
                names.add(name);
            }
        });
        return names;
    }

    /// The last month after its billing period to which something amortised posts; null where nothing does.
    public @Nullable YearMonth amortisedThrough() {
        return parts.values().stream()
                .flatMap(List::stream)
                .map(posted -> YearMonth.from(posted.line().kind().day()))
                .filter(month -> !id.touches(month))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// The months outside its billing period that it corrects.
    public Set<YearMonth> corrects() {
        Set<YearMonth> months = new TreeSet<>();
        parts.values()
                .forEach(posted -> posted.forEach(one -> {
                    YearMonth corrects = one.origin().corrects();
                    if (corrects != null && !id.touches(corrects)) {
                        months.add(corrects);
                    }
                }));
        return months;
    }

    private static final class Divided {
        private final Postings postings;
        private final BillSummary.Builder summary = new BillSummary.Builder();
        private final TreeSet<LocalDate> charged = new TreeSet<>();
        private long rows;

        Divided(Rules rules) {
            postings = new Postings(rules);
        }

        void add(Charge charge) {
            summary.add(charge, postings.post(charge));
            if (charge.category() == ChargeCategory.USAGE && !charge.multiPeriod()) {
                charged.addAll(charge.byDay().keySet());
            }
            rows += charge.rows();
        }

        Bill bill(BillId id) {
            return new Bill(id, postings.byOwner(), summary.build(), missingDays(), rows);
        }

        /// A bill with usage on at least half the days from its first to its last usage charges by the day; the
        /// days between that have none are missing. A bill with fewer says nothing about the others.
        private List<LocalDate> missingDays() {
            if (charged.isEmpty()) {
                return List.of();
            }
            List<LocalDate> span = new Days(charged.first(), charged.last().plusDays(1)).list();
            List<LocalDate> missing = new ArrayList<>(span);
            missing.removeAll(charged);
            return charged.size() * 2 < span.size() ? List.of() : missing;
        }
    }
}
