package costperchange.query;

import java.util.Map;

/// What the query functions read from their environment.
///
/// @param table name of the table, from `TABLE`
/// @param guard by whom callers are authorised: `AUTHORIZER` is `iam` or `token`, and with `token`
///     `READ_SCOPE`, `TEAM_SCOPE`, `WRITE_SCOPE` and `TEAM_CLAIM` name scopes and claim
record Environment(String table, Guard guard) {

    static Environment read(Map<String, String> variables) {
        return new Environment(required(variables, "TABLE"), guard(variables));
    }

    private static Guard guard(Map<String, String> variables) {
        String authorizer = required(variables, "AUTHORIZER");
        return switch (authorizer) {
            case "iam" -> new Guard.Iam();
            case "token" ->
                new Guard.Token(
                        required(variables, "READ_SCOPE"),
                        required(variables, "TEAM_SCOPE"),
                        required(variables, "WRITE_SCOPE"),
                        required(variables, "TEAM_CLAIM"));
            default ->
                throw new IllegalStateException(
                        "environment variable AUTHORIZER must be iam or token, not '" + authorizer + "'");
        };
    }

    private static String required(Map<String, String> variables, String name) {
        String value = variables.getOrDefault(name, "");
        if (value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
