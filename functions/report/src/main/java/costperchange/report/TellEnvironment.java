package costperchange.report;

import costperchange.store.host.Host;
import java.util.Map;

/// What the word back reads from its environment.
///
/// @param table name of the table, from `TABLE`
/// @param secretsArn of the secret in Secrets Manager that holds tokens, and the webhook's address and
///     secret, from `SECRETS_ARN`
/// @param eventBus name of the bus, from `EVENT_BUS`
/// @param hosts of repositories, by their names, those of `GITHUB_HOST` and `GITLAB_HOST` among them
record TellEnvironment(String table, String secretsArn, String eventBus, Map<String, Host> hosts) {

    static TellEnvironment read(Map<String, String> variables) {
        return new TellEnvironment(
                Environment.required("TABLE", variables.get("TABLE")),
                Environment.required("SECRETS_ARN", variables.get("SECRETS_ARN")),
                variables.getOrDefault("EVENT_BUS", "default"),
                Host.known(variables));
    }
}
