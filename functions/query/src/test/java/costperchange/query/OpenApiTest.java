package costperchange.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Given;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import costperchange.store.api.Guard;
import costperchange.store.api.OpenApi;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// The description is true of the answers, whole, and served.
class OpenApiTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-20T08:00:00Z"), ZoneOffset.UTC);

    private static LocalTable local;
    private static QueryFunction query;

    @BeforeAll
    static void two_months_of_two_applications_in_two_currencies() {
        local = new LocalTable();
        new CatalogFunction(local.table(), new Guard.Open(), CLOCK)
                .handleRequest(Requests.put("/v1/catalog", """
                                teams: [{name: payments, tribe: commerce, objective: {costPerDay: 5 USD}}]
                                applications:
                                  - name: checkout
                                    team: payments
                                    measuredSince: 2026-01-01
                                    objective: {costPerDay: 10 USD, costPerChange: 20 USD, window: 14d}
                                deliveries: {pipelineRate: 0.008 USD}
                                rates: {to: EUR, months: {2026-01: {USD: 0.9}, 2026-02: {USD: 0.9}}}
                                """, false), null);
        Given given = new Given(local.table());
        for (String month : List.of("2026-01", "2026-02")) {
            given.billed(
                    month,
                    "2026-03-15T06:00:00Z",
                    Stream.concat(
                                    java.util.stream.IntStream.rangeClosed(1, 28)
                                            .mapToObj(day ->
                                                    Given.usage("checkout", month + "-%02d".formatted(day), "3" + day)),
                                    Stream.of(
                                            Given.usage("search", month + "-10", "7"),
                                            Given.usage("", month + "-11", "5.27")))
                            .toList());
        }
        given.deployed("checkout", "c1", "2026-01-10T10:00:00Z").deployed("checkout", "c2", "2026-02-11T10:00:00Z");
        Stream.of("2026-01", "2026-02")
                .forEach(month -> given.joined("checkout", month).joined("search", month));
        query = new QueryFunction(new Measurements(local.table()), new Guard.Open(), CLOCK);
    }

    @AfterAll
    static void close() {
        local.close();
    }

    static Stream<String> questions() {
        return Stream.of(
                "/v1/cost-per-change",
                "/v1/cost-per-change?convert=true&from=2026-01&to=2026-03",
                "/v1/cost-per-change?scope=application:checkout&by=day&from=2026-01&to=2026-03&basis=billed",
                "/v1/cost-per-change?scope=team:payments&as-of=2026-03-16T00:00:00Z&from=2026-02&to=2026-03",
                "/v1/cost-per-change?scope=application:unknown",
                "/v1/applications",
                "/v1/applications?sort=-cost&limit=1&name=E",
                "/v1/dora",
                "/v1/dora?scope=tribe:commerce&by=week",
                "/v1/changes?application=checkout",
                "/v1/changes?application=checkout&sort=-at&limit=1",
                "/v1/changes?application=checkout&failed=true",
                "/v1/bridge?from=2026-01&to=2026-02",
                "/v1/objectives",
                "/v1/check?scope=application:checkout&max-increase=10%",
                "/v1/check?scope=application:checkout&max-increase=0.1&on=cost-per-change&window=7d",
                "/v1/check?scope=application:unknown&max-increase=0.1",
                "/v1/explain?application=checkout&day=2026-01-10",
                "/v1/ledger",
                "/v1/ledger/2026-01",
                "/v1/ledger/2026-01?corrections=corrected&basis=billed",
                "/v1/ledger/2026-01/changes",
                "/v1/scopes",
                "/v1/catalog");
    }

    @ParameterizedTest
    @MethodSource("questions")
    void every_answer_is_as_described(String question) {
        for (String format : List.of(Requests.JSON, Requests.CSV)) {
            APIGatewayV2HTTPEvent request = Requests.get(question, format);
            assertThat(OpenApi.DESCRIPTION
                            .describes(request, query.handleRequest(request, null))
                            .getStatusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void every_path_is_asked() {
        Set<String> asked = new TreeSet<>();
        questions()
                .forEach(question ->
                        asked.add(question.replaceAll("\\?.*", "").replaceAll("/ledger/[^/]+", "/ledger/{month}")));
        asked.add("/openapi.yaml");
        // Of another function, whose tests hold its answers against the description.
        asked.add("/v1/bills/{source}");
        assertThat(OpenApi.DESCRIPTION.paths()).isEqualTo(asked);
    }

    /// A parameter that is described is read, and one that is read is described.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cost-per-change",
                "/v1/applications",
                "/v1/dora",
                "/v1/changes",
                "/v1/bridge",
                "/v1/objectives",
                "/v1/check",
                "/v1/explain",
                "/v1/ledger",
                "/v1/ledger/{month}",
                "/v1/ledger/{month}/changes"
            })
    void every_parameter_is_as_described(String path) {
        Set<String> known = new TreeSet<>(
                switch (path) {
                    case "/v1/cost-per-change" -> Parameters.OF_COST;
                    case "/v1/applications" -> Parameters.OF_APPLICATIONS;
                    case "/v1/dora" -> Parameters.OF_DORA;
                    case "/v1/changes" -> Parameters.OF_CHANGES;
                    case "/v1/bridge" -> Parameters.OF_BRIDGE;
                    case "/v1/objectives" -> Parameters.OF_SCOPE;
                    case "/v1/check" -> Parameters.OF_GATE;
                    case "/v1/explain" -> Parameters.OF_DAY;
                    case "/v1/ledger" -> Parameters.OF_MONTHS;
                    case "/v1/ledger/{month}" -> Parameters.OF_LEDGER;
                    default -> Parameters.OF_LEDGER_CHANGES;
                });
        JsonNode root = OpenApi.DESCRIPTION.root();
        Set<String> described = new TreeSet<>();
        StreamSupport.stream(
                        root.path("paths")
                                .path(path)
                                .path("get")
                                .path("parameters")
                                .spliterator(),
                        false)
                .map(parameter -> root.at(parameter.path("$ref").asString().substring(1)))
                .filter(parameter -> parameter.path("in").asString().equals("query"))
                .forEach(parameter -> described.add(parameter.path("name").asString()));
        assertThat(described).isEqualTo(known);
    }

    @Test
    void pages_follow_one_another_without_gap_or_repeat() {
        String first = "/v1/applications?sort=-cost&limit=1";
        JsonNode one = Requests.ok(query.handleRequest(Requests.get(first, Requests.JSON), null));
        JsonNode other = Requests.ok(query.handleRequest(
                Requests.get(first + "&after=" + one.path("next").asString(), Requests.JSON), null));
        assertThat(one.path("rows").path(0).path("application").asString()).isEqualTo("checkout");
        assertThat(other.path("rows").path(0).path("application").asString()).isEqualTo("search");
        assertThat(other.path("next").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/applications?limit=1&after=nonsense",
                "/v1/applications?limit=1&sort=cost&after=-cost~1~~YQ~",
                "/v1/changes?application=checkout&after=nonsense"
            })
    void what_is_no_next_of_a_page_in_this_order_is_refused(String question) {
        APIGatewayV2HTTPEvent request = Requests.get(question, Requests.JSON);
        JsonNode problem = Requests.problem(OpenApi.DESCRIPTION.describes(request, query.handleRequest(request, null)));
        assertThat(problem.path("parameter").asString()).isEqualTo("after");
    }

    @Test
    void a_table_says_where_it_goes_on() {
        String question = "/v1/applications?sort=-cost&limit=1";
        String link = query.handleRequest(Requests.get(question, Requests.CSV), null)
                .getHeaders()
                .get("link");
        assertThat(link).startsWith("</v1/applications?after=").endsWith("&limit=1&sort=-cost>; rel=\"next\"");
        String next = URLDecoder.decode(link.substring(1, link.indexOf('>')), StandardCharsets.UTF_8);
        APIGatewayV2HTTPResponse last = query.handleRequest(Requests.get(next, Requests.CSV), null);
        assertThat(last.getBody()).contains("search").doesNotContain("checkout");
        assertThat(last.getHeaders()).doesNotContainKey("link");
    }

    @Test
    void a_gate_that_cannot_tell_says_so_in_a_table_too() {
        String table = query.handleRequest(
                        Requests.get("/v1/check?scope=application:unknown&max-increase=10%", Requests.CSV), null)
                .getBody();
        assertThat(table).contains("application:unknown,cost-per-day,,cannot tell,", "no bill is known");
    }

    /// Two applications in two months are four months of applications.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cost-per-change?by=day&from=2026-01&to=2026-03",
                "/v1/cost-per-change?as-of=2026-03-16T00:00:00Z&from=2026-01&to=2026-03",
                "/v1/dora?from=2026-01&to=2026-03"
            })
    void a_question_that_would_read_too_much_is_refused_and_a_narrower_one_is_not(String question) {
        QueryFunction limited = new QueryFunction(
                new Measurements(local.table(), new Measurements.Limit(3, 3, 3)), new Guard.Open(), CLOCK);
        APIGatewayV2HTTPEvent request = Requests.get(question, Requests.JSON);
        JsonNode problem =
                Requests.problem(OpenApi.DESCRIPTION.describes(request, limited.handleRequest(request, null)));
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("detail").asString()).contains("months of applications", "ask for fewer months");
        Requests.ok(limited.handleRequest(Requests.get(question + "&scope=application:checkout", Requests.JSON), null));
    }

    /// A change of January and one of February, which is read for what January's cost in it.
    @Test
    void all_changes_since_the_first_month_asked_for_are_read_and_too_many_are_refused() {
        QueryFunction limited = new QueryFunction(
                new Measurements(local.table(), new Measurements.Limit(3, 3, 1)), new Guard.Open(), CLOCK);
        APIGatewayV2HTTPEvent request =
                Requests.get("/v1/changes?application=checkout&from=2026-01&to=2026-02", Requests.JSON);
        JsonNode problem =
                Requests.problem(OpenApi.DESCRIPTION.describes(request, limited.handleRequest(request, null)));
        assertThat(problem.path("status").asInt()).isEqualTo(400);
        assertThat(problem.path("detail").asString()).contains("reads 2 changes", "ask from a later month on");
        String later = "/v1/changes?application=checkout&from=2026-02&to=2026-03";
        assertThat(Requests.ok(limited.handleRequest(Requests.get(later, Requests.JSON), null))
                        .path("rows"))
                .hasSize(1);
    }

    @Test
    void a_ledger_as_known_at_a_time_is_limited_too() {
        QueryFunction limited = new QueryFunction(
                new Measurements(local.table(), new Measurements.Limit(3, 1, 1)), new Guard.Open(), CLOCK);
        APIGatewayV2HTTPEvent request = Requests.get("/v1/ledger/2026-01?as-of=2026-03-16T00:00:00Z", Requests.JSON);
        assertThat(OpenApi.DESCRIPTION
                        .describes(request, limited.handleRequest(request, null))
                        .getStatusCode())
                .isEqualTo(400);
    }
}
