package costperchange.ingest.costexplorer;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import costperchange.ingest.focus.LineItem;
import costperchange.store.CostExplorerAnswers.Day;
import costperchange.store.CostExplorerAnswers.Group;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Makes the charges of a month of what Cost Explorer said of it: one for each day, kind, tag value
/// and sub account or product. They add up to its totals, exactly.
///
/// Cost Explorer gives amounts to ten digits after the point, each rounded by itself, so its own groups may
/// differ from its own total in the last of them. Such a difference is a charge of its own, an adjustment that
/// nobody takes; it is at most half a digit for each amount that was added. Any other difference means that the
/// answers do not belong together.
final class MonthOfAnswers {

    private static final String PROVIDER = "AWS";

    private final Enquiry enquiry;
    private final Period month;
    private final Set<Dimension> dimensions;

    /// @param dimensions what the catalog's rules look at
    MonthOfAnswers(Enquiry enquiry, YearMonth month, Set<Dimension> dimensions) {
        this.enquiry = enquiry;
        this.month = Period.of(month);
        this.dimensions = Set.copyOf(dimensions);
    }

    /// @throws UnreadException if the groups do not add up to the totals, or an amount is none
    List<Charge> charges(MonthAnswers answers) {
        List<Charge> charges = new ArrayList<>();
        answers.byTag().forEach((kind, days) -> {
            for (Day day : days) {
                for (Group group : day.groups()) {
                    if (!Amounts.isNothing(group)) {
                        charges.add(charge(day.day(), kind, group));
                    }
                }
            }
        });
        Sums sums = Sums.of(answers);
        sums.roundings()
                .forEach((day, byCurrency) -> byCurrency.forEach((currency, cost) ->
                        charges.add(charge(day, ChargeKind.ADJUSTMENT, currency, new HashMap<>(), cost, 0))));
        return charges;
    }

    private Charge charge(LocalDate day, ChargeKind kind, Group group) {
        Map<Dimension, String> values = new HashMap<>();
        values.put(new Dimension.Tag(enquiry.tag()), tagValue(day, group.keys().getFirst()));
        values.put(enquiry.by().column(), group.keys().get(1));
        return charge(day, kind, new Currency(group.currency()), values, Amounts.cost(day, group), 1);
    }

    /// A group is named `<key>$<value>`; without a value, nothing has the tag.
    private String tagValue(LocalDate day, String key) {
        String prefix = enquiry.tag() + "$";
        if (!key.startsWith(prefix)) {
            throw new UnreadException(day + ": the group '" + key + "' is not one of the tag " + enquiry.tag());
        }
        return key.substring(prefix.length());
    }

    private Charge charge(
            LocalDate day, ChargeKind kind, Currency currency, Map<Dimension, String> values, Cost cost, long rows) {
        values.put(Dimension.Column.BILLING_ACCOUNT, enquiry.account());
        values.put(Dimension.Column.PROVIDER, PROVIDER);
        values.put(Dimension.Column.CHARGE_CATEGORY, category(kind).label());
        values.entrySet().removeIf(value -> value.getValue().isEmpty() || !dimensions.contains(value.getKey()));
        return new Charge(
                enquiry.account(),
                month,
                Period.of(day),
                category(kind),
                kind == ChargeKind.CORRECTION,
                currency,
                PROVIDER,
                "",
                values,
                cost,
                rows);
    }

    private static ChargeCategory category(ChargeKind kind) {
        return switch (kind) {
            case USAGE -> ChargeCategory.USAGE;
            case PURCHASE -> ChargeCategory.PURCHASE;
            case TAX -> ChargeCategory.TAX;
            case CREDIT -> ChargeCategory.CREDIT;
            case ADJUSTMENT -> ChargeCategory.ADJUSTMENT;
            case CORRECTION -> LineItem.REFUND.category();
        };
    }
}
