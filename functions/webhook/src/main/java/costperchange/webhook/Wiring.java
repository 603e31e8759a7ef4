package costperchange.webhook;

import costperchange.store.Clients;
import costperchange.store.Table;
import java.time.Clock;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/// Puts the webhook together on AWS.
final class Wiring {

    private Wiring() {}

    static Webhook webhook(Environment environment) {
        Clock clock = Clock.systemUTC();
        SecretsManagerClient secrets = SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
        return new Webhook(
                table(environment.table()),
                new Secrets(
                        () -> secrets.getSecretValue(r -> r.secretId(environment.secretsArn()))
                                .secretString(),
                        clock),
                clock);
    }

    static Table table(String name) {
        return new Table(Clients.dynamoDb(), name);
    }
}
