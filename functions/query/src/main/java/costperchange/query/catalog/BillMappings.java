package costperchange.query.catalog;

import costperchange.calculator.allocation.BillMapping;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.money.Currency;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// How tables of costs are read: what the schema does not check of it, and what it says.
final class BillMappings {

    private final List<Problem> problems = new ArrayList<>();

    private BillMappings() {}

    static Map<String, BillMapping> of(Part root) {
        Map<String, BillMapping> mappings = new LinkedHashMap<>();
        members(root.get("bills"))
                .forEach((source, part) -> mappings.put(
                        source.strip(),
                        new BillMapping(
                                texts(part, "columns"),
                                texts(part, "constants"),
                                part.optionalText("period"),
                                part.optionalText("factor"),
                                part.optionalText("factorColumn"),
                                texts(part, "tags"))));
        return mappings;
    }

    static List<Problem> problems(Part root) {
        BillMappings checks = new BillMappings();
        members(root.get("bills")).values().forEach(checks::check);
        return checks.problems;
    }

    private static Map<String, Part> members(Optional<Part> part) {
        return part.map(Part::members).orElse(Map.of());
    }

    private static Map<String, String> texts(Part part, String key) {
        Map<String, String> texts = new LinkedHashMap<>();
        members(part.get(key)).forEach((name, value) -> texts.put(name.strip(), value.text()));
        return texts;
    }

    private void check(Part bill) {
        Map<String, Part> columns = members(bill.get("columns"));
        Map<String, Part> constants = members(bill.get("constants"));
        constants.forEach((name, part) -> require(!columns.containsKey(name), part, "is in columns too"));
        require(
                columns.containsKey("BilledCost") || columns.containsKey("EffectiveCost"),
                bill,
                "has no column for BilledCost or EffectiveCost");
        Stream.of("BillingAccountId", "BillingCurrency")
                .filter(name -> !columns.containsKey(name) && !constants.containsKey(name))
                .forEach(name -> require(false, bill, "has neither a column nor a constant for " + name));
        period(bill, columns);
        factor(bill);
        values(constants);
    }

    private void period(Part bill, Map<String, Part> columns) {
        boolean start = columns.containsKey("ChargePeriodStart");
        require(
                start == columns.containsKey("ChargePeriodEnd")
                        && start != bill.get("period").isPresent(),
                bill,
                "must have either a period, or columns for both ChargePeriodStart and ChargePeriodEnd");
        require(
                columns.containsKey("BillingPeriodStart") == columns.containsKey("BillingPeriodEnd"),
                bill,
                "must have columns for both BillingPeriodStart and BillingPeriodEnd, or for neither");
    }

    private void factor(Part bill) {
        bill.get("factor").ifPresent(factor -> {
            require(bill.get("factorColumn").isEmpty(), factor, "must not stand beside factorColumn");
            require(
                    factor.text().matches("[0-9]+(\\.[0-9]{1,7})?( ?%)?"),
                    factor,
                    "is not a factor such as 0.2 or 20 %, with at most seven digits after the point");
        });
    }

    /// Constants that can have only some values.
    private void values(Map<String, Part> constants) {
        constants.forEach((name, part) -> {
            String text = part.text();
            switch (name) {
                case "ChargeCategory" ->
                    require(
                            ChargeCategory.of(text).isPresent(),
                            part,
                            "is not one of Usage, Purchase, Tax, Credit, Adjustment");
                case "ChargeClass" -> require(text.equalsIgnoreCase("Correction"), part, "is not Correction");
                case "BillingCurrency" -> require(Currency.named(text).isPresent(), part, "is not a currency");
                default -> {
                    // Any text will do.
                }
            }
        });
    }

    private void require(boolean holds, Part part, String message) {
        if (!holds) {
            problems.add(part.problem(message));
        }
    }
}
