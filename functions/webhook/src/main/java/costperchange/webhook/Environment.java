package costperchange.webhook;

import java.util.Map;

/// What the webhook reads from its environment.
///
/// @param table name of the table, from `TABLE`
/// @param secretsArn of the secret in Secrets Manager that holds the senders' secrets, from `SECRETS_ARN`
record Environment(String table, String secretsArn) {

    static Environment read(Map<String, String> variables) {
        return new Environment(table(variables), needed("SECRETS_ARN", variables));
    }

    /// The name of the table alone, for who needs no secrets.
    static String table(Map<String, String> variables) {
        return needed("TABLE", variables);
    }

    private static String needed(String name, Map<String, String> variables) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
