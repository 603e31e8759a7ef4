package costperchange.ingest.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.ingest.AwsClients;
import costperchange.ingest.BillImport;
import costperchange.ingest.CostExplorerFunction;
import costperchange.ingest.focus.Sample;
import costperchange.store.Json;
import costperchange.store.LocalTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.core.type.TypeReference;

class CostExplorerFunctionTest {

    private final LocalTable local = new LocalTable();
    private FakeCostExplorer aws;

    @TempDir
    Path temporary;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        aws = new FakeCostExplorer()
                .with("2026-01-31", "Usage", "checkout", "444455556666", "10.25", "8.5")
                .with("2026-02-01", "Usage", "checkout", "444455556666", "3", "3");
    }

    @AfterEach
    void stop() {
        aws.close();
        local.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private CostExplorerFunction function(int budget) {
        return new CostExplorerFunction(new CostExplorerImport(
                AwsClients.costExplorer(Optional.of(aws.endpoint())),
                new BillImport(local.table(), Sample.engine(temporary)),
                new Enquiry(Enquiry.SOURCE, "111122223333", "application", Enquiry.By.ACCOUNT, Enquiry.Metrics.PLAIN),
                budget,
                CostExplorerImport.LAST_DAYS,
                new Pace(
                        Clock.fixed(Instant.parse("2026-02-10T06:00:00Z"), ZoneOffset.UTC),
                        (Duration wait) -> {},
                        () -> 0)));
    }

    private static Map<String, Object> sample(String name) {
        try {
            return Json.MAPPER.readValue(
                    Files.readString(Path.of(System.getProperty("project.root"), "events", "ingest", name + ".json")),
                    new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void the_schedule_reads_this_month_and_the_one_before() {
        Map<String, Object> answer = function(100).handleRequest(Map.of(), null);

        assertThat(answer.get("read")).isEqualTo(List.of(read("2026-01"), read("2026-02")));
        assertThat(answer).containsEntry("sent", 6).containsEntry("asked", 6L).containsEntry("budget", 100);
    }

    private static Map<String, Object> read(String month) {
        Map<String, Object> bill = Map.of("account", "111122223333", "month", month, "outcome", "changed");
        return Map.of("month", month, "rows", 1L, "bills", List.of(bill));
    }

    @Test
    void months_can_be_named() {
        assertThat(Json.text(function(100).handleRequest(sample("cost-explorer-months"), null)))
                .contains("\"2026-01\"", "\"2026-02\"")
                .doesNotContain("\"2026-06\"");
        assertThatThrownBy(() -> function(100).handleRequest(Map.of("months", Map.of("from", "2026-01")), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("to is missing");
    }

    @Test
    void what_was_not_read_is_an_error_once_the_rest_is() {
        assertThatThrownBy(() -> function(4).handleRequest(Map.of(), null))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageStartingWith(
                        "2026-01 was not read: 2026-01-01 to 2026-01-31 by RECORD_TYPE was not asked for:"
                                + " the budget of 4 requests in 2026-02 is used up");
        assertThat(aws.asked()).isEqualTo(4);
    }
}
