package costperchange.report;

import costperchange.report.word.Receivers;
import costperchange.report.word.Tell;
import costperchange.report.word.WordSecrets;
import costperchange.store.Clients;
import costperchange.store.Table;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;

/// Puts the report's functions together on AWS.
final class Wiring {

    private Wiring() {}

    /// What the monthly report is made of.
    record Report(Table table, Destination destination, Optional<Topic> topic) {}

    static Report report(Environment environment) {
        S3Client s3 = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
        return new Report(
                table(environment),
                new Bucket(s3, environment.requiredBucket()),
                Optional.ofNullable(environment.reportTopicArn())
                        .filter(arn -> !arn.isBlank())
                        .map(arn -> new Topic(sns(), arn)));
    }

    static Table table(Environment environment) {
        return new Table(Clients.dynamoDb(), environment.table());
    }

    static Tell tell(TellEnvironment environment) {
        // No redirects, by default: a token would go along.
        HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
        EventBridgeClient bus = AwsClients.eventBridge();
        WordSecrets secrets = new WordSecrets(() -> secretsManager()
                .getSecretValue(r -> r.secretId(environment.secretsArn()))
                .secretString());
        return new Tell(
                new Table(Clients.dynamoDb(), environment.table()),
                new Receivers(environment.hosts(), secrets, client, () -> bus, environment.eventBus()));
    }

    private static SecretsManagerClient secretsManager() {
        return SecretsManagerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }

    private static SnsClient sns() {
        return SnsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }
}
