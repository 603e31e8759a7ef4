package costperchange.ingest.costexplorer;

import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.store.CostExplorerAnswers.Day;
import costperchange.store.CostExplorerAnswers.Group;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Compares what Cost Explorer says of a month in three ways: in all, by record type, and by tag.
final class Sums {

    /// Half of the last digit that Cost Explorer gives.
    private static final BigDecimal HALF_A_DIGIT = new BigDecimal("0.00000000005");

    /// Some amounts of a day, added up by currency.
    private record Sum(Map<Currency, Cost> costs, int amounts) {

        static Sum of(LocalDate day, List<Day> days, Predicate<Group> which) {
            Map<Currency, Cost> costs = new HashMap<>();
            int amounts = 0;
            for (Day one : days) {
                if (one.day().equals(day)) {
                    for (Group group : one.groups()) {
                        if (which.test(group) && !Amounts.isNothing(group)) {
                            costs.merge(new Currency(group.currency()), Amounts.cost(day, group), Cost::plus);
                            amounts++;
                        }
                    }
                }
            }
            return new Sum(costs, amounts);
        }

        Cost in(Currency currency) {
            return costs.getOrDefault(currency, Cost.ZERO);
        }

        Sum and(Sum more) {
            Map<Currency, Cost> both = new HashMap<>(costs);
            more.costs.forEach((currency, cost) -> both.merge(currency, cost, Cost::plus));
            return new Sum(both, amounts + more.amounts);
        }
    }

    private final Map<LocalDate, Map<Currency, Cost>> roundings = new TreeMap<>();

    private Sums() {}

    /// @throws UnreadException if they differ by more than rounding; names day, charges and both sums
    static Sums of(MonthAnswers answers) {
        Sums sums = new Sums();
        answers.totals().forEach(day -> sums.compare(day.day(), answers));
        return sums;
    }

    /// What is to be added to the groups of a day so that they are its total; nothing where they are.
    Map<LocalDate, Map<Currency, Cost>> roundings() {
        return roundings;
    }

    private void compare(LocalDate day, MonthAnswers answers) {
        Sum groups = new Sum(Map.of(), 0);
        for (ChargeKind kind : ChargeKind.values()) {
            Sum types = Sum.of(
                    day,
                    answers.byRecordType(),
                    group -> RecordTypes.kind(group.keys().getFirst()) == kind);
            Sum ofKind = Sum.of(day, answers.byTag().getOrDefault(kind, List.of()), group -> true);
            differences(day, kind.label(), ofKind, types);
            groups = groups.and(ofKind);
        }
        Map<Currency, Cost> rounding =
                differences(day, "everything", groups, Sum.of(day, answers.totals(), group -> true));
        if (!rounding.isEmpty()) {
            roundings.put(day, rounding);
        }
    }

    private static Map<Currency, Cost> differences(LocalDate day, String what, Sum groups, Sum whole) {
        Set<Currency> currencies = new HashSet<>(groups.costs.keySet());
        currencies.addAll(whole.costs.keySet());
        BigDecimal most = HALF_A_DIGIT.multiply(BigDecimal.valueOf((long) groups.amounts + whole.amounts));
        Map<Currency, Cost> differences = new TreeMap<>();
        for (Currency currency : currencies) {
            Cost difference = whole.in(currency).minus(groups.in(currency));
            if (difference.billed().abs().compareTo(most) > 0
                    || difference.effective().abs().compareTo(most) > 0) {
                throw new UnreadException(day + ": the groups of " + what + " add up to " + text(groups.in(currency))
                        + " " + currency + ", but " + what + " is " + text(whole.in(currency)));
            }
            if (!difference.isZero()) {
                differences.put(currency, difference);
            }
        }
        return differences;
    }

    private static String text(Cost cost) {
        return cost.billed().toPlainString() + " billed and " + cost.effective().toPlainString() + " effective";
    }
}
