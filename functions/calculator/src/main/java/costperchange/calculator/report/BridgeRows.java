package costperchange.calculator.report;

import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.cost.DayOfApplication;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.Bridge.OfCurrency;
import costperchange.calculator.report.Bridge.Question;
import costperchange.calculator.report.Bridge.Row;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.time.Days;
import costperchange.calculator.trend.Comparison;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Builds a [Bridge].
public final class BridgeRows {

    /// What a scope is charged falls into these, each charge into one.
    enum Component {
        DIRECT_USAGE("direct usage"),
        SHARED_USAGE("shared usage"),
        PURCHASES("purchases"),
        TAX("tax"),
        CREDITS("credits"),
        ADJUSTMENTS("adjustments"),
        CORRECTIONS("corrections"),
        NOT_MEASURED("not measured"),
        RECOVERABLE_TAX("recoverable tax"),
        UNALLOCATED("unallocated");

        private final String label;

        Component(String label) {
            this.label = label;
        }

        boolean isInRatio() {
            return compareTo(NOT_MEASURED) < 0;
        }

        static Component of(ChargeKind kind, boolean shared) {
            return switch (kind) {
                case USAGE -> shared ? SHARED_USAGE : DIRECT_USAGE;
                case PURCHASE -> PURCHASES;
                case TAX -> TAX;
                case CREDIT -> CREDITS;
                case ADJUSTMENT -> ADJUSTMENTS;
                case CORRECTION -> CORRECTIONS;
            };
        }
    }

    private final Question question;
    private final Collection<MonthOfScope> months;
    private final Collection<Ledger> ledgers;

    private BridgeRows(Question question, Collection<MonthOfScope> months, Collection<Ledger> ledgers) {
        this.question = question;
        this.months = months;
        this.ledgers = ledgers;
    }

    /// Answers from what was read.
    ///
    /// @param months of the scope's applications in both months, with their days
    /// @param ledgers that post to them, for what is unallocated; none for scopes other than the organisation
    public static Bridge of(
            Question question, Collection<MonthOfScope> months, Collection<Ledger> ledgers, boolean settling) {
        BridgeRows rows = new BridgeRows(question, months, ledgers);
        TreeSet<Currency> currencies = new TreeSet<>();
        months.forEach(month -> month.totals().amounts().forEach(amounts -> currencies.add(amounts.currency())));
        ledgers.forEach(ledger -> currencies.add(ledger.currency()));
        return new Bridge(
                question.scope().label(),
                question.basis().label(),
                question.from(),
                question.to(),
                settling,
                currencies.stream().map(rows::of).toList());
    }

    private OfCurrency of(Currency currency) {
        Map<Component, BigDecimal> before = components(question.from(), currency);
        Map<Component, BigDecimal> after = components(question.to(), currency);
        int n0 = changes(question.from());
        int n1 = changes(question.to());
        BigDecimal c0 = sum(before, true);
        BigDecimal c1 = sum(after, true);
        List<Component> present = Stream.of(Component.values())
                .filter(one -> before.containsKey(one) || after.containsKey(one))
                .toList();
        List<Component> inRatio = present.stream().filter(Component::isInRatio).toList();
        Bridge.Sides ratio = Bridge.Sides.of(Window.ratio(c0, n0), Window.ratio(c1, n1));
        List<BigDecimal> effects = Effects.of(
                inRatio.stream()
                        .map(one -> at(after, one).subtract(at(before, one)))
                        .toList(),
                c0.add(c1),
                n0,
                n1,
                ratio.difference());
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < inRatio.size(); i++) {
            rows.add(row(inRatio.get(i), before, after, effects.isEmpty() ? null : effects.get(i)));
        }
        Bridge.Sides changes = Bridge.Sides.of(BigDecimal.valueOf(n0), BigDecimal.valueOf(n1));
        rows.add(new Row("number of changes", changes, effects.isEmpty() ? null : effects.getLast()));
        present.stream().filter(one -> !one.isInRatio()).forEach(one -> rows.add(row(one, before, after, null)));
        return new OfCurrency(
                currency,
                rows,
                Bridge.Sides.of(c0, c1),
                Bridge.Sides.of(sum(before, false), sum(after, false)),
                changes,
                ratio,
                comparison(currency));
    }

    private static Row row(
            Component component,
            Map<Component, BigDecimal> before,
            Map<Component, BigDecimal> after,
            @Nullable BigDecimal effect) {
        return new Row(component.label, Bridge.Sides.of(at(before, component), at(after, component)), effect);
    }

    private static BigDecimal at(Map<Component, BigDecimal> amounts, Component component) {
        return amounts.getOrDefault(component, BigDecimal.ZERO);
    }

    private static BigDecimal sum(Map<Component, BigDecimal> amounts, boolean inRatio) {
        return Amounts.sum(
                amounts.entrySet().stream()
                        .filter(entry -> !inRatio || entry.getKey().isInRatio())
                        .toList(),
                Map.Entry::getValue);
    }

    private Map<Component, BigDecimal> components(YearMonth month, Currency currency) {
        Map<Component, Cost> costs = new EnumMap<>(Component.class);
        months.stream()
                .filter(of -> of.totals().month().equals(month))
                .forEach(of -> of.days()
                        .forEach(day -> day.amounts().stream()
                                .filter(amounts -> amounts.currency().equals(currency))
                                .forEach(amounts ->
                                        add(costs, amounts, of.totals().measures(day.day())))));
        ledgers.stream()
                .filter(ledger ->
                        ledger.month().equals(month) && ledger.currency().equals(currency))
                .forEach(ledger ->
                        merge(costs, Component.UNALLOCATED, ledger.went().unallocated()));
        Map<Component, BigDecimal> amounts = new EnumMap<>(Component.class);
        costs.forEach((component, cost) -> amounts.put(component, cost.on(question.basis())));
        return amounts;
    }

    private static void add(Map<Component, Cost> costs, DayOfApplication.Amounts amounts, boolean measured) {
        merge(costs, Component.RECOVERABLE_TAX, amounts.recoverableTax());
        if (!measured) {
            merge(costs, Component.NOT_MEASURED, amounts.cost());
            return;
        }
        amounts.directByKind().forEach((kind, cost) -> merge(costs, Component.of(kind, false), cost));
        amounts.sharedByKind().forEach((kind, cost) -> merge(costs, Component.of(kind, true), cost));
    }

    private static void merge(Map<Component, Cost> costs, Component component, Cost cost) {
        if (!cost.isZero()) {
            costs.merge(component, cost, Cost::plus);
        }
    }

    private int changes(YearMonth month) {
        return months.stream()
                .filter(of -> of.totals().month().equals(month))
                .mapToInt(of -> of.totals().changes())
                .sum();
    }

    private Difference comparison(Currency currency) {
        if (question.basis() == Basis.BILLED) {
            return Difference.none("only effective cost is compared");
        }
        Optional<Windows> before = Windows.of(Days.of(question.from()), currency, months);
        Optional<Windows> after = Windows.of(Days.of(question.to()), currency, months);
        return before.isEmpty() || after.isEmpty()
                ? Difference.none("a month is not measured")
                : Difference.of(Comparison.of(before.get().window(), after.get().window()));
    }
}
