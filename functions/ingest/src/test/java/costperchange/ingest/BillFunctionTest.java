package costperchange.ingest;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.allocation.BillVersion;
import costperchange.ingest.focus.Sample;
import costperchange.store.Bills;
import costperchange.store.Json;
import costperchange.store.LocalTable;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import costperchange.store.api.Guard;
import costperchange.store.api.OpenApi;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import tools.jackson.databind.JsonNode;

/// Each answer is held against the description of the API.
class BillFunctionTest {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);
    private static final Guard TOKEN = new Guard.Token("read", "read-team", "write", "team");
    private static final String BILL = csv(row("BilledCost", "10"), row("BilledCost", "-2.5"));
    private static final Map<String, String> FEBRUARY = Map.of("known-at", "2026-02-20T00:00:00Z");

    private final LocalTable local = new LocalTable();

    @TempDir
    Path temporary;

    @AfterEach
    void nothing_is_left_on_disk() throws IOException {
        try (var left = Files.list(temporary)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith("export-"));
        }
        local.close();
    }

    @Test
    void a_bill_is_taken_and_a_retry_changes_nothing() {
        JsonNode first =
                Json.MAPPER.readTree(put("licences", FEBRUARY, bytes(BILL)).getBody());
        assertThat(first.path("rows").asInt()).isEqualTo(2);
        assertThat(first.path("bills").path(0).path("outcome").asString()).isEqualTo("changed");

        JsonNode again =
                Json.MAPPER.readTree(put("licences", FEBRUARY, bytes(BILL)).getBody());
        assertThat(again.path("bills").path(0).path("outcome").asString()).isEqualTo("known");
        assertThat(current()).singleElement().satisfies(version -> {
            assertThat(version.id().source()).isEqualTo("licences");
            assertThat(version.rows()).isEqualTo(2);
        });
    }

    @Test
    void a_bill_that_is_older_than_what_is_known_is_taken_and_superseded() {
        put("licences", FEBRUARY, bytes(BILL));
        Map<String, String> before = Map.of("known-at", "2026-02-19T00:00:00Z");

        JsonNode older = Json.MAPPER
                .readTree(put("licences", before, bytes(csv(row("BilledCost", "11"))))
                        .getBody())
                .path("bills")
                .path(0);

        assertThat(older.path("outcome").asString()).isEqualTo("superseded");
        assertThat(older.path("currentKnownAt").asString()).isEqualTo("2026-02-20T00:00:00Z");
        assertThat(current()).singleElement().extracting(BillVersion::rows).isEqualTo(2L);
    }

    @Test
    void a_compressed_bill_is_known_by_its_bytes() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(compressed)) {
            gzip.write(bytes(BILL));
        }
        assertThat(put("licences", FEBRUARY, compressed.toByteArray()).getStatusCode())
                .isEqualTo(200);
    }

    @Test
    void a_bill_that_cannot_be_read_is_refused_by_row_column_and_text_and_nothing_is_kept() {
        String bad = csv(row(), row("BilledCost", "$5"));
        APIGatewayV2HTTPResponse answer = put("licences", FEBRUARY, bytes(bad));
        assertThat(answer.getStatusCode()).isEqualTo(400);
        JsonNode problem = Json.MAPPER.readTree(answer.getBody());
        assertThat(problem.path("detail").asString())
                .startsWith("nothing was taken, problems: 1; the body, row 3, BilledCost '$5': is not a number")
                .doesNotContain(temporary.toString());
        assertThat(problem.path("problems").path(0).path("column").asString()).isEqualTo("BilledCost");
        assertThat(current()).isEmpty();
    }

    @Test
    void a_header_without_rows_is_refused() {
        APIGatewayV2HTTPResponse answer = put("licences", FEBRUARY, bytes(BILL.split("\n")[0]));
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(answer.getBody()).contains("the body: has no rows: a bill without charges cannot be told");
        assertThat(current()).isEmpty();
    }

    @Test
    void an_empty_body_and_a_torn_file_are_refused() {
        assertThat(put("licences", FEBRUARY, new byte[0]).getStatusCode()).isEqualTo(400);
        assertThat(put("licences", FEBRUARY, new byte[] {0x1f, (byte) 0x8b, 8, 0})
                        .getStatusCode())
                .isEqualTo(400);
        assertThat(put("licences", FEBRUARY, bytes("PAR1 and no more")).getStatusCode())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "licences, , , known-at",
        "licences, known-at, yesterday, known-at",
        "licences, known-at, 2026-03-01T00:00:01Z, known-at",
        "licences, complete-through, soon, complete-through",
        "licences, final, perhaps, final",
        "licences, knownat, 2026-02-20T00:00:00Z, knownat",
        "../licences, final, true, source"
    })
    void what_is_wrong_with_the_request_is_named(String source, String name, String value, String parameter) {
        Map<String, String> query = new TreeMap<>(name == null ? Map.of() : FEBRUARY);
        if (name != null) {
            query.put(name, value);
        }
        APIGatewayV2HTTPResponse answer = handle(local.table(), new Guard.Open(), request(source, query, bytes(BILL)));
        assertThat(answer.getStatusCode()).isEqualTo(400);
        assertThat(Json.MAPPER.readTree(answer.getBody()).path("parameter").asString())
                .isEqualTo(parameter);
    }

    @Test
    void other_charges_of_the_same_time_are_a_conflict() {
        put("licences", FEBRUARY, bytes(BILL));
        APIGatewayV2HTTPResponse answer = put("licences", FEBRUARY, bytes(csv(row("BilledCost", "11"))));
        assertThat(answer.getStatusCode()).isEqualTo(409);
        assertThat(answer.getBody()).contains("known-at");
    }

    @Test
    void an_account_that_another_source_bills_is_a_conflict_unless_both_are_meant() {
        put("export", FEBRUARY, bytes(BILL));
        assertThat(put("licences", FEBRUARY, bytes(BILL)).getStatusCode()).isEqualTo(409);
        assertThat(current()).hasSize(1);

        Map<String, String> beside = new TreeMap<>(FEBRUARY);
        beside.put("beside", "export");
        assertThat(put("licences", beside, bytes(BILL)).getStatusCode()).isEqualTo(200);
        assertThat(current()).hasSize(2);
    }

    @Test
    void who_may_not_upload_is_refused_before_anything_is_read() {
        APIGatewayV2HTTPEvent request = request("licences", FEBRUARY, bytes("no bill"));
        assertThat(described(local.table(), TOKEN, request).getStatusCode()).isEqualTo(401);
        request.getRequestContext()
                .setAuthorizer(RequestContext.Authorizer.builder()
                        .withJwt(RequestContext.Authorizer.JWT
                                .builder()
                                .withClaims(Map.of("scope", "read"))
                                .build())
                        .build());
        assertThat(described(local.table(), TOKEN, request).getStatusCode()).isEqualTo(403);
    }

    @Test
    void more_than_four_mebibytes_is_too_large_and_any_other_method_is_not_known() {
        assertThat(put("licences", FEBRUARY, new byte[(4 << 20) + 1]).getStatusCode())
                .isEqualTo(413);
        APIGatewayV2HTTPEvent post = request("licences", FEBRUARY, bytes(BILL));
        post.getRequestContext().getHttp().setMethod("POST");
        assertThat(handle(local.table(), new Guard.Open(), post).getStatusCode())
                .isEqualTo(405);
    }

    @Test
    void while_the_store_does_not_answer_it_asks_to_try_again() {
        Table unreachable = local.through(WatchedClient.around(local.table().client(), new WatchedClient.Watcher() {
            @Override
            public void before(String operation) {
                throw SdkClientException.create("injected");
            }

            @Override
            public void after(String operation) {}
        }));
        assertThat(described(unreachable, new Guard.Open(), request("licences", FEBRUARY, bytes(BILL)))
                        .getStatusCode())
                .isEqualTo(503);
    }

    private APIGatewayV2HTTPResponse put(String source, Map<String, String> query, byte[] body) {
        return described(local.table(), new Guard.Open(), request(source, query, body));
    }

    private APIGatewayV2HTTPResponse described(Table table, Guard guard, APIGatewayV2HTTPEvent request) {
        return OpenApi.DESCRIPTION.describes(request, handle(table, guard, request));
    }

    private APIGatewayV2HTTPResponse handle(Table table, Guard guard, APIGatewayV2HTTPEvent request) {
        BillImport bills = new BillImport(table, Sample.engine(temporary.resolve("engine")));
        return new BillFunction(bills, temporary, guard, CLOCK).handleRequest(request, null);
    }

    private static APIGatewayV2HTTPEvent request(String source, Map<String, String> query, byte[] body) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath("/v1/bills/" + source)
                .withQueryStringParameters(query)
                .withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true)
                .withRequestContext(RequestContext.builder()
                        .withHttp(
                                RequestContext.Http.builder().withMethod("PUT").build())
                        .build())
                .build();
    }

    private List<BillVersion> current() {
        return new Bills(local.table()).known(YearMonth.of(2026, 1)).current();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
