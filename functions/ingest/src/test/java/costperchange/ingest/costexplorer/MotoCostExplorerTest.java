package costperchange.ingest.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import costperchange.calculator.allocation.Owner;
import costperchange.calculator.allocation.Posted;
import costperchange.calculator.money.Cost;
import costperchange.ingest.AwsClients;
import costperchange.ingest.BillImport;
import costperchange.ingest.costexplorer.CostExplorerImport.Report;
import costperchange.ingest.focus.Sample;
import costperchange.store.AwsServer;
import costperchange.store.Bills;
import costperchange.store.LocalTable;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// The sample answers, given by `moto_server`: one to each distinct request, in their order.
class MotoCostExplorerTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    private final LocalTable local = new LocalTable();

    @TempDir
    Path temporary;

    @BeforeEach
    void seed() throws IOException, InterruptedException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        Path sample = Path.of(System.getProperty("project.root"), "events", "ingest", "cost-explorer-answers.json");
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpRequest seed = HttpRequest.newBuilder(
                            AWS.endpoint().resolve("/moto-api/static/ce/cost-and-usage-results"))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(Files.readString(sample)))
                    .build();
            assumeTrue(
                    http.send(seed, HttpResponse.BodyHandlers.discarding()).statusCode() == 201,
                    "this is not moto_server, which alone can be told what Cost Explorer says");
        }
    }

    @AfterEach
    void close() {
        local.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    @Test
    void the_sample_answers_become_a_bill() {
        Report report = new CostExplorerImport(
                        AwsClients.costExplorer(Optional.of(AWS.endpoint())),
                        new BillImport(local.table(), Sample.engine(temporary)),
                        new Enquiry(
                                Enquiry.SOURCE,
                                "111122223333",
                                "application",
                                Enquiry.By.ACCOUNT,
                                Enquiry.Metrics.PLAIN),
                        100,
                        CostExplorerImport.LAST_DAYS,
                        Pace.of(Clock.fixed(Instant.parse("2026-01-03T06:00:00Z"), ZoneOffset.UTC)))
                .run(JANUARY, JANUARY, false);

        assertThat(report.unread()).isEmpty();
        assertThat(report.sent()).isEqualTo(5);
        Bills bills = new Bills(local.table());
        Map<Owner, List<Posted>> parts =
                bills.content(bills.known(JANUARY).current().getFirst()).parts();
        assertThat(sum(parts.get(new Owner.Application("checkout")))).isEqualTo(Cost.of("20.0000002", "16.0000002"));
        assertThat(sum(parts.get(new Owner.Application("search")))).isEqualTo(Cost.of("7.25", "7.25"));
        assertThat(parts).hasSize(3);
        assertThat(bills.known(JANUARY).current().getFirst().isEstimated()).isTrue();
    }

    private static Cost sum(List<Posted> lines) {
        return lines.stream().map(Posted::cost).reduce(Cost.ZERO, Cost::plus);
    }
}
