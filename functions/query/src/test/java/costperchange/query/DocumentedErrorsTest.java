package costperchange.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import costperchange.store.api.Guard;
import costperchange.store.api.OpenApi;
import java.time.Clock;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import tools.jackson.databind.JsonNode;

/// Each error that the description knows of, on each path of this module: provoked, and answered as described.
class DocumentedErrorsTest {

    private static final Guard TOKEN = new Guard.Token("read", "read-team", "write", "team");

    /// What a path cannot do without.
    private static final Map<String, String> NEEDED = Map.of(
            "application", "checkout",
            "day", "2026-10-05",
            "scope", "application:checkout",
            "max-increase", "10%");

    private static final LocalTable LOCAL = new LocalTable();
    private static final LocalTable EMPTY = new LocalTable();

    @BeforeAll
    static void a_catalog() {
        new CatalogFunction(LOCAL.table(), new Guard.Open(), Clock.systemUTC())
                .handleRequest(Requests.put("/v1/catalog", "teams: []", false), null);
    }

    @AfterAll
    static void close() {
        LOCAL.close();
        EMPTY.close();
    }

    /// One documented error.
    private record Error(String path, String method, int status) {
        boolean uploads() {
            return method.equals("put");
        }

        @Override
        public String toString() {
            return method + " " + path + " " + status;
        }
    }

    static Stream<Error> errors() {
        JsonNode paths = OpenApi.DESCRIPTION.root().path("paths");
        return paths.propertyStream()
                .flatMap(path -> path.getValue()
                        .propertyStream()
                        .flatMap(method -> method.getValue()
                                .path("responses")
                                .propertyStream()
                                .filter(status -> isOurs(status.getValue()))
                                .map(status ->
                                        new Error(path.getKey(), method.getKey(), Integer.parseInt(status.getKey())))))
                .filter(error -> error.status != 200 && !error.path.startsWith("/v1/bills/"));
    }

    /// What has nothing but a message is said by API Gateway, and cannot be provoked here.
    private static boolean isOurs(JsonNode response) {
        JsonNode content = OpenApi.DESCRIPTION
                .root()
                .at(response.path("$ref").asString("").replaceFirst("^#", ""))
                .path("content");
        return content.size() != 1 || !content.has("application/json");
    }

    @ParameterizedTest
    @MethodSource("errors")
    void each_is_provoked_and_answered_as_described(Error error) {
        APIGatewayV2HTTPEvent request = request(error);
        APIGatewayV2HTTPResponse answer = OpenApi.DESCRIPTION.describes(request, ask(error, request));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(error.status);
    }

    private static APIGatewayV2HTTPResponse ask(Error error, APIGatewayV2HTTPEvent request) {
        Table table = switch (error.status) {
            case 404 -> EMPTY.table();
            case 500 -> failing(new IllegalStateException("injected"));
            case 503 -> failing(SdkClientException.create("injected"));
            default -> LOCAL.table();
        };
        Guard guard = error.status == 401 || error.status == 403 ? TOKEN : new Guard.Open();
        return error.uploads()
                ? new CatalogFunction(table, guard, Clock.systemUTC()).handleRequest(request, null)
                : new QueryFunction(new Measurements(table), guard, Clock.systemUTC()).handleRequest(request, null);
    }

    private static APIGatewayV2HTTPEvent request(Error error) {
        Map<String, String> query = needed(error);
        Map<String, String> headers = new TreeMap<>();
        String body = error.uploads() ? "teams: []" : null;
        switch (error.status) {
            case 304 -> headers.put("if-none-match", "*");
            case 400 -> query.put("nonsense", "1");
            case 406 -> headers.put("accept", "text/html");
            case 413 -> body = "#".repeat(1 << 21);
            case 401, 403, 404, 500, 503 -> {}
            default -> throw new AssertionError("no one knows how to provoke " + error);
        }
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(error.path.replace("{month}", "2026-10"))
                .withQueryStringParameters(query)
                .withHeaders(headers)
                .withBody(body)
                .withRequestContext(RequestContext.builder()
                        .withAuthorizer(error.status == 403 ? tokenWithoutScope() : null)
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(error.method.toUpperCase(Locale.ROOT))
                                .build())
                        .build())
                .build();
    }

    private static Map<String, String> needed(Error error) {
        JsonNode root = OpenApi.DESCRIPTION.root();
        Set<String> required = new HashSet<>();
        root.path("paths")
                .path(error.path)
                .path(error.method)
                .path("parameters")
                .forEach(reference -> {
                    JsonNode parameter =
                            root.at(reference.path("$ref").asString().substring(1));
                    if (parameter.path("required").asBoolean(false)) {
                        required.add(parameter.path("name").asString());
                    }
                });
        Map<String, String> query = new TreeMap<>(NEEDED);
        query.keySet().retainAll(required);
        return query;
    }

    private static RequestContext.@Nullable Authorizer tokenWithoutScope() {
        return RequestContext.Authorizer.builder()
                .withJwt(RequestContext.Authorizer.JWT
                        .builder()
                        .withClaims(Map.of("sub", "someone"))
                        .build())
                .build();
    }

    private static Table failing(RuntimeException failure) {
        return LOCAL.through(WatchedClient.around(LOCAL.table().client(), new WatchedClient.Watcher() {
            @Override
            public void before(String operation) {
                throw failure;
            }

            @Override
            public void after(String operation) {}
        }));
    }
}
