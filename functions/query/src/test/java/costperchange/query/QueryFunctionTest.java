package costperchange.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Given;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import costperchange.store.WatchedClient;
import costperchange.store.api.Guard;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import tools.jackson.databind.JsonNode;

/// Routes, formats and what is refused.
class QueryFunctionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-20T08:00:00Z"), ZoneOffset.UTC);

    private static LocalTable local;
    private static QueryFunction query;

    @BeforeAll
    static void two_days_of_one_application() {
        local = new LocalTable();
        new Given(local.table())
                .billed(
                        "2026-01",
                        "2026-03-01T06:00:00Z",
                        List.of(
                                Given.usage("checkout", "2026-01-10", "30"),
                                Given.usage("checkout", "2026-01-11", "12"),
                                Given.usage("", "2026-01-11", "5.27")))
                .deployed("checkout", "c1", "2026-01-10T10:00:00Z")
                .deployed("checkout", "c2", "2026-01-11T10:00:00Z")
                .joined("checkout", "2026-01");
        query = new QueryFunction(new Measurements(local.table()), new Guard.Open(), CLOCK);
    }

    @AfterAll
    static void close() {
        local.close();
    }

    @Test
    void cost_per_change_answers_the_sample() {
        JsonNode answer = Requests.ok(query.handleRequest(Requests.sample("cost-per-change"), null));

        assertThat(answer.path("scope").asString()).isEqualTo("organisation");
        assertThat(answer.path("currency").asString()).isEqualTo("USD");
        assertThat(answer.path("rows")).hasSize(2);
        JsonNode january = answer.path("rows").path(0);
        assertThat(january.path("cost").isString()).as("amounts are strings").isTrue();
        assertThat(january.path("cost").asString()).isEqualTo("42");
        assertThat(january.path("unallocated").asString()).isEqualTo("5.27");
        assertThat(january.path("costPerChange").asString()).isEqualTo("21.000000");
        assertThat(january.path("from").asString()).isEqualTo("2026-01-01");
    }

    @Test
    void cost_per_change_answers_the_sample_as_csv() {
        APIGatewayV2HTTPResponse response = query.handleRequest(Requests.sample("cost-per-change-csv"), null);

        assertThat(response.getHeaders()).containsEntry("content-type", "text/csv; charset=utf-8");
        assertThat(response.getBody().lines().toList())
                .startsWith(
                        "period,currency,cost,direct,shared,cost_not_measured,recoverable_tax,unallocated,changes,"
                                + "changes_not_measured,deployments,cost_per_change,cost_per_change_low,cost_per_change_high,"
                                + "days,cost_per_day,estimated",
                        "2026-01,USD,42,42,0,0,0,,2,0,2,21.000000,,,22,1.909091,false");
    }

    @Test
    void applications_changes_ledger_and_catalog_answer_their_samples() {
        assertThat(Requests.ok(query.handleRequest(Requests.sample("applications"), null))
                        .path("rows")
                        .path(0)
                        .path("application")
                        .asString())
                .isEqualTo("checkout");
        assertThat(Requests.ok(query.handleRequest(Requests.sample("changes"), null))
                        .path("rows"))
                .extracting(row -> row.path("revision").asString())
                .containsExactly("c1", "c2");
        JsonNode ledger = Requests.ok(query.handleRequest(Requests.sample("ledger"), null));
        assertThat(ledger.path("totals").path(0).path("total").asString()).isEqualTo("47.27");
        assertThat(ledger.path("totals").path(0).path("residual").asString()).isEqualTo("0");
        assertThat(query.handleRequest(Requests.sample("catalog"), null).getStatusCode())
                .isEqualTo(404);
    }

    @Test
    void what_finance_asks_of_ledgers_answers_its_samples() {
        assertThat(Requests.ok(query.handleRequest(Requests.sample("ledgers"), null))
                        .path("rows")
                        .path(0)
                        .path("shareExplained")
                        .asString())
                .isEqualTo("0.888513");
        assertThat(Requests.ok(query.handleRequest(Requests.sample("ledger-changes"), null))
                        .path("totals")
                        .path(0)
                        .path("difference")
                        .asString())
                .isEqualTo("47.27");
        assertThat(Requests.ok(query.handleRequest(Requests.sample("bridge"), null))
                        .path("currencies")
                        .path(0)
                        .path("bill")
                        .path("difference")
                        .asString())
                .isEqualTo("47.27");
        JsonNode explained = Requests.ok(query.handleRequest(Requests.sample("explain"), null));
        assertThat(explained.path("rows").path(0).path("rule").asString()).isEqualTo("application tag");
        assertThat(explained.path("sums").path(0).path("amount").asString()).isEqualTo("30");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cost-per-change",
                "/v1/applications",
                "/v1/changes?application=checkout",
                "/v1/ledger/2026-01",
                "/v1/ledger?from=2026-01&to=2026-02",
                "/v1/ledger/2026-01/changes",
                "/v1/bridge?from=2025-12&to=2026-01",
                "/v1/explain?application=checkout&day=2026-01-10"
            })
    void every_table_is_there_as_json_and_as_csv(String path) {
        APIGatewayV2HTTPResponse json = query.handleRequest(Requests.get(path, Requests.JSON), null);
        APIGatewayV2HTTPResponse csv = query.handleRequest(Requests.get(path, Requests.CSV), null);

        assertThat(json.getStatusCode()).isEqualTo(200);
        assertThat(json.getHeaders()).containsEntry("content-type", "application/json");
        assertThat(csv.getStatusCode()).isEqualTo(200);
        assertThat(csv.getBody().lines().count()).isGreaterThan(1);
    }

    @ParameterizedTest
    @CsvSource({"text/html, 406", "application/pdf, 406", "*/*, 200", "application/*, 200", "TEXT/CSV, 200"})
    void another_format_is_not_acceptable(String accept, int status) {
        assertThat(query.handleRequest(Requests.get("/v1/applications", accept), null)
                        .getStatusCode())
                .isEqualTo(status);
    }

    @Test
    void what_is_not_there_is_404_and_what_is_not_get_is_405() {
        assertThat(query.handleRequest(Requests.get("/v1/costs", Requests.JSON), null)
                        .getStatusCode())
                .isEqualTo(404);
        assertThat(query.handleRequest(Requests.request("POST", "/v1/applications"), null)
                        .getStatusCode())
                .isEqualTo(405);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/cost-per-change, scope, everyone",
        "/v1/cost-per-change, scope, team:",
        "/v1/cost-per-change, from, yesterday",
        "/v1/cost-per-change, from, 1969-12",
        "/v1/cost-per-change, to, 2026-02-30",
        "/v1/cost-per-change, by, year",
        "/v1/cost-per-change, basis, list",
        "/v1/cost-per-change, currency, ' '",
        "/v1/cost-per-change, as-of, 2026-01-01",
        "/v1/cost-per-change, as-of, +10000-01-01T00:00:00Z",
        "/v1/cost-per-change, application, checkout",
        "/v1/applications, limit, 0",
        "/v1/applications, by, day",
        "/v1/applications, sort, size",
        "/v1/applications, after, nowhere",
        "/v1/changes, sort, runCost",
        "/v1/changes, failed, maybe",
        "/v1/objectives, from, 2026-01",
        "/v1/check, max-increase, ten",
        "/v1/check, max-increase, 1001%",
        "/v1/check, on, deployments",
        "/v1/check, window, 10d",
        "/v1/changes, from, 2026-01-02",
        "/v1/changes, limit, 0",
        "/v1/changes, limit, 1001",
        "/v1/changes, limit, many",
        "/v1/changes, scope, team:payments",
        "/v1/ledger/2026-01, basis, list",
        "/v1/ledger/2026-01, as-of, now",
        "/v1/ledger/2026-01, from, 2026-01",
        "/v1/ledger/2026-01, corrections, both",
        "/v1/ledger, by, day",
        "/v1/ledger, from, 2026-01-02",
        "/v1/ledger/2026-01/changes, from, yesterday",
        "/v1/ledger/2026-01/changes, as-of, 2026-02-01T00:00:00Z",
        "/v1/bridge, from, January",
        "/v1/bridge, scope, me",
        "/v1/cost-per-change, convert, EUR",
        "/v1/cost-per-change, convert, true",
        "/v1/catalog, version, 1"
    })
    void a_parameter_that_cannot_be_read_or_is_unknown_is_named(String path, String name, String value) {
        String required = switch (path) {
            case "/v1/changes" -> "application=checkout&";
            case "/v1/check" ->
                name.equals("max-increase")
                        ? "scope=application:checkout&"
                        : "scope=application:checkout&max-increase=10%&";
            default -> "";
        };
        APIGatewayV2HTTPResponse response =
                query.handleRequest(Requests.get(path + "?" + required + name + "=" + value, Requests.JSON), null);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(response.getHeaders()).containsEntry("content-type", "application/problem+json");
        assertThat(Requests.problem(response).path("parameter").asString()).isEqualTo(name);
        assertThat(Requests.problem(response).path("detail").asString()).startsWith(name + " ");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/cost-per-change?from=2016-01&to=2026-02, from",
        "/v1/cost-per-change?from=2023-01&to=2026-02&by=day, from",
        "/v1/cost-per-change?from=2025-01&to=2026-03&as-of=2026-03-01T00:00:00Z, as-of",
        "/v1/cost-per-change?from=2026-02&to=2026-02, to",
        "/v1/changes, application",
        "/v1/explain?application=checkout, day",
        "/v1/explain?day=2026-01-10, application",
        "/v1/bridge?from=2026-01&to=2026-01, to",
        "/v1/ledger/2026-01/changes?from=2026-02-02T00:00:00Z&to=2026-02-01T00:00:00Z, to",
        "/v1/ledger/January/changes, month",
        "/v1/ledger/January, month",
        "/v1/ledger/+999999999-12, month"
    })
    void what_would_be_too_much_or_is_missing_is_named(String request, String name) {
        APIGatewayV2HTTPResponse response = query.handleRequest(Requests.get(request, Requests.JSON), null);

        assertThat(response.getStatusCode()).isEqualTo(400);
        assertThat(Requests.problem(response).path("parameter").asString()).isEqualTo(name);
    }

    @Test
    void where_nothing_is_said_the_last_twelve_months_and_the_present_one_are_answered() {
        JsonNode rows = Requests.ok(query.handleRequest(Requests.get("/v1/cost-per-change", "*/*"), null))
                .path("rows");

        assertThat(rows).hasSize(13);
        assertThat(rows.path(0).path("period").asString()).isEqualTo("2025-03");
        assertThat(rows.path(12).path("period").asString()).isEqualTo("2026-03");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cost-per-change",
                "/v1/applications",
                "/v1/changes?application=checkout",
                "/v1/ledger/2026-01",
                "/v1/catalog"
            })
    void while_the_store_does_not_answer_it_asks_to_try_again(String path) {
        QueryFunction cut = new QueryFunction(
                new Measurements(
                        local.through(WatchedClient.around(local.table().client(), new WatchedClient.Watcher() {
                            @Override
                            public void before(String operation) {
                                throw SdkClientException.create("injected");
                            }

                            @Override
                            public void after(String operation) {}
                        }))),
                new Guard.Open(),
                CLOCK);

        APIGatewayV2HTTPResponse response = cut.handleRequest(Requests.get(path, Requests.JSON), null);

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(response.getHeaders()).containsEntry("retry-after", "5");
        assertThat(response.getBody()).doesNotContain("injected");
    }
}
