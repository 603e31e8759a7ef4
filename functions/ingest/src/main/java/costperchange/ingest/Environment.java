package costperchange.ingest;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What all functions read from their environment.
///
/// @param table name of the table, from `TABLE`
/// @param together names of sources that may bill one account for one period, from `SOURCES_TOGETHER`, with
///     commas between; none where it is not set
record Environment(String table, Set<String> together) {

    static Environment read(Map<String, String> variables) {
        return new Environment(
                needed("TABLE", variables),
                Arrays.stream(variables.getOrDefault("SOURCES_TOGETHER", "").split(","))
                        .map(String::strip)
                        .filter(name -> !name.isEmpty())
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /// @throws IllegalStateException if it is not set; names it
    static String needed(String name, Map<String, String> variables) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
