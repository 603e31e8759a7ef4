package costperchange.report;

import costperchange.store.Clients;
import costperchange.store.Table;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.s3.S3Client;
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

    private static SnsClient sns() {
        return SnsClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }
}
