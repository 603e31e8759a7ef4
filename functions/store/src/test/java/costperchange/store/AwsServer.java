package costperchange.store;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import cloud.localstack.awssdkv2.TestUtils;
import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.utils.builder.SdkBuilder;

/// An AWS for tests to talk to over HTTP: LocalStack where Docker runs, else `moto_server`; tests are skipped where
/// neither is there. Started when first needed; all test classes of a JVM share it, so each names its own buckets.
///
/// ```java
/// @RegisterExtension static final AwsServer AWS = new AwsServer();
/// ```
public final class AwsServer implements BeforeAllCallback {

    private static final Namespace NAMESPACE = Namespace.create(AwsServer.class);

    /// What JUnit keeps for the whole run, and closes at its end.
    private record Started(Optional<AwsProcess> process) implements AutoCloseable {

        @Override
        public void close() {
            process.ifPresent(AwsProcess::close);
        }
    }

    private Optional<URI> endpoint = Optional.empty();

    @Override
    public void beforeAll(ExtensionContext context) {
        Started started = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent("server", key -> new Started(AwsProcess.start()), Started.class);
        assumeTrue(started.process.isPresent(), "neither Docker nor moto_server is here");
        endpoint = started.process.map(AwsProcess::endpoint);
    }

    /// Where all services answer.
    public URI endpoint() {
        return endpoint.orElseThrow();
    }

    /// A client of any service: `client(SnsClient.builder())`.
    public <C, B extends SdkSyncClientBuilder<B, C> & SdkBuilder<B, C>> C client(B builder) {
        return TestUtils.wrapApiSyncClientV2(builder, endpoint().toString()).build();
    }

    public S3Client s3() {
        // Buckets have no host names here.
        return client(S3Client.builder().forcePathStyle(true));
    }
}
