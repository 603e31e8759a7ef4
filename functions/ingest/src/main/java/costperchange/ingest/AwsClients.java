package costperchange.ingest;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClient;
import software.amazon.awssdk.services.costexplorer.CostExplorerClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/// The clients by which bills come in. Credentials, the region of S3 and, where none is given here, the
/// endpoint come from the SDK's own variables and files.
public final class AwsClients {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private AwsClients() {}

    /// @param endpoint of something that speaks S3; empty for AWS
    public static S3Client s3(Optional<URI> endpoint) {
        S3ClientBuilder builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build());
        // Elsewhere buckets have no host names.
        endpoint.ifPresent(uri -> builder.endpointOverride(uri).forcePathStyle(true));
        return builder.build();
    }

    public static AthenaClient athena() {
        return AthenaClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }

    /// Cost Explorer stands in one region only. The client never retries: each request is paid for, so who asks
    /// counts them.
    ///
    /// @param endpoint of something that speaks Cost Explorer; empty for AWS
    public static CostExplorerClient costExplorer(Optional<URI> endpoint) {
        CostExplorerClientBuilder builder = CostExplorerClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder().socketTimeout(PATIENCE))
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .region(Region.US_EAST_1)
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
        endpoint.ifPresent(builder::endpointOverride);
        return builder.build();
    }
}
