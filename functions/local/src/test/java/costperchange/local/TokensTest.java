package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jwt.JWTClaimsSet;
import costperchange.store.Json;
import costperchange.store.api.Guard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// Who may read and upload what, with tokens of an issuer whose keys are asked for over HTTP.
class TokensTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T10:06:00Z"), ZoneOffset.UTC);
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final Guard GUARD = new Guard.Token("costs/read", "costs/read-team", "costs/write", "groups");
    private static final String READ = "costs/read";
    private static final String TEAM = "costs/read-team";
    private static final String WRITE = "costs/write";

    private static Issuer issuer;
    private static Installation installation;
    private static LocalServer server;

    @BeforeAll
    static void start() throws Exception {
        issuer = new Issuer();
        installation = Installation.open(Optional.empty(), Map.of(), GUARD, CLOCK);
        server = new LocalServer(0, Tokens.of(issuer.address(), Issuer.AUDIENCE).before(installation::route));
        HttpResponse<String> uploaded = send(
                HttpRequest.newBuilder().method("PUT", HttpRequest.BodyPublishers.ofString("""
                        teams: [{name: payments}, {name: search}]
                        applications: [{name: checkout, team: payments}, {name: finder, team: search}, {name: legacy}]
                        """)),
                "/v1/catalog",
                token(WRITE, null));
        assertThat(uploaded.statusCode()).isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        server.close();
        installation.close();
        issuer.close();
        CLIENT.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/cost-per-change",
                "/v1/applications",
                "/v1/ledger",
                "/v1/ledger/2026-10",
                "/v1/objectives",
                "/v1/catalog",
                "/v1/changes?application=finder"
            })
    void a_token_with_the_scope_that_reads_everything_reads_everything(String path) throws Exception {
        assertThat(get(path, token(READ, null)).statusCode()).isEqualTo(200);
        assertThat(get(path, null).statusCode()).isEqualTo(401);
        assertThat(get(path, token("openid", null)).statusCode()).isEqualTo(403);
        assertThat(get(path, token(WRITE, null)).statusCode()).isEqualTo(403);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/cost-per-change, 200",
        "/v1/cost-per-change?scope=team:payments, 200",
        "/v1/cost-per-change?scope=application:checkout, 200",
        "/v1/changes?application=checkout, 200",
        "/v1/explain?application=checkout&day=2026-10-01, 200",
        "/v1/check?scope=application:checkout&max-increase=10%25, 200",
        "/v1/bridge, 200",
        "/v1/scopes, 200",
        "/v1/cost-per-change?scope=application:legacy, 403",
        "/v1/objectives, 200",
        "/v1/cost-per-change?scope=organisation, 403",
        "/v1/cost-per-change?scope=team:search, 403",
        "/v1/cost-per-change?scope=application:finder, 403",
        "/v1/cost-per-change?scope=application:unknown, 403",
        "/v1/changes?application=finder, 403",
        "/v1/explain?application=finder&day=2026-10-01, 403",
        "/v1/check?scope=application:finder&max-increase=10%25, 403",
        "/v1/ledger, 403",
        "/v1/ledger/2026-10, 403",
        "/v1/ledger/2026-10/changes, 403",
        "/v1/catalog, 403"
    })
    void a_token_of_a_team_reads_what_belongs_to_it(String path, int status) throws Exception {
        HttpResponse<String> answer = get(path, token(TEAM, "payments"));
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 403) {
            assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("this token reads payments only");
        }
    }

    @Test
    void without_a_scope_a_team_is_told_of_itself() throws Exception {
        assertThat(Json.MAPPER
                        .readTree(get("/v1/cost-per-change", token(TEAM, "payments"))
                                .body())
                        .path("scope")
                        .asString())
                .isEqualTo("team:payments");
    }

    @Test
    void the_claim_may_name_several_teams() throws Exception {
        String token =
                issuer.token(claims -> claims.claim("scope", TEAM).claim("groups", List.of("search", "payments")));
        assertThat(get("/v1/changes?application=finder", token).statusCode()).isEqualTo(200);
        assertThat(get("/v1/changes?application=checkout", token).statusCode()).isEqualTo(200);
        assertThat(get("/v1/ledger", token).statusCode()).isEqualTo(403);
    }

    @Test
    void a_team_whose_name_has_words_in_it_opens_no_other_team() throws Exception {
        for (Object claim : List.of("data payments", List.of("data payments"), List.of("data", "science payments"))) {
            String token = issuer.token(claims -> claims.claim("scope", TEAM).claim("groups", claim));
            assertThat(get("/v1/cost-per-change?scope=team:payments", token).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void a_team_is_not_told_what_others_cost() throws Exception {
        JsonNode told =
                Json.MAPPER.readTree(get("/v1/scopes", token(TEAM, "payments")).body());
        assertThat(told.path("applications")).hasSize(1);
        assertThat(told.path("teams")).hasSize(1);
        assertThat(told.path("tribes")).isEmpty();
    }

    @Test
    void a_token_of_a_team_that_names_none_reads_nothing() throws Exception {
        assertThat(get("/v1/cost-per-change", token(TEAM, null)).statusCode()).isEqualTo(403);
    }

    @Test
    void a_token_that_does_not_hold_opens_nothing_and_is_told_why() throws Exception {
        Map<String, String> tokens = Map.of(
                issuer.token(claims -> claims.claim("scope", READ)
                        .expirationTime(Date.from(Instant.now().minus(Duration.ofMinutes(5))))),
                "its claims do not hold",
                issuer.token(claims -> claims.claim("scope", READ).issuer("https://issuer.example.com")),
                "its claims do not hold",
                issuer.token(claims -> claims.claim("scope", READ)
                        .notBeforeTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))),
                "its claims do not hold",
                issuer.token(claims -> claims.claim("scope", READ).audience("another")),
                "it is for another audience",
                issuer.forged(claims -> claims.claim("scope", READ)),
                "it cannot be verified",
                "not.a.token",
                "it cannot be verified",
                unsigned(),
                "it cannot be verified");
        for (Map.Entry<String, String> one : tokens.entrySet()) {
            HttpResponse<String> answer = get("/v1/cost-per-change", one.getKey());
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("www-authenticate").orElseThrow())
                    .contains("invalid_token", one.getValue());
        }
    }

    @Test
    void a_token_that_names_its_client_instead_of_an_audience_will_do() throws Exception {
        String token = issuer.token(claims -> claims.claim("scp", List.of(READ, "openid"))
                .audience((String) null)
                .claim("client_id", Issuer.AUDIENCE));
        assertThat(get("/v1/applications", token).statusCode()).isEqualTo(200);
        String forAnother = issuer.token(
                claims -> claims.claim("scope", READ).audience("another").claim("client_id", Issuer.AUDIENCE));
        assertThat(get("/v1/applications", forAnother).statusCode()).isEqualTo(401);
    }

    @Test
    void an_access_token_of_the_type_that_is_for_them_will_do() throws Exception {
        String token = issuer.token(new JOSEObjectType("at+jwt"), claims -> claims.claim("scope", READ));
        assertThat(get("/v1/applications", token).statusCode()).isEqualTo(200);
    }

    @Test
    void uploads_need_the_scope_for_them() throws Exception {
        HttpRequest.Builder upload =
                HttpRequest.newBuilder().method("PUT", HttpRequest.BodyPublishers.ofString("teams: []"));
        assertThat(send(upload, "/v1/catalog", null).statusCode()).isEqualTo(401);
        assertThat(send(upload, "/v1/catalog", token(READ, null)).statusCode()).isEqualTo(403);
    }

    @Test
    void metrics_need_the_scope_that_reads_everything() throws Exception {
        assertThat(get("/metrics", token(READ, null)).statusCode()).isEqualTo(200);
        assertThat(get("/metrics", token(TEAM, "payments")).statusCode()).isEqualTo(403);
        assertThat(get("/metrics", null).statusCode()).isEqualTo(401);
    }

    @Test
    void webhooks_and_the_description_need_no_token() throws Exception {
        assertThat(get("/openapi.yaml", null).statusCode()).isEqualTo(200);
        assertThat(send(
                                HttpRequest.newBuilder().POST(HttpRequest.BodyPublishers.ofString("{}")),
                                "/webhooks/other",
                                null)
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void an_issuer_that_does_not_answer_or_is_another_is_refused_at_the_start() {
        assertThatThrownBy(() -> Tokens.of(URI.create("http://localhost:1"), "a"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("the issuer http://localhost:1 cannot be asked for its keys");
        assertThatThrownBy(() -> Tokens.of(URI.create("http://issuer.example.com"), "a"))
                .hasMessageContaining("--issuer must be an https address");
        assertThatThrownBy(() -> Tokens.of(URI.create(issuer.address() + "/"), "a"))
                .hasMessageContaining("does not say where the keys of");
    }

    private static String unsigned() {
        return new com.nimbusds.jwt.PlainJWT(new JWTClaimsSet.Builder()
                        .issuer(issuer.address().toString())
                        .audience(Issuer.AUDIENCE)
                        .claim("scope", READ)
                        .expirationTime(Date.from(Instant.now().plus(Duration.ofMinutes(5))))
                        .build())
                .serialize();
    }

    private static String token(String scope, String team) {
        return issuer.token(claims -> claims.claim("scope", "openid " + scope).claim("groups", team));
    }

    private static HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(), path, token);
    }

    private static HttpResponse<String> send(HttpRequest.Builder request, String path, String token)
            throws IOException, InterruptedException {
        HttpRequest.Builder to = request.copy().uri(URI.create(server.address() + path));
        if (token != null) {
            to.header("authorization", "Bearer " + token);
        }
        return CLIENT.send(to.build(), HttpResponse.BodyHandlers.ofString());
    }
}
