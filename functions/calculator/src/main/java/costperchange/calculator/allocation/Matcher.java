package costperchange.calculator.allocation;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A condition on charges: each dimension named must have one of the values given for it.
///
/// @param values not empty; for [Dimension.ResourceIdLike] the value is `true`
public record Matcher(Map<Dimension, List<String>> values) {

    public Matcher {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a matcher must name something");
        }
        values = Map.copyOf(values);
    }

    public boolean matches(Charge charge) {
        return values.entrySet().stream().allMatch(entry -> holds(charge, entry));
    }

    /// Why a charge does not match, for a person: the first condition, by name, that does not hold.
    ///
    /// @return empty if it does match
    public Optional<String> differs(Charge charge) {
        return ordered().filter(entry -> !holds(charge, entry)).findFirst().map(entry -> switch (entry.getKey()) {
            case Dimension.ResourceIdLike _ -> "is not of a " + entry.getKey().label();
            case Dimension.Column _, Dimension.Tag _ ->
                entry.getKey().label() + " is "
                        + charge.value(entry.getKey())
                                .map(value -> "'" + value + "'")
                                .orElse("not there") + ", not " + listed(entry);
        });
    }

    /// The conditions for a person, in order of their names: `sub account 111122223333; tag application
    /// checkout`.
    public String label() {
        return ordered()
                .map(entry -> switch (entry.getKey()) {
                    case Dimension.ResourceIdLike _ -> entry.getKey().label();
                    case Dimension.Column _, Dimension.Tag _ -> entry.getKey().label() + " " + listed(entry);
                })
                .collect(Collectors.joining("; "));
    }

    private Stream<Map.Entry<Dimension, List<String>>> ordered() {
        return values.entrySet().stream()
                .sorted(Comparator.comparing(entry -> entry.getKey().label()));
    }

    private static String listed(Map.Entry<Dimension, List<String>> entry) {
        return String.join(" or ", entry.getValue());
    }

    private static boolean holds(Charge charge, Map.Entry<Dimension, List<String>> entry) {
        return charge.value(entry.getKey())
                .filter(value -> entry.getValue().stream().anyMatch(value::equalsIgnoreCase))
                .isPresent();
    }

    public Set<Dimension> dimensions() {
        return values.keySet();
    }
}
