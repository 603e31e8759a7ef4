package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Json;
import costperchange.store.api.Guard;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class DemoTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-05T12:00:00Z"), ZoneOffset.UTC);
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 5);
    private static final DemoYear YEAR = new DemoYear(1, TODAY);

    @TempDir
    static Path folder;

    private static Installation installation;

    @BeforeAll
    static void the_year_happens() {
        installation = Installation.open(Optional.empty(), DemoWebhooks.SECRETS, new Guard.Open(), CLOCK);
        new Demo(installation, YEAR, folder).run();
    }

    @AfterAll
    static void close() {
        installation.close();
    }

    @Test
    void it_is_twelve_months_and_the_present_one() {
        JsonNode answer = ask("/v1/cost-per-change", Map.of());

        assertThat(answer.path("rows")).hasSize(13);
        assertThat(answer.path("rows").path(0).path("period").asString()).isEqualTo("2025-11");
        assertThat(answer.path("rows").path(12).path("period").asString()).isEqualTo("2026-11");
        assertThat(answer.path("settling").asBoolean()).isFalse();
        assertThat(answer.path("rows").valueStream())
                .allSatisfy(row -> assertThat(row.path("cost").asString(null)).isNotNull());
        assertThat(ask("/v1/applications", Map.of()).path("rows")).hasSize(DemoYear.SOFTWARE.size());
    }

    @Test
    void every_ledger_adds_up() {
        for (YearMonth month : YEAR.months()) {
            JsonNode ledger = ask("/v1/ledger/" + month, Map.of());
            assertThat(ledger.path("rows")).as(month.toString()).isNotEmpty();
            assertThat(ledger.path("rows").valueStream())
                    .allSatisfy(
                            row -> assertThat(row.path("residual").asString()).isEqualTo("0"));
        }
    }

    @Test
    void the_restated_month_was_dearer_before_it_was_restated() {
        String path = "/v1/ledger/" + YEAR.restated();
        Instant between = YEAR.knownAt(YEAR.restated(), CLOCK.instant()).plusSeconds(86_400);

        BigDecimal before = bill(ask(path, Map.of("as-of", between.toString())));

        assertThat(before.subtract(bill(ask(path, Map.of())))).isEqualByComparingTo("612.35");
    }

    @Test
    void cost_per_change_falls() {
        JsonNode rows = ask("/v1/cost-per-change", Map.of()).path("rows");

        double first = IntStream.range(0, 3)
                .mapToDouble(i -> perChange(rows, i))
                .average()
                .orElseThrow();
        double last = IntStream.range(9, 12)
                .mapToDouble(i -> perChange(rows, i))
                .average()
                .orElseThrow();

        assertThat(last).isLessThan(first * 0.7);
    }

    @Test
    void the_same_seed_is_the_same_year_and_another_seed_is_another() {
        DemoYear again = new DemoYear(1, TODAY);
        DemoYear other = new DemoYear(2, TODAY);
        YearMonth month = YEAR.restated();

        assertThat(again.deployments()).isEqualTo(YEAR.deployments());
        assertThat(again.charges(month, true, true)).isEqualTo(YEAR.charges(month, true, true));
        assertThat(other.deployments()).isNotEqualTo(YEAR.deployments());
        assertThat(other.charges(month, true, true)).isNotEqualTo(YEAR.charges(month, true, true));
    }

    @Test
    void as_a_command_it_prints_the_year_and_ends() {
        CommandLineRun run = CommandLineRun.of(folder.resolve("command"), "demo", "--exit");

        assertThat(run.exit()).as(run.err()).isZero();
        assertThat(run.out())
                .contains(
                        "The organisation, month by month",
                        "checkout",
                        "total",
                        "How well its changes went",
                        "The ledger of");
    }

    private static double perChange(JsonNode rows, int index) {
        return Double.parseDouble(rows.path(index).path("costPerChange").asString());
    }

    private static BigDecimal bill(JsonNode ledger) {
        return new BigDecimal(ledger.path("totals").path(0).path("total").asString());
    }

    private static JsonNode ask(String path, Map<String, String> query) {
        APIGatewayV2HTTPResponse response = installation.query(HttpEvents.get(path, query, "application/json"));
        assertThat(response.getStatusCode()).as(response.getBody()).isEqualTo(200);
        return Json.MAPPER.readTree(response.getBody());
    }
}
