package costperchange.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Catalogs;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import costperchange.store.WatchedClient;
import costperchange.store.api.Guard;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import tools.jackson.databind.JsonNode;

class CatalogFunctionTest {

    private static final Clock MONDAY = at("2026-11-16T08:00:00Z");
    private static final Clock TUESDAY = at("2026-11-17T08:00:00Z");

    private final LocalTable local = new LocalTable();

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void the_sample_is_kept_and_given_back_as_it_was_written() {
        APIGatewayV2HTTPResponse put = new CatalogFunction(local.table(), new Guard.Open(), MONDAY)
                .handleRequest(Requests.sample("catalog-upload"), null);

        assertThat(Requests.ok(put).path("version").asString()).isEqualTo("2026-11-16T08:00:00Z");
        APIGatewayV2HTTPResponse get = new QueryFunction(new Measurements(local.table()), new Guard.Open(), TUESDAY)
                .handleRequest(Requests.sample("catalog"), null);
        assertThat(get.getStatusCode()).isEqualTo(200);
        assertThat(get.getHeaders())
                .containsEntry("content-type", "application/yaml")
                .containsEntry("catalog-version", "2026-11-16T08:00:00Z");
        assertThat(get.getBody()).isEqualTo(Requests.sample("catalog-upload").getBody());
    }

    @Test
    void the_same_again_keeps_its_version_and_another_one_is_a_new_version() {
        put(MONDAY, "teams: [{name: payments}]");

        assertThat(Requests.ok(put(TUESDAY, "teams: [{name: payments}]"))
                        .path("version")
                        .asString())
                .isEqualTo("2026-11-16T08:00:00Z");
        assertThat(Requests.ok(put(TUESDAY, "teams: [{name: search}]"))
                        .path("version")
                        .asString())
                .isEqualTo("2026-11-17T08:00:00Z");
        assertThat(new Catalogs(local.table())
                        .asKnownAt(MONDAY.instant())
                        .orElseThrow()
                        .text())
                .isEqualTo("teams: [{name: payments}]");
    }

    @Test
    void a_bad_one_is_refused_by_line_and_path_and_not_kept() {
        APIGatewayV2HTTPResponse response = put(
                MONDAY,
                "applications:\n  - {name: checkout, team: payment}\n  - {name: checkout}\nteams: [{name: payments}]\n");

        assertThat(response.getStatusCode()).isEqualTo(400);
        JsonNode problem = Requests.problem(response);
        assertThat(problem.path("problems")).hasSize(2);
        assertThat(problem.path("problems").path(0).path("line").asInt()).isPositive();
        assertThat(problem.path("detail").asString())
                .contains("line 2 /applications/0/team: is not one of the teams")
                .contains("line 3 /applications/1/name: stands twice in applications");
        assertThat(new Catalogs(local.table()).latest()).isEmpty();
    }

    @Test
    void more_than_a_mebibyte_is_too_large() {
        assertThat(put(MONDAY, "# " + "x".repeat(1 << 20)).getStatusCode()).isEqualTo(413);
    }

    @Test
    void what_does_not_fit_the_store_is_too_large() {
        StringBuilder yaml = new StringBuilder("applications:\n");
        Random random = new Random(1);
        while (yaml.length() < 900_000) {
            byte[] name = new byte[120];
            random.nextBytes(name);
            yaml.append("- name: ")
                    .append(Base64.getEncoder().encodeToString(name))
                    .append('\n');
        }

        assertThat(put(MONDAY, yaml.toString()).getStatusCode()).isEqualTo(413);
        assertThat(new Catalogs(local.table()).latest()).isEmpty();
    }

    @Test
    void a_body_in_base64_is_read_and_one_that_is_not_text_is_refused() {
        String base64 = Base64.getEncoder().encodeToString("teams: [{name: zürich}]".getBytes(StandardCharsets.UTF_8));
        String noText = Base64.getEncoder().encodeToString(new byte[] {(byte) 0xc3, 0x28});
        CatalogFunction function = new CatalogFunction(local.table(), new Guard.Open(), MONDAY);

        assertThat(function.handleRequest(Requests.put("/v1/catalog", base64, true), null)
                        .getStatusCode())
                .isEqualTo(200);
        assertThat(function.handleRequest(Requests.put("/v1/catalog", noText, true), null)
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(function.handleRequest(Requests.put("/v1/catalog", null, false), null)
                        .getStatusCode())
                .isEqualTo(400);
    }

    @Test
    void another_method_is_not_allowed() {
        assertThat(new CatalogFunction(local.table(), new Guard.Open(), MONDAY)
                        .handleRequest(Requests.request("DELETE", "/v1/catalog"), null)
                        .getStatusCode())
                .isEqualTo(405);
    }

    @Test
    void while_the_store_does_not_answer_it_asks_to_try_again() {
        CatalogFunction cut = new CatalogFunction(
                local.through(WatchedClient.around(local.table().client(), new WatchedClient.Watcher() {
                    @Override
                    public void before(String operation) {
                        throw SdkClientException.create("injected");
                    }

                    @Override
                    public void after(String operation) {}
                })),
                new Guard.Open(),
                MONDAY);

        assertThat(cut.handleRequest(Requests.sample("catalog-upload"), null).getStatusCode())
                .isEqualTo(503);
    }

    private APIGatewayV2HTTPResponse put(Clock clock, String yaml) {
        return new CatalogFunction(local.table(), new Guard.Open(), clock)
                .handleRequest(Requests.put("/v1/catalog", yaml, false), null);
    }

    private static Clock at(String time) {
        return Clock.fixed(Instant.parse(time), ZoneOffset.UTC);
    }
}
