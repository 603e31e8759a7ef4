package costperchange.query;

import costperchange.store.api.Guard;
import java.util.Map;

/// What the query functions read from their environment.
///
/// @param table name of the table, from `TABLE`
/// @param guard by whom callers are authorised
record Environment(String table, Guard guard) {

    /// @throws IllegalStateException if something is not set or wrong; names it
    static Environment read(Map<String, String> variables) {
        String table = variables.getOrDefault("TABLE", "");
        if (table.isBlank()) {
            throw new IllegalStateException("environment variable TABLE is not set");
        }
        return new Environment(table, Guard.read(variables));
    }
}
