package costperchange.ingest;

import java.util.Map;

/// What both functions read from their environment.
///
/// @param table name of the table, from `TABLE`
record Environment(String table) {

    static Environment read(Map<String, String> variables) {
        String table = variables.get("TABLE");
        if (table == null || table.isBlank()) {
            throw new IllegalStateException("environment variable TABLE is not set");
        }
        return new Environment(table);
    }
}
