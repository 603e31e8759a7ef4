package costperchange.ingest.athena;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.time.Period;
import costperchange.ingest.focus.DistributedReader;
import costperchange.ingest.focus.Reading;
import costperchange.ingest.focus.TableName;
import costperchange.ingest.focus.WarehouseException;
import costperchange.store.AwsServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.athena.AthenaClient;

/// What is said to Athena and what is made of its answers, over HTTP. It does not run queries here; what they
/// give is tested on Trino, whose SQL Athena speaks.
class AthenaWarehouseTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private static final List<String> COLUMNS = List.of(
            "BilledCost",
            "EffectiveCost",
            "BillingAccountId",
            "BillingCurrency",
            "BillingPeriodStart",
            "BillingPeriodEnd",
            "ChargePeriodStart",
            "ChargePeriodEnd",
            "ChargeCategory",
            "Tags");

    private AthenaClient athena;
    private AthenaWarehouse warehouse;

    @BeforeEach
    void workgroup() {
        athena = AWS.client(AthenaClient.builder());
        if (athena.listWorkGroups(all -> {}).workGroups().stream()
                .noneMatch(group -> group.name().equals("bills"))) {
            athena.createWorkGroup(group -> group.name("bills")
                    .configuration(c -> c.resultConfiguration(r -> r.outputLocation("s3://acme-results/"))));
        }
        warehouse = new AthenaWarehouse(athena, "bills", Duration.ofMillis(1));
    }

    /// Says what the next queries will give, each a line of names and lines of values; `-` is NULL.
    private static void willGive(String... results) throws IOException, InterruptedException {
        String json = Arrays.stream(results)
                .map(AthenaWarehouseTest::result)
                .collect(Collectors.joining(",", "{\"results\":[", "]}"));
        HttpResponse<String> response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(AWS.endpoint().resolve("/moto-api/static/athena/query-results"))
                                .POST(HttpRequest.BodyPublishers.ofString(json))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(201);
    }

    private static String result(String table) {
        String columns = Arrays.stream(table.lines().findFirst().orElseThrow().split("\\|"))
                .map(name -> "{\"Name\":\"" + name + "\",\"Type\":\"varchar\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String rows = table.lines()
                .map(line -> Arrays.stream(line.split("\\|"))
                        .map(cell -> cell.equals("-") ? "{}" : "{\"VarCharValue\":\"" + cell + "\"}")
                        .collect(Collectors.joining(",", "{\"Data\":[", "]}")))
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"rows\":" + rows + ",\"column_info\":" + columns + "}";
    }

    private Reading read() {
        return new DistributedReader(warehouse, Set.of(new Dimension.Tag("application")), Map.of(), null)
                .read(TableName.of("exports.focus"), null);
    }

    private static String columns() {
        return "column_name|data_type\n"
                + COLUMNS.stream().map(name -> name.toLowerCase() + "|varchar").collect(Collectors.joining("\n"));
    }

    @Test
    void chargesAreMadeOfWhatAthenaAnswers() throws IOException, InterruptedException {
        willGive(
                columns(),
                "account|billing_start|billing_end|period_start|period_end|category|correction|currency|provider|invoice"
                        + "|d0|billed|billed_fine|effective|effective_fine|n|bad\n"
                        + "1|1767225600|1769904000|1767571200|1767657600|Usage|false|USD|AWS|-|checkout"
                        + "|1.500000000000000000|0.000000000000000000100000000000000000|1.250000000000000000|-|2|0",
                "currency|billed|billed_fine|effective|effective_fine|n\n"
                        + "USD|1.500000000000000000|0.000000000000000000100000000000000000|1.250000000000000000|-|2");

        assertThat(read()).isInstanceOfSatisfying(Reading.Read.class, read -> {
            assertThat(read.rows()).isEqualTo(2);
            Charge charge = read.charges().getFirst();
            assertThat(charge.chargePeriod()).isEqualTo(Period.of(LocalDate.of(2026, 1, 5)));
            assertThat(charge.cost()).isEqualTo(Cost.of("1.5000000000000000001", "1.25"));
            assertThat(charge.value(new Dimension.Tag("application"))).hasValue("checkout");
            assertThat(charge.invoice()).isEmpty();
        });
    }

    @Test
    void aBadCellIsNamedByItsFile() throws IOException, InterruptedException {
        willGive(
                columns(),
                "account|billing_start|billing_end|n|bad\n1|1|2|3|1",
                "$path\n",
                "place|c|t|r|total\ns3://acme/data.parquet|billedcost|x|is not a number|1");

        assertThat(read())
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.problems().getFirst())
                                .hasToString("s3://acme/data.parquet, billedcost 'x': is not a number"));
    }

    @Test
    void whatAthenaWillNotDoIsAnError() {
        AthenaWarehouse elsewhere = new AthenaWarehouse(
                AthenaClient.builder()
                        .region(software.amazon.awssdk.regions.Region.US_EAST_1)
                        .endpointOverride(URI.create("http://localhost:1"))
                        .credentialsProvider(
                                software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider.create())
                        .build(),
                "bills",
                Duration.ofMillis(1));

        assertThatThrownBy(() -> elsewhere.query("SELECT 1", _ -> {})).isInstanceOf(WarehouseException.class);
        assertThatThrownBy(() -> warehouse.query("-".repeat(AthenaWarehouse.LONGEST + 1), _ -> {}))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("262144");
    }
}
