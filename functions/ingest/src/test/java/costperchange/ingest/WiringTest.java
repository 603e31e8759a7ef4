package costperchange.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.store.AwsServer;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What Lambda would put together, against an AWS that is not one: the SDK takes its settings from the system.
class WiringTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private static final Map<String, String> VARIABLES =
            Map.of("TABLE", "acme-table", "EXPORTS_BUCKET", "acme-wired", "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024");

    @BeforeEach
    void point() {
        System.setProperty("aws.endpointUrl", AWS.endpoint().toString());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @AfterEach
    void restore() {
        System.clearProperty("aws.endpointUrl");
        System.clearProperty("aws.region");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void the_wired_ingest_reads_the_bucket_of_its_environment() {
        Deliveries.to(AWS.s3(), "acme-wired", "");
        Ingest ingest = Wiring.ingest(Environment.read(VARIABLES), ExportsEnvironment.read(VARIABLES));

        assertThat(ingest.bucket().name()).isEqualTo("acme-wired");
        assertThat(ingest.bucket().prefix()).isEmpty();
        assertThat(ingest.bills().engine().memory()).isEqualTo("512MB");
        assertThat(Files.isDirectory(ingest.temporary())).isTrue();
        assertThat(Events.json(new IngestFunction(ingest, Optional.empty()).handleRequest(Events.map("reread"), null)))
                .contains("\"read\":[]", "\"ignored\":[]");
    }

    @Test
    void what_is_not_set_is_named() {
        assertThatThrownBy(() -> Environment.read(Map.of())).hasMessageContaining("TABLE is not set");
        assertThatThrownBy(() -> ExportsEnvironment.read(Map.of("EXPORTS_BUCKET", " ")))
                .hasMessageContaining("EXPORTS_BUCKET is not set");
        assertThat(ExportsEnvironment.read(Map.of("EXPORTS_BUCKET", "b")))
                .isEqualTo(new ExportsEnvironment("b", "", 3008, Optional.empty()));
    }
}
