package costperchange.query.catalog;

import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Matcher;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.charge.Dimension.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The conditions of a rule for charges.
final class Matchers {

    /// The keys of a rule that stand for a FOCUS column.
    private static final Map<String, Column> COLUMNS = Map.of(
            "subAccount", Column.SUB_ACCOUNT,
            "billingAccount", Column.BILLING_ACCOUNT,
            "provider", Column.PROVIDER,
            "service", Column.SERVICE_NAME,
            "serviceCategory", Column.SERVICE_CATEGORY,
            "region", Column.REGION,
            "chargeCategory", Column.CHARGE_CATEGORY,
            "chargeClass", Column.CHARGE_CLASS,
            "commitmentStatus", Column.COMMITMENT_STATUS);

    /// The keys of a rule that say how it takes charges, and not which.
    private static final Set<String> NO_CONDITIONS = Set.of("environment", "from", "to", "amortise", "recoverableTax");

    private Matchers() {}

    /// Whether a rule has any condition.
    static boolean hasCondition(Part rule) {
        return rule.members().keySet().stream().anyMatch(key -> !NO_CONDITIONS.contains(key));
    }

    /// A rule's matchers: one, or one for each pattern of resources, since each pattern is a dimension of its
    /// own and any of them will do.
    static List<ChargeRule> of(Part rule) {
        Map<Dimension, List<String>> conditions = new HashMap<>();
        COLUMNS.forEach((key, column) -> rule.get(key).ifPresent(part -> conditions.put(column, part.texts())));
        rule.get("tag")
                .ifPresent(tags -> tags.members()
                        .forEach((key, values) -> conditions.put(new Dimension.Tag(key.strip()), values.texts())));
        return rule.get("resourceId")
                .map(patterns -> patterns.texts().stream()
                        .map(pattern -> rule(rule, withPattern(conditions, pattern)))
                        .toList())
                .orElseGet(() -> List.of(rule(rule, new Matcher(conditions))));
    }

    private static ChargeRule rule(Part rule, Matcher matcher) {
        return new ChargeRule(
                matcher,
                rule.optionalText("environment"),
                rule.day("from"),
                rule.day("to"),
                rule.isTrue("amortise"),
                rule.isTrue("recoverableTax"));
    }

    private static Matcher withPattern(Map<Dimension, List<String>> conditions, String pattern) {
        Map<Dimension, List<String>> all = new HashMap<>(conditions);
        all.put(new Dimension.ResourceIdLike(pattern), List.of("true"));
        return new Matcher(all);
    }
}
