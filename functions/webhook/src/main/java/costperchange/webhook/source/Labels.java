package costperchange.webhook.source;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Collects what a catalog may tell applications apart by, under the source's names. What is empty, or longer
/// than any catalog would write, is left out.
final class Labels {

    private final Map<String, String> fields = new TreeMap<>();

    Labels with(String name, @Nullable String value) {
        if (value != null
                && !value.isBlank()
                && value.length() <= Fields.LONG_NAME
                && name.length() <= Fields.LONG_NAME
                && Fields.isPrintable(value)) {
            fields.put(name, value.strip());
        }
        return this;
    }

    /// Every scalar member of an object, under its name and a prefix.
    Labels withAll(String prefix, Map<String, String> values) {
        values.forEach((name, value) -> with(prefix + name, value));
        return this;
    }

    Map<String, String> fields() {
        return Map.copyOf(fields);
    }
}
