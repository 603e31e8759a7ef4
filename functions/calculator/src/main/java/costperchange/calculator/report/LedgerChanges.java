package costperchange.calculator.report;

import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.KnownBills;
import costperchange.calculator.allocation.MonthSplit;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What moved in a calendar month between two times at which its bills were known: restated bills, new ones,
/// and new catalogs by which they were read. The rows of a currency add up to the difference of its total,
/// exactly.
///
/// @param month calendar month
/// @param basis `effective` or `billed`
/// @param from the earlier time
/// @param to the later time
/// @param bills the versions that became known after `from`, up to `to`
/// @param rows applications whose charges or cost per change moved and reasons of unallocated cost that moved,
///     the biggest first
/// @param totals by currency, of all that posts to the month
public record LedgerChanges(
        YearMonth month,
        String basis,
        Instant from,
        Instant to,
        List<Version> bills,
        List<Row> rows,
        List<Total> totals) {

    /// @param catalog version of the catalog it was read by; null if there was none
    public record Version(
            String source,
            String account,
            YearMonth billed,
            Instant knownAt,
            @Nullable Instant catalog,
            long rows) {}

    /// @param application whose charges moved; null where it is unallocated cost
    /// @param unallocated the reason; null where it is an application
    /// @param costPerChange of the application in the month; its sides are null where nothing is measured, or
    ///     for unallocated cost
    public record Row(
            @Nullable String application,
            @Nullable String unallocated,
            Currency currency,
            BigDecimal from,
            BigDecimal to,
            BigDecimal difference,
            Bridge.Sides costPerChange) {}

    public record Total(Currency currency, BigDecimal from, BigDecimal to, BigDecimal difference) {}

    /// What is asked.
    ///
    /// @param from the earlier time; null for the version before the one known at `to`
    /// @param to the later time; null for the latest
    public record Question(
            YearMonth month,
            Basis basis,
            @Nullable Instant from,
            @Nullable Instant to) {}

    /// A month as it was known at a time.
    ///
    /// @param split all of it
    /// @param totals of application months, of those whose bills moved at least
    public record Known(MonthSplit split, Collection<Totals> totals) {

        private record What(boolean application, String name, Currency currency) implements Comparable<What> {
            private static final Comparator<What> ORDER = Comparator.comparing(What::application)
                    .reversed()
                    .thenComparing(What::name)
                    .thenComparing(What::currency);

            @Override
            public int compareTo(What other) {
                return ORDER.compare(this, other);
            }
        }

        private Map<What, Cost> amounts() {
            Map<What, Cost> amounts = new TreeMap<>();
            for (ApplicationBill bill : split.applications()) {
                for (Line line : bill.lines()) {
                    What what = new What(true, bill.application(), line.kind().currency());
                    amounts.merge(what, line.cost(), Cost::plus);
                }
            }
            for (Ledger ledger : split.ledgers()) {
                ledger.unallocated()
                        .forEach(reason -> amounts.merge(
                                new What(false, reason.reason(), ledger.currency()), reason.cost(), Cost::plus));
            }
            return amounts;
        }

        private @Nullable BigDecimal costPerChange(What what, Basis basis) {
            return totals.stream()
                    .filter(of -> what.application && of.application().equals(what.name))
                    .flatMap(of -> of.amounts().stream()
                            .filter(amounts -> amounts.currency().equals(what.currency))
                            .map(amounts -> Window.ratio(
                                    amounts.direct().plus(amounts.shared()).on(basis), of.changes()))
                            .flatMap(Stream::ofNullable))
                    .findFirst()
                    .orElse(null);
        }
    }

    /// The applications whose bills differ between two splits.
    public static Set<String> moved(MonthSplit from, MonthSplit to) {
        Map<String, List<Line>> before = new HashMap<>();
        from.applications().forEach(bill -> before.put(bill.application(), bill.lines()));
        Set<String> moved = new HashSet<>();
        to.applications().forEach(bill -> {
            if (!bill.lines().equals(before.remove(bill.application()))) {
                moved.add(bill.application());
            }
        });
        moved.addAll(before.keySet());
        return moved;
    }

    /// Compares what was known at two times.
    ///
    /// @param versions of all bills that post to the month
    public static LedgerChanges of(
            YearMonth month,
            Basis basis,
            Instant from,
            Instant to,
            Collection<BillVersion> versions,
            Known before,
            Known after) {
        Map<Known.What, Cost> first = before.amounts();
        Map<Known.What, Cost> second = after.amounts();
        Set<Known.What> all = new HashSet<>(first.keySet());
        all.addAll(second.keySet());
        List<Row> rows = new ArrayList<>();
        Map<Currency, Cost[]> totals = new TreeMap<>();
        for (Known.What what : all) {
            Cost was = first.getOrDefault(what, Cost.ZERO);
            Cost is = second.getOrDefault(what, Cost.ZERO);
            totals.merge(what.currency, new Cost[] {was, is}, LedgerChanges::plus);
            Bridge.Sides ratio = Bridge.Sides.of(before.costPerChange(what, basis), after.costPerChange(what, basis));
            // A ratio moves alone where tax comes back that did not before, or days become complete.
            if (was.on(basis).compareTo(is.on(basis)) != 0 || !Objects.equals(ratio.from(), ratio.to())) {
                rows.add(new Row(
                        what.application ? what.name : null,
                        what.application ? null : what.name,
                        what.currency,
                        was.on(basis),
                        is.on(basis),
                        is.minus(was).on(basis),
                        ratio));
            }
        }
        rows.sort(BIGGEST_FIRST);
        return new LedgerChanges(
                month,
                basis.label(),
                from,
                to,
                KnownBills.toldSince(versions).entrySet().stream()
                        .filter(told -> told.getValue().isAfter(from)
                                && !told.getValue().isAfter(to))
                        .map(told -> version(told.getKey()))
                        .toList(),
                rows,
                totals.entrySet().stream()
                        .map(entry -> total(entry.getKey(), entry.getValue(), basis))
                        .toList());
    }

    private static final Comparator<Row> BIGGEST_FIRST = Comparator.comparing(Row::currency)
            .thenComparing(row -> row.difference.abs(), Comparator.reverseOrder())
            .thenComparing(Row::application, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(Row::unallocated, Comparator.nullsLast(Comparator.naturalOrder()));

    private static Cost[] plus(Cost[] one, Cost[] other) {
        return new Cost[] {one[0].plus(other[0]), one[1].plus(other[1])};
    }

    private static Total total(Currency currency, Cost[] sides, Basis basis) {
        return new Total(
                currency,
                sides[0].on(basis),
                sides[1].on(basis),
                sides[1].minus(sides[0]).on(basis));
    }

    private static Version version(BillVersion version) {
        return new Version(
                version.id().source(),
                version.id().account(),
                version.id().month(),
                version.knownAt(),
                version.catalog().equals(BillVersion.NO_CATALOG) ? null : version.catalog(),
                version.rows());
    }

    /// The rows and the totals as a table.
    public Sheet sheet() {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(Arrays.asList(
                row.application,
                row.unallocated,
                row.currency,
                row.from,
                row.to,
                row.difference,
                row.costPerChange.from(),
                row.costPerChange.to(),
                row.costPerChange.difference())));
        totals.forEach(total -> cells.add(Arrays.asList(
                "total", null, total.currency, total.from, total.to, total.difference, null, null, null)));
        return new Sheet(
                List.of(
                        "application",
                        "unallocated",
                        "currency",
                        "from",
                        "to",
                        "difference",
                        "cost_per_change_from",
                        "cost_per_change_to",
                        "cost_per_change_difference"),
                cells);
    }
}
