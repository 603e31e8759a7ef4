package costperchange.report;

import costperchange.report.message.Channel;
import costperchange.report.message.Channels;
import costperchange.report.message.Mail;
import costperchange.report.message.Recipients;
import costperchange.report.message.Slack;
import costperchange.report.message.Teams;
import costperchange.report.message.Topic;
import costperchange.report.message.Webhook;
import costperchange.report.word.Receivers;
import costperchange.report.word.Tell;
import costperchange.report.word.WordSecrets;
import costperchange.store.Clients;
import costperchange.store.Table;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;

/// Puts the report's functions together on AWS.
final class Wiring {

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private Wiring() {}

    /// What the monthly report is made of.
    ///
    /// @param channels reads who is told; with it, the secret of webhooks
    record Report(Table table, Destination destination, Supplier<Channels> channels) {}

    static Report report(Environment environment) {
        return report(environment, Set.of("https"));
    }

    /// @param schemes that a webhook's address may have; more than `https` in tests only
    static Report report(Environment environment, Set<String> schemes) {
        S3Client s3 = client(S3Client.builder()).build();
        return new Report(
                table(environment), new Bucket(s3, environment.requiredBucket()), () -> channels(environment, schemes));
    }

    static Table table(Environment environment) {
        return new Table(Clients.dynamoDb(), environment.table());
    }

    static Tell tell(TellEnvironment environment) {
        // No redirects, by default: a token would go along.
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        EventBridgeClient bus = AwsClients.eventBridge();
        WordSecrets secrets = new WordSecrets(() -> secret(environment.secretsArn()));
        return new Tell(
                new Table(Clients.dynamoDb(), environment.table()),
                new Receivers(environment.hosts(), secrets, client, () -> bus, environment.eventBus()));
    }

    private static Channels channels(Environment environment, Set<String> schemes) {
        Map<String, List<Channel>> byScope = new TreeMap<>();
        mail(environment).forEach((scope, mail) -> add(byScope, scope, mail));
        if (environment.reportWebhooksArn() != null) {
            String secret = secret(environment.reportWebhooksArn());
            // No redirects, by default: what is told would go along.
            HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
            Function<URI, Webhook> webhook = address -> Webhook.of(client, address, schemes);
            Recipients.webhooks(secret, "slack")
                    .forEach((scope, address) -> add(byScope, scope, new Slack(webhook.apply(address))));
            Recipients.webhooks(secret, "teams")
                    .forEach((scope, address) -> add(byScope, scope, new Teams(webhook.apply(address))));
        }
        return new Channels(
                Optional.ofNullable(environment.reportTopicArn()).map(arn -> new Topic(sns(), arn)), byScope);
    }

    private static void add(Map<String, List<Channel>> byScope, String scope, Channel channel) {
        byScope.computeIfAbsent(scope, key -> new ArrayList<>()).add(channel);
    }

    private static Map<String, Channel> mail(Environment environment) {
        String from = environment.reportMailFrom();
        String to = environment.reportMailTo();
        if (from == null || to == null) {
            return Map.of();
        }
        SesV2Client ses = once(client(SesV2Client.builder())).build();
        Map<String, Channel> byScope = new TreeMap<>();
        Recipients.mail(to).forEach((scope, addresses) -> byScope.put(scope, new Mail(ses, from, addresses)));
        return byScope;
    }

    private static String secret(String arn) {
        return client(SecretsManagerClient.builder())
                .build()
                .getSecretValue(r -> r.secretId(arn))
                .secretString();
    }

    private static SnsClient sns() {
        return once(client(SnsClient.builder())).build();
    }

    private static <B extends SdkSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> B client(B builder) {
        return builder.httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build());
    }

    /// Sends each request once: what may have arrived is not to be sent again.
    private static <B extends AwsClientBuilder<B, C>, C> B once(B builder) {
        return builder.overrideConfiguration(
                o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()).apiCallTimeout(PATIENCE.multipliedBy(2)));
    }
}
