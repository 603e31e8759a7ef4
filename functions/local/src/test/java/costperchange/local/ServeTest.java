package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.store.Json;
import costperchange.store.api.Guard;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// The whole installation, over HTTP.
class ServeTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T10:06:00Z"), ZoneOffset.UTC);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static Installation installation;
    private static LocalServer server;

    @BeforeAll
    static void start() {
        installation = Installation.open(
                Optional.empty(), Map.of("github", List.of("sample-secret-of-github")), new Guard.Open(), CLOCK);
        server = new LocalServer(0, installation::route);
    }

    @AfterAll
    static void stop() {
        server.close();
        installation.close();
        CLIENT.close();
    }

    @Test
    void a_delivery_sent_three_times_is_recorded_once_and_counted_once() throws Exception {
        JsonNode sample = sample();
        assertThat(deliver("/webhooks/github", sample, sample.path("body").asString())
                        .statusCode())
                .isEqualTo(202);
        assertThat(deliver("/webhooks/github", sample, sample.path("body").asString())
                        .statusCode())
                .isEqualTo(200);
        assertThat(deliver("/webhooks/github", sample, sample.path("body").asString())
                        .statusCode())
                .isEqualTo(200);
        installation.settle();

        HttpResponse<String> changes = get("/v1/changes?application=checkout&from=2026-11&to=2026-12");
        assertThat(changes.statusCode()).isEqualTo(200);
        assertThat(changes.headers().firstValue("content-type")).hasValue("application/json");
        assertThat(Json.MAPPER.readTree(changes.body()).path("rows")).hasSize(1);
        assertThat(Json.MAPPER
                        .readTree(get("/v1/cost-per-change?scope=application%3Acheckout&from=2026-11&to=2026-12")
                                .body())
                        .path("rows")
                        .path(0)
                        .path("deployments")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void a_page_of_another_host_that_points_here_is_not_answered() {
        var guarded = Loopback.before(installation::route);
        for (String path : List.of("/v1/cost-per-change", "/", "/v1/catalog", "/metrics")) {
            assertThat(guarded.apply(HttpEvents.request(
                                    "GET", path, Map.of(), Map.of("host", "evil.example"), new byte[0]))
                            .getStatusCode())
                    .isEqualTo(403);
        }
        for (String host : List.of("localhost:8080", "127.0.0.1:8080", "[::1]:8080", "localhost")) {
            assertThat(guarded.apply(HttpEvents.request(
                                    "GET", "/v1/scopes", Map.of(), Map.of("host", host), new byte[0]))
                            .getStatusCode())
                    .isEqualTo(200);
        }
        assertThat(guarded.apply(HttpEvents.request(
                                "POST", "/webhooks/github", Map.of(), Map.of("host", "hooks.example"), new byte[0]))
                        .getStatusCode())
                .isEqualTo(401);
    }

    @Test
    void what_is_there_is_told_without_its_body_too_and_what_is_not_allowed_names_what_is() throws Exception {
        HttpResponse<String> head = CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.address() + "/v1/scopes"))
                        .HEAD()
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("etag")).isPresent();
        HttpResponse<String> post = CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.address() + "/v1/scopes"))
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("allow")).hasValue("GET, HEAD");
    }

    @Test
    void a_delivery_with_a_wrong_signature_or_to_an_unknown_source_is_refused() throws Exception {
        JsonNode sample = sample();
        String body = sample.path("body").asString();

        assertThat(deliver("/webhooks/github", sample, body + " ").statusCode()).isEqualTo(401);
        assertThat(deliver("/webhooks/other", sample, body).statusCode()).isEqualTo(404);
        assertThat(deliver("/webhooks/changes", sample, body).statusCode())
                .as("a source that has no secret here")
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/cost-per-change, 200",
        "/v1/applications, 200",
        "/v1/ledger/2026-10, 200",
        "/v1/cost-per-change?from=yesterday, 400",
        "/v1/cost-per-change?from, 400",
        "/v1/cost-per-change?, 200",
        "/v1/nothing, 404",
        "/, 200",
        "/nothing, 404"
    })
    void queries_are_answered(String path, int status) throws Exception {
        assertThat(get(path).statusCode()).isEqualTo(status);
    }

    @Test
    void a_bill_is_put_and_stands_in_the_ledger() throws Exception {
        String bill = Json.MAPPER
                .readTree(Files.readString(CommandLineRun.ROOT.resolve("events/ingest/bill-upload.json")))
                .path("body")
                .asString();
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create(server.address() + "/v1/bills/people?known-at=2026-11-02T06:00:00Z"))
                .PUT(BodyPublishers.ofString(bill))
                .build();
        assertThat(CLIENT.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        installation.settle();
        assertThat(get("/v1/ledger/2026-10").body()).contains("\"account\":\"people\"", "\"direct\":\"1480\"");
    }

    @Test
    void a_catalog_is_put_and_got() throws Exception {
        String catalog = "teams: [{name: payments}]\n";
        HttpRequest put = HttpRequest.newBuilder(URI.create(server.address() + "/v1/catalog"))
                .PUT(BodyPublishers.ofString(catalog))
                .build();

        assertThat(CLIENT.send(put, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        assertThat(get("/v1/catalog").body()).isEqualTo(catalog);
    }

    @ParameterizedTest
    @CsvSource({"GET /v1/cost-per-change?from=%zz HTTP/1.1", "GET /v1/cost-per-change?%C3%28=1 HTTP/1.1", "NONSENSE"})
    void a_request_that_is_none_is_400(String line) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
                OutputStream out = socket.getOutputStream()) {
            out.write((line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            out.flush();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void it_listens_on_loopback_only() throws IOException {
        List<InetAddress> others = NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                .toList();
        for (InetAddress other : others) {
            assertThatThrownBy(() -> new Socket().connect(new InetSocketAddress(other, port()), 2_000))
                    .as(other.toString())
                    .isInstanceOf(ConnectException.class);
        }
    }

    private static int port() {
        return URI.create(server.address()).getPort();
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(
                HttpRequest.newBuilder(URI.create(server.address() + path)).build(), BodyHandlers.ofString());
    }

    /// Sends a body with the headers of a sample.
    private static HttpResponse<String> deliver(String path, JsonNode sample, String body) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(server.address() + path)).POST(BodyPublishers.ofString(body));
        sample.path("headers").propertyStream().forEach(header -> {
            if (!List.of("host", "content-length").contains(header.getKey())) {
                request.header(header.getKey(), header.getValue().asString());
            }
        });
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonNode sample() throws IOException {
        return Json.MAPPER.readTree(
                Files.readString(CommandLineRun.ROOT.resolve("events/webhook/github-deployment-status-success.json")));
    }
}
