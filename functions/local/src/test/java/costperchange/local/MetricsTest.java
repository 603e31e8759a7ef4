package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import costperchange.report.Gauge;
import costperchange.report.MetricsFunction;
import costperchange.store.Json;
import costperchange.store.api.Guard;
import costperchange.store.host.Patience;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsPartialSuccess;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import tools.jackson.databind.JsonNode;

/// The demo's metrics, where people look at metrics.
class MetricsTest {

    private static final Instant NOW = Instant.parse("2026-11-05T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Pattern NAME = Pattern.compile("\\bcost_per_change_[a-z0-9_]+");
    private static final Pattern SELECTOR =
            Pattern.compile("by \\((?<by>[a-z, ]+)\\) \\(last_over_time\\((?<name>\\w+)(?:\\{(?<where>[^}]+)})?");

    @TempDir
    static Path folder;

    private static Installation installation;
    private static LocalServer server;

    @BeforeAll
    static void start() {
        installation = Installation.open(Optional.empty(), DemoWebhooks.SECRETS, new Guard.Open(), CLOCK);
        new Demo(installation, new DemoYear(1, LocalDate.of(2026, 11, 5)), folder).run();
        server = new LocalServer(0, installation::route);
    }

    @AfterAll
    static void stop() {
        server.close();
        installation.close();
        CLIENT.close();
    }

    @Test
    void prometheus_is_answered_in_its_text_format() throws Exception {
        HttpResponse<String> answer = get("text/plain");

        assertThat(answer.headers().firstValue("content-type")).hasValue("text/plain; version=0.0.4; charset=utf-8");
        assertThat(answer.body())
                .contains("# HELP cost_per_change_cost_per_day Effective cost of the latest complete day.\n"
                        + "# TYPE cost_per_change_cost_per_day gauge\n"
                        + "cost_per_change_cost_per_day{currency=\"USD\",scope=\"application:checkout\"} ")
                .contains("cost_per_change_settling 0.0\n")
                .doesNotContain("NaN", "# EOF");
        assertThat(answer.body().lines().filter(line -> !line.startsWith("#")))
                .allSatisfy(line -> assertThat(line)
                        .matches("cost_per_change_[a-z0-9_]+(\\{[a-z]+=\"[^\"]+\"(,[a-z]+=\"[^\"]+\")*})? -?[0-9.E]+"));
    }

    @Test
    void open_metrics_is_answered_where_it_is_asked_for() throws Exception {
        HttpResponse<String> answer = get("application/openmetrics-text; version=1.0.0,text/plain;q=0.5");

        assertThat(answer.headers().firstValue("content-type").orElseThrow())
                .startsWith("application/openmetrics-text");
        assertThat(answer.body())
                .contains("# UNIT cost_per_change_lead_time_28d_median_seconds seconds\n")
                .endsWith("# EOF\n");
    }

    @Test
    void only_the_organisation_and_what_asks_for_it_are_there_and_of_one_day() throws Exception {
        String body = get("text/plain").body();
        assertThat(scopes(body, "(?!objective_)\\w+")).containsOnly("organisation", "application:checkout");
        assertThat(scopes(body, "objective_\\w+")).containsOnly("team:payments", "application:checkout");
        // Two days before the day on which the last bill was known.
        long through = Instant.parse("2026-11-04T00:00:00Z").getEpochSecond();
        assertThat(installation.gauges().stream()
                        .filter(one -> one.name() == Gauge.Name.COMPLETE_THROUGH_TIMESTAMP_SECONDS)
                        .map(one -> one.value().longValue()))
                .hasSize(2)
                .containsOnly(through);
    }

    private static List<String> scopes(String body, String metric) {
        return Pattern.compile("cost_per_change_" + metric + "\\{[^}]*scope=\"([^\"]+)\"")
                .matcher(body)
                .results()
                .map(found -> found.group(1))
                .toList();
    }

    @Test
    void the_cost_is_what_the_api_says_of_that_day() throws Exception {
        HttpRequest day = HttpRequest.newBuilder(
                        URI.create(server.address() + "/v1/cost-per-change?from=2026-11-03&to=2026-11-04&by=day"))
                .build();
        String cost = Json.MAPPER
                .readTree(CLIENT.send(day, BodyHandlers.ofString()).body())
                .path("rows")
                .path(0)
                .path("cost")
                .asString();
        assertThat(installation.gauges())
                .filteredOn(one -> one.name() == Gauge.Name.COST_PER_DAY
                        && "organisation".equals(one.labels().get("scope")))
                .singleElement()
                .satisfies(one -> assertThat(one.value()).isEqualByComparingTo(cost));
    }

    @Test
    void an_objective_stands_as_the_api_says() throws Exception {
        HttpRequest objectives = HttpRequest.newBuilder(URI.create(server.address() + "/v1/objectives"))
                .build();
        Set<String> said = new TreeSet<>();
        for (JsonNode row : Json.MAPPER
                .readTree(CLIENT.send(objectives, BodyHandlers.ofString()).body())
                .path("rows")) {
            Map.of("cost_per_day", "costPerDay", "cost_per_change", "costPerChange")
                    .forEach((of, name) -> row.path(name)
                            .path("state")
                            .asStringOpt()
                            .ifPresent(state ->
                                    said.add(row.path("scope").asString() + " " + of + " " + state.replace(' ', '_'))));
        }
        assertThat(said)
                .hasSize(3)
                .isEqualTo(installation.gauges().stream()
                        .filter(one -> one.name() == Gauge.Name.OBJECTIVE_STATE
                                && one.value().signum() == 1)
                        .map(one -> Stream.of("scope", "of", "state")
                                .map(one.labels()::get)
                                .collect(Collectors.joining(" ")))
                        .collect(Collectors.toSet()));
    }

    @Test
    void where_nothing_is_known_nothing_is_there() {
        try (Installation empty = Installation.open(Optional.empty(), Map.of(), new Guard.Open(), CLOCK)) {
            assertThat(empty.gauges()).extracting(Gauge::name).containsExactly(Gauge.Name.SETTLING);
        }
    }

    @Test
    void metrics_are_only_read() throws Exception {
        HttpRequest post = HttpRequest.newBuilder(URI.create(server.address() + "/metrics"))
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertThat(CLIENT.send(post, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
    }

    @Test
    void the_dashboard_of_grafana_asks_for_what_is_there_and_shows_all_of_it() throws Exception {
        Set<String> there = installation.gauges().stream()
                .map(one -> one.name().text())
                .collect(Collectors.toCollection(TreeSet::new));
        JsonNode dashboard;
        try (InputStream json = MetricsTest.class.getResourceAsStream("grafana-dashboard.json")) {
            dashboard = Json.MAPPER.readTree(json);
        }
        List<String> queries = new ArrayList<>();
        dashboard.path("panels").forEach(panel -> {
            assertThat(panel.path("targets")).isNotEmpty();
            panel.path("targets")
                    .forEach(target -> queries.add(target.path("expr").asString()));
        });
        dashboard
                .path("templating")
                .path("list")
                .forEach(one -> queries.add(one.path("definition").asString("")));

        assertThat(queries.stream().flatMap(query -> names(query))).isSubsetOf(there);
        assertThat(there)
                .as("shown")
                .isEqualTo(queries.stream().flatMap(query -> names(query)).collect(Collectors.toSet()));
        assertThat(there).hasSize(Gauge.Name.values().length);
    }

    @Test
    void the_alerts_of_prometheus_ask_for_series_that_are_there() throws Exception {
        JsonNode rules;
        try (InputStream yaml = MetricsTest.class.getResourceAsStream("prometheus-alerts.yaml")) {
            rules = Json.MAPPER.valueToTree(new Load(LoadSettings.builder().build()).loadFromInputStream(yaml));
        }
        List<String> series = get("text/plain").body().lines().toList();

        assertThat(rules.findValuesAsString("expr")).hasSize(4).allSatisfy(expression -> {
            List<MatchResult> selectors = SELECTOR.matcher(expression).results().toList();
            assertThat(selectors)
                    .isNotEmpty()
                    .extracting(selector -> selector.group("name"))
                    .isEqualTo(names(expression).toList());
            for (MatchResult selector : selectors) {
                assertThat(series)
                        .filteredOn(one -> one.startsWith(selector.group("name") + "{"))
                        .filteredOn(one -> one.contains(
                                Optional.ofNullable(selector.group("where")).orElse("")))
                        .as(selector.group())
                        .isNotEmpty()
                        .allSatisfy(one -> assertThat(one).contains(by(selector)));
            }
        });
    }

    private static List<String> by(MatchResult selector) {
        return Stream.of(selector.group("by").split(", "))
                .map(label -> label + "=\"")
                .toList();
    }

    @Test
    void the_dashboard_of_cloudwatch_names_what_is_printed() {
        List<String> lines = new ArrayList<>();
        new MetricsFunction(installation.table(), lines::add, CLOCK).handleRequest(Map.of(), null);
        Set<String> printed = lines.stream()
                .map(line -> Json.MAPPER.readTree(line))
                .filter(line -> line.path("Scope").asString().equals("organisation"))
                .flatMap(line -> line.path("_aws")
                        .path("CloudWatchMetrics")
                        .path(0)
                        .path("Metrics")
                        .valueStream()
                        .map(metric -> metric.path("Name").asString() + " by "
                                + line.path("_aws")
                                        .path("CloudWatchMetrics")
                                        .path(0)
                                        .path("Dimensions")))
                .collect(Collectors.toCollection(TreeSet::new));

        String body = TemplateTest.properties("Dashboard").get("DashboardBody").toString();
        JsonNode dashboard = Json.MAPPER.readTree(body.substring(body.indexOf('{')));
        Set<String> shown = dashboard
                .path("widgets")
                .valueStream()
                .flatMap(widget -> widget.path("properties").path("metrics").valueStream())
                .map(MetricsTest::shown)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(shown).hasSizeGreaterThan(10).isSubsetOf(printed);
        assertThat(dashboard
                        .path("widgets")
                        .valueStream()
                        .flatMap(widget ->
                                widget.path("properties").path("alarms").valueStream())
                        .map(alarm -> alarm.asString().replaceAll("[${}]|\\.Arn", "")))
                .isNotEmpty()
                .allSatisfy(alarm -> assertThat(TemplateTest.properties(alarm)).containsKey("AlarmDescription"));
    }

    /// A metric of a widget: by its name and its dimensions, or searched for.
    private static String shown(JsonNode metric) {
        if (metric.size() == 1) {
            MatchResult search = Pattern.compile(
                            "SEARCH\\('\\{CostPerChange,(\\w+),(\\w+)} Scope=\"organisation\" MetricName=\"(\\w+)\"'.*")
                    .matcher(metric.path(0).path("expression").asString())
                    .results()
                    .findFirst()
                    .orElseThrow();
            return search.group(3) + " by [[\"" + search.group(1) + "\",\"" + search.group(2) + "\"]]";
        }
        assertThat(metric.path(0).asString()).isEqualTo("CostPerChange");
        assertThat(metric.path(3).asString()).isEqualTo("organisation");
        return metric.path(1).asString() + " by [[\"" + metric.path(2).asString() + "\"]]";
    }

    @Test
    void a_collector_is_sent_the_same_in_protobuf() throws Exception {
        AtomicReference<byte[]> sent = new AtomicReference<>();
        List<String> requests = new CopyOnWriteArrayList<>();
        Deque<byte[]> answers = new ArrayDeque<>(List.of(
                new byte[0],
                ExportMetricsServiceResponse.newBuilder()
                        .setPartialSuccess(ExportMetricsPartialSuccess.newBuilder()
                                .setRejectedDataPoints(2)
                                .setErrorMessage("too old"))
                        .build()
                        .toByteArray()));
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                    + exchange.getRequestHeaders().getFirst("Content-Type"));
            sent.set(exchange.getRequestBody().readAllBytes());
            byte[] answer = answers.poll();
            exchange.sendResponseHeaders(
                    answer == null ? 400 : 200, answer == null || answer.length == 0 ? -1 : answer.length);
            if (answer != null) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        collector.start();
        try {
            URI address =
                    URI.create("http://127.0.0.1:" + collector.getAddress().getPort());
            OtlpPush push = new OtlpPush(CLIENT, address, CLOCK);
            assertThat(push.send(installation.gauges(), patience())).isTrue();
            assertThat(points(sent.get())).isEqualTo(gauges());
            assertThat(requests).containsExactly("POST /v1/metrics application/x-protobuf");
            assertThat(push.send(installation.gauges(), patience()))
                    .as("two points refused")
                    .isFalse();
            assertThat(push.send(installation.gauges(), patience())).as("400").isFalse();
        } finally {
            collector.stop(0);
        }
    }

    @Test
    void serving_sends_round_after_round_also_after_one_that_failed() throws Exception {
        List<String> requests = new CopyOnWriteArrayList<>();
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().toString());
            exchange.sendResponseHeaders(requests.size() == 1 ? 400 : 200, -1);
            exchange.close();
        });
        collector.start();
        try (OtlpRounds _ = OtlpRounds.of(
                installation,
                URI.create("http://127.0.0.1:" + collector.getAddress().getPort() + "/"),
                1)) {
            long until = System.nanoTime() + 30_000_000_000L;
            while (requests.size() < 3 && System.nanoTime() < until) {
                Thread.sleep(50);
            }
        } finally {
            collector.stop(0);
        }
        assertThat(requests).hasSizeGreaterThanOrEqualTo(3).containsOnly("/v1/metrics");
    }

    @Test
    void a_collector_that_is_none_is_refused() {
        assertThatThrownBy(() -> OtlpRounds.of(installation, URI.create("localhost:4318"), 60)
                        .close())
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("--otlp must be an address such as http://localhost:4318");
        assertThatThrownBy(() -> OtlpRounds.of(installation, URI.create("http://localhost:4318"), 0)
                        .close())
                .hasMessage("--otlp-seconds must be at least 1, not 0");
    }

    private static Patience patience() {
        return new Patience(CLOCK, wait -> {}, NOW.plusSeconds(60));
    }

    private static Set<String> gauges() {
        return installation.gauges().stream()
                .map(one -> one.name().text() + " " + new TreeMap<>(one.labels()) + " "
                        + one.value().doubleValue())
                .collect(Collectors.toSet());
    }

    private static Set<String> points(byte[] message) throws IOException {
        Set<String> points = new TreeSet<>();
        var resource = ExportMetricsServiceRequest.parseFrom(message).getResourceMetrics(0);
        assertThat(resource.getResource().getAttributes(0).getValue().getStringValue())
                .isEqualTo("cost-per-change");
        for (Metric metric : resource.getScopeMetrics(0).getMetricsList()) {
            assertThat(metric.getUnit())
                    .isEqualTo(
                            metric.getName().endsWith("_seconds")
                                    ? "s"
                                    : metric.getName().endsWith("_ratio") ? "1" : "");
            for (NumberDataPoint point : metric.getGauge().getDataPointsList()) {
                assertThat(point.getTimeUnixNano()).isEqualTo(NOW.getEpochSecond() * 1_000_000_000);
                points.add(metric.getName() + " "
                        + point.getAttributesList().stream()
                                .collect(Collectors.toMap(
                                        KeyValue::getKey,
                                        one -> one.getValue().getStringValue(),
                                        (a, b) -> a,
                                        TreeMap::new))
                        + " " + point.getAsDouble());
            }
        }
        return points;
    }

    private static Stream<String> names(String query) {
        return NAME.matcher(query).results().map(MatchResult::group);
    }

    private static HttpResponse<String> get(String accept) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.address() + "/metrics"))
                        .header("Accept", accept)
                        .build(),
                BodyHandlers.ofString());
    }
}
