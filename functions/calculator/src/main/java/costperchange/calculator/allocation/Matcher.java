package costperchange.calculator.allocation;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        return values.entrySet().stream()
                .allMatch(entry -> charge.value(entry.getKey())
                        .filter(value -> entry.getValue().stream().anyMatch(value::equalsIgnoreCase))
                        .isPresent());
    }

    public Set<Dimension> dimensions() {
        return values.keySet();
    }
}
