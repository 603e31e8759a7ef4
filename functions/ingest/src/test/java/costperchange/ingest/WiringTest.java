package costperchange.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.ingest.costexplorer.CostExplorerImport;
import costperchange.ingest.costexplorer.Enquiry;
import costperchange.ingest.export.NotImportedException;
import costperchange.store.AwsServer;
import java.nio.file.Files;
import java.time.Clock;
import java.util.HashMap;
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
        Ingest ingest = Wiring.ingest(Environment.read(VARIABLES), ExportsEnvironment.read(VARIABLES))
                .orElseThrow();

        assertThat(ingest.bucket().name()).isEqualTo("acme-wired");
        assertThat(ingest.bucket().prefix()).isEmpty();
        assertThat(ingest.bills().engine().memory()).isEqualTo("512MB");
        assertThat(Files.isDirectory(ingest.temporary())).isTrue();
        IngestFunction function =
                new IngestFunction(ingest.bills(), Optional.of(ingest), Optional.empty(), Clock.systemUTC());
        assertThat(Events.json(function.handleRequest(Events.map("reread"), null)))
                .contains("\"read\":[]", "\"ignored\":[]");
    }

    @Test
    void without_a_bucket_there_are_no_exports_to_read() {
        Environment environment = Environment.read(VARIABLES);
        ExportsEnvironment none = ExportsEnvironment.read(Map.of("EXPORTS_BUCKET", ""));
        IngestFunction function = new IngestFunction(
                Wiring.bills(environment, none),
                Wiring.ingest(environment, none),
                Wiring.athena(environment, none),
                Clock.systemUTC());

        assertThatThrownBy(() -> function.handleRequest(Events.map("reread"), null))
                .isInstanceOf(NotImportedException.class)
                .hasMessage("no bucket of exports is set up: give the stack an ExportsBucketName");
    }

    private static final Map<String, String> EXPLORER = Map.of(
            "COST_EXPLORER_TAG",
            "application",
            "COST_EXPLORER_BY",
            "service",
            "COST_EXPLORER_ACCOUNT",
            "111122223333",
            "COST_EXPLORER_BUDGET",
            "7",
            "COST_EXPLORER_NET",
            "true");

    @Test
    void the_wired_cost_explorer_asks_by_its_environment() {
        CostExplorerImport explorer = Wiring.costExplorer(
                Environment.read(Map.of("TABLE", "acme-table", "SOURCES_TOGETHER", "acme-focus, cost-explorer")),
                CostExplorerEnvironment.read(EXPLORER));

        assertThat(explorer.enquiry())
                .isEqualTo(new Enquiry(
                        "cost-explorer", "111122223333", "application", Enquiry.By.SERVICE, Enquiry.Metrics.NET));
        assertThat(explorer.budget()).isEqualTo(7);
        assertThat(explorer.lastDays()).isEqualTo(3);
        assertThat(explorer.bills().together()).containsExactlyInAnyOrder("acme-focus", "cost-explorer");
    }

    @Test
    void what_is_wrong_in_the_environment_of_cost_explorer_is_named() {
        assertThatThrownBy(() -> explorer("COST_EXPLORER_TAG", ""))
                .hasMessageContaining("COST_EXPLORER_TAG is not set");
        assertThatThrownBy(() -> explorer("COST_EXPLORER_BY", "region"))
                .hasMessage("environment variable COST_EXPLORER_BY must be account or service, not 'region'");
        assertThatThrownBy(() -> explorer("COST_EXPLORER_BUDGET", "-1"))
                .hasMessage("environment variable COST_EXPLORER_BUDGET must be a number up to 999999, not '-1'");
        assertThatThrownBy(() -> explorer("COST_EXPLORER_ACCOUNT", "acme"))
                .hasMessage("the account must be twelve digits, not 'acme'");
    }

    private static CostExplorerEnvironment explorer(String name, String value) {
        Map<String, String> variables = new HashMap<>(EXPLORER);
        variables.put(name, value);
        return CostExplorerEnvironment.read(variables);
    }

    @Test
    void what_is_not_set_is_named() {
        assertThatThrownBy(() -> Environment.read(Map.of())).hasMessageContaining("TABLE is not set");
        assertThat(ExportsEnvironment.read(Map.of("EXPORTS_BUCKET", "b")))
                .isEqualTo(new ExportsEnvironment(Optional.of("b"), "", 3008, Optional.empty()));
    }
}
