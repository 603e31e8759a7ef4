package costperchange.webhook;

import costperchange.store.host.Host;
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

    /// The hosts that can be asked about repositories, by their names: `github.com`, `gitlab.com`, and those of
    /// `GITHUB_HOST` and `GITLAB_HOST` where they are set.
    static Map<String, Host> hosts(Map<String, String> variables) {
        return Host.known(variables);
    }

    private static String needed(String name, Map<String, String> variables) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("environment variable " + name + " is not set");
        }
        return value;
    }
}
