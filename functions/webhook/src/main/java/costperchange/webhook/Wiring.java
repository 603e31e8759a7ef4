package costperchange.webhook;

import costperchange.store.Clients;
import costperchange.store.Table;
import costperchange.store.host.Host;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Puts the webhook together on AWS.
final class Wiring {

    private Wiring() {}

    static Webhook webhook(Environment environment) {
        Clock clock = Clock.systemUTC();
        return new Webhook(table(environment.table()), secrets(environment, clock), clock);
    }

    static Repair repair(Environment environment, Map<String, Host> hosts) {
        Clock clock = Clock.systemUTC();
        // No redirects, by default: a token would go along.
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        return new Repair(new BackFill(table(environment.table()), client), secrets(environment, clock), hosts, clock);
    }

    private static Secrets secrets(Environment environment, Clock clock) {
        SecretsManagerClient secrets = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
        return new Secrets(
                () -> secrets.getSecretValue(r -> r.secretId(environment.secretsArn()))
                        .secretString(),
                clock);
    }

    static Table table(String name) {
        return new Table(Clients.dynamoDb(), name);
    }
}
