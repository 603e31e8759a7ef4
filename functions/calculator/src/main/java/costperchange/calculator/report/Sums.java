package costperchange.calculator.report;

import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.DayOfApplication;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.time.Days;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Adds up the applications of a scope over one period.
final class Sums {

    private record Amounts(
            Cost direct, Cost shared, Cost notMeasured, Cost recoverableTax, Map<String, Cost> byProvider) {
        static final Amounts ZERO = new Amounts(Cost.ZERO, Cost.ZERO, Cost.ZERO, Cost.ZERO, Map.of());

        Amounts plus(Amounts other) {
            return new Amounts(
                    direct.plus(other.direct),
                    shared.plus(other.shared),
                    notMeasured.plus(other.notMeasured),
                    recoverableTax.plus(other.recoverableTax),
                    Cost.sums(byProvider, other.byProvider));
        }
    }

    private final Question question;
    private final Days days;
    private final Map<Currency, Cost> unallocated;
    private final Map<Currency, Amounts> amounts = new HashMap<>();
    private final TreeSet<LocalDate> missingDays = new TreeSet<>();
    private final Set<LocalDate> measured = new HashSet<>();
    private boolean billed;
    private boolean estimated;
    private int changes;
    private int changesNotMeasured;
    private int deployments;

    /// @param unallocated what was charged to nobody on these days
    Sums(Question question, Days days, Map<Currency, Cost> unallocated) {
        this.question = question;
        this.days = days;
        this.unallocated = unallocated;
    }

    void add(MonthOfScope month) {
        Totals totals = month.totals();
        Days whole = Days.of(totals.month());
        if (!whole.from().isBefore(days.to()) || !days.from().isBefore(whole.to())) {
            return;
        }
        addFreshness(totals);
        if (measured.size() < days.length()) {
            days.within(whole).list().stream().filter(totals::measures).forEach(measured::add);
        }
        boolean wholeMonth = !whole.from().isBefore(days.from()) && !days.to().isBefore(whole.to());
        if (wholeMonth) {
            changes += totals.changes();
            changesNotMeasured += totals.changesNotMeasured();
            deployments += totals.deployments();
            totals.amounts()
                    .forEach(a -> add(
                            a.currency(),
                            new Amounts(a.direct(), a.shared(), a.notMeasured(), a.recoverableTax(), a.byProvider())));
        } else {
            month.days().stream().filter(day -> days.contains(day.day())).forEach(day -> addDay(totals, day));
        }
    }

    private void addFreshness(Totals totals) {
        if (totals.freshness() != null) {
            billed = true;
            estimated |= totals.freshness().estimated();
            totals.freshness().missingDays().stream().filter(days::contains).forEach(missingDays::add);
        }
    }

    private void addDay(Totals totals, DayOfApplication day) {
        boolean measures = totals.measures(day.day());
        changes += measures ? day.changes() : 0;
        changesNotMeasured += measures ? 0 : day.changes();
        deployments += day.deployments();
        day.amounts()
                .forEach(a -> add(
                        a.currency(),
                        measures
                                ? new Amounts(a.direct(), a.shared(), Cost.ZERO, a.recoverableTax(), a.byProvider())
                                : new Amounts(Cost.ZERO, Cost.ZERO, a.cost(), a.recoverableTax(), Map.of())));
    }

    private void add(Currency currency, Amounts more) {
        amounts.merge(currency, more, Amounts::plus);
    }

    List<Row> rows(String period, Collection<Currency> currencies) {
        return currencies.isEmpty()
                ? List.of(row(period, null))
                : currencies.stream().map(currency -> row(period, currency)).toList();
    }

    /// @param currency null where nothing was charged, or nothing in the only one wanted: then there is no
    ///     cost, as it cannot be said that it was zero of anything
    private Row row(String period, @Nullable Currency currency) {
        Amounts sum = currency == null ? Amounts.ZERO : amounts.getOrDefault(currency, Amounts.ZERO);
        boolean known = billed && (currency != null || question.currency() == null);
        BigDecimal cost = known ? on(sum.direct.plus(sum.shared)) : null;
        boolean organisation = question.scope() instanceof Scope.Organisation;
        Cost left = currency == null ? Cost.ZERO : unallocated.getOrDefault(currency, Cost.ZERO);
        return new Row(
                period,
                days.from(),
                days.to(),
                currency,
                cost,
                known ? on(sum.direct) : null,
                known ? on(sum.shared) : null,
                on(sum.notMeasured),
                on(sum.recoverableTax),
                organisation ? on(left) : null,
                changes,
                changesNotMeasured,
                deployments,
                cost == null ? null : Window.ratio(cost, changes),
                null,
                null,
                measured.size(),
                cost == null ? null : Window.ratio(cost, measured.size()),
                estimated,
                List.copyOf(missingDays),
                known ? on(sum.byProvider) : Map.of());
    }

    private Map<String, BigDecimal> on(Map<String, Cost> costs) {
        Map<String, BigDecimal> on = new TreeMap<>();
        costs.forEach((provider, cost) -> on.put(provider, on(cost)));
        return on;
    }

    private BigDecimal on(Cost cost) {
        return cost.on(question.basis());
    }
}
