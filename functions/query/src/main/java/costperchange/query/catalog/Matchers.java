package costperchange.query.catalog;

import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Matcher;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.charge.Dimension.Column;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

    private Matchers() {}

    /// Whether a rule has any condition.
    static boolean hasCondition(Part rule) {
        return rule.members().keySet().stream().anyMatch(key -> !key.equals("environment"));
    }

    /// A rule's matchers: one, or one for each pattern of resources, since each pattern is a dimension of its own and
    /// any of them will do.
    static List<ChargeRule> of(Part rule) {
        Map<Dimension, List<String>> conditions = new HashMap<>();
        COLUMNS.forEach((key, column) -> rule.get(key).ifPresent(part -> conditions.put(column, part.texts())));
        rule.get("tag")
                .ifPresent(tags -> tags.members()
                        .forEach((key, values) -> conditions.put(new Dimension.Tag(key.strip()), values.texts())));
        String environment = rule.optionalText("environment");
        return rule.get("resourceId")
                .map(patterns -> patterns.texts().stream()
                        .map(pattern -> new ChargeRule(withPattern(conditions, pattern), environment))
                        .toList())
                .orElseGet(() -> List.of(new ChargeRule(new Matcher(conditions), environment)));
    }

    private static Matcher withPattern(Map<Dimension, List<String>> conditions, String pattern) {
        Map<Dimension, List<String>> all = new HashMap<>(conditions);
        all.put(new Dimension.ResourceIdLike(pattern), List.of("true"));
        return new Matcher(all);
    }
}
