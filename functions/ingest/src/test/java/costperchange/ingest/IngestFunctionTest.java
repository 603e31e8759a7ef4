package costperchange.ingest;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.Catalog;
import costperchange.ingest.export.ExportsBucket;
import costperchange.ingest.export.NotImportedException;
import costperchange.ingest.focus.Sample;
import costperchange.store.AwsServer;
import costperchange.store.Bills;
import costperchange.store.Catalogs;
import costperchange.store.LocalTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IngestFunctionTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final Instant EARLIER = Instant.parse("2026-02-19T05:00:00.123Z");
    private static final Instant LATER = Instant.parse("2026-02-20T05:00:00.456Z");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC);

    private final LocalTable local = new LocalTable();
    private final Bills bills = new Bills(local.table());
    private Deliveries exports;
    private IngestFunction function;

    @TempDir
    Path temporary;

    @BeforeEach
    void wire() {
        exports = Deliveries.to(AWS.s3(), "acme-exports", "exports/");
        BillImport into = new BillImport(local.table(), Sample.engine(temporary.resolve("engine")));
        function = new IngestFunction(
                into,
                Optional.of(
                        new Ingest(new ExportsBucket(AWS.s3(), exports.bucket(), exports.prefix()), into, temporary)),
                Optional.empty(),
                CLOCK);
    }

    @AfterEach
    void nothingIsLeftOnDisk() throws IOException {
        try (var left = Files.list(temporary)) {
            assertThat(left.map(Path::getFileName).map(Path::toString)).noneMatch(name -> name.startsWith("export-"));
        }
        local.close();
    }

    private Map<String, byte[]> costs(String... costs) {
        Map<String, byte[]> files = new TreeMap<>();
        for (String cost : costs) {
            files.put("acme-focus-0000" + (files.size() + 1) + ".csv.gz", gzip(csv(row("BilledCost", cost))));
        }
        return files;
    }

    private byte[] gzip(String text) {
        try {
            Path plain = Sample.write(temporary.resolve("plain.csv"), text);
            return Files.readAllBytes(Sample.gzip(plain, temporary.resolve("packed.csv.gz")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<BillVersion> known() {
        return bills.known(JANUARY).versions();
    }

    /// What the current bills of January bill in all.
    private double billed() {
        return bills.known(JANUARY).current().stream()
                .flatMap(version -> bills.content(version).parts().values().stream())
                .flatMap(List::stream)
                .mapToDouble(line -> line.cost().billed().doubleValue())
                .sum();
    }

    private Map<String, Object> arrives(String key) {
        return function.handleRequest(
                Map.of(
                        "detail-type",
                        "Object Created",
                        "detail",
                        Map.of("bucket", Map.of("name", exports.bucket()), "object", Map.of("key", key))),
                null);
    }

    private Map<String, Object> named(String key) {
        return function.handleRequest(Map.of("manifest", Map.of("bucket", exports.bucket(), "key", key)), null);
    }

    @Test
    void a_delivery_over_the_one_before_is_as_its_manifest_was_written() {
        String manifest = exports.over("acme-focus", "2026-01", costs("1.5", "2"));
        // What a larger delivery left behind is not listed.
        exports.put(exports.key("acme-focus", "data", "2026-01", "acme-focus-00003.csv.gz"), gzip(csv(row())));

        Map<String, Object> answer = function.handleRequest(Events.map("object-created"), null);

        Instant written = AWS.s3()
                .headObject(r -> r.bucket(exports.bucket()).key(manifest))
                .lastModified();
        assertThat(known()).singleElement().satisfies(version -> {
            assertThat(version.id().source()).isEqualTo("acme-focus");
            assertThat(version.knownAt()).isEqualTo(written);
            assertThat(version.rows()).isEqualTo(2);
            assertThat(version.declaredFinal()).isFalse();
        });
        assertThat(billed()).isEqualTo(3.5);
        assertThat(Events.json(answer))
                .contains("\"rows\":2", "\"outcome\":\"changed\"", "\"month\":\"2026-01\"", "\"ignored\":[]");
    }

    @Test
    void a_delivery_beside_the_one_before_is_as_its_export_ran() {
        exports.beside("acme-focus", "2026-01", EARLIER, costs("1"));
        function.handleRequest(Events.map("manifest"), null);
        exports.beside("acme-focus", "2026-01", LATER, costs("2", "3"));
        function.handleRequest(Events.map("manifest"), null);

        assertThat(known()).extracting(BillVersion::knownAt).containsExactly(EARLIER, LATER);
        assertThat(billed()).isEqualTo(5);
    }

    @Test
    void an_older_delivery_that_comes_later_stays_the_older() {
        String older = exports.beside("acme-focus", "2026-01", EARLIER, costs("1"));
        exports.beside("acme-focus", "2026-01", LATER, costs("2"));
        function.handleRequest(Events.map("object-created"), null);

        named(older);

        assertThat(known()).extracting(BillVersion::knownAt).containsExactly(EARLIER, LATER);
        assertThat(billed()).isEqualTo(2);
    }

    @Test
    void the_same_event_twice_changes_nothing() {
        exports.beside("acme-focus", "2026-01", LATER, costs("1"));
        function.handleRequest(Events.map("object-created"), null);
        List<BillVersion> before = known();

        Map<String, Object> again = function.handleRequest(Events.map("object-created"), null);

        assertThat(known()).isEqualTo(before);
        assertThat(Events.json(again)).contains("\"outcome\":\"known\"");
    }

    @Test
    void a_missing_file_is_named_and_the_former_version_stays() {
        exports.beside("acme-focus", "2026-01", EARLIER, costs("1"));
        function.handleRequest(Events.map("object-created"), null);
        exports.beside("acme-focus", "2026-01", LATER, costs("2", "3"));
        String missing = exports.key(
                "acme-focus",
                "data",
                "2026-01",
                LATER + "-00000000-0000-4000-8000-000000000000/acme-focus-00002.csv.gz");
        AWS.s3().deleteObject(r -> r.bucket(exports.bucket()).key(missing));

        assertThatThrownBy(() -> function.handleRequest(Events.map("object-created"), null))
                .isInstanceOf(NotImportedException.class)
                .hasMessage(exports.uri(missing) + ": is not there");
        assertThat(billed()).isEqualTo(1);
    }

    @Test
    void a_missing_manifest_is_named() {
        assertThatThrownBy(() -> function.handleRequest(Events.map("manifest"), null))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining("acme-focus-Manifest.json: is not there");
    }

    @Test
    void a_file_written_over_after_its_manifest_is_torn() throws InterruptedException {
        String manifest = exports.over("acme-focus", "2026-01", costs("1", "2"));
        // S3 tells times to the second.
        Thread.sleep(1100);
        String second = exports.key("acme-focus", "data", "2026-01", "acme-focus-00002.csv.gz");
        exports.put(second, gzip(csv(row("BilledCost", "99"))));

        assertThatThrownBy(() -> arrives(manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessageStartingWith(exports.uri(second) + ": was written at ");
        assertThat(known()).isEmpty();
    }

    @Test
    void a_file_that_is_cut_off_is_torn() {
        byte[] whole = gzip(csv(row(), row("BilledCost", "7"), row("BilledCost", "8.123")));
        exports.over("acme-focus", "2026-01", Map.of("cut.csv.gz", Arrays.copyOf(whole, whole.length - 12)));

        assertThatThrownBy(() -> function.handleRequest(Events.map("object-created"), null))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining(exports.uri(exports.key("acme-focus", "data", "2026-01", "cut.csv.gz")));
        assertThat(known()).isEmpty();
    }

    @Test
    void bad_data_is_refused_with_all_problems() {
        exports.over(
                "acme-focus",
                "2026-01",
                new TreeMap<>(Map.of(
                        "a.csv.gz", gzip(csv(row(), row("BilledCost", "$5"))),
                        "b.csv", csv(row("BilledCost", "many")).getBytes(StandardCharsets.UTF_8))));

        assertThatThrownBy(() -> function.handleRequest(Events.map("object-created"), null))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining("refused, problems: 2")
                .hasMessageContaining("/a.csv.gz, row 3, BilledCost '$5'")
                .hasMessageContaining("/b.csv, row 2, BilledCost 'many'")
                .hasMessageNotContaining(temporary.toString());
        assertThat(known()).isEmpty();
    }

    @Test
    void files_that_lost_their_rows_are_refused_and_the_former_version_stays() {
        exports.beside("acme-focus", "2026-01", EARLIER, costs("1"));
        function.handleRequest(Events.map("object-created"), null);
        exports.beside(
                "acme-focus",
                "2026-01",
                LATER,
                Map.of("a.csv.gz", gzip(csv(row()).split("\n")[0])));

        assertThatThrownBy(() -> function.handleRequest(Events.map("object-created"), null))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining("/a.csv.gz: has no rows: a bill without charges cannot be told")
                .hasMessageNotContaining(temporary.toString());
        assertThat(billed()).isEqualTo(1);
    }

    @Test
    void another_content_for_the_same_time_is_an_error() {
        exports.beside("acme-focus", "2026-01", LATER, costs("1"));
        function.handleRequest(Events.map("object-created"), null);
        exports.beside("acme-focus", "2026-01", LATER, costs("2"));

        assertThatThrownBy(() -> function.handleRequest(Events.map("object-created"), null))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining("another content for the same time, " + LATER);
        assertThat(billed()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "s3://elsewhere/exports/acme-focus/data/a.csv",
                "s3://acme-exports/private/a.csv",
                "https://acme-exports/exports/a.csv",
                ""
            })
    void a_file_that_stands_elsewhere_is_not_read(String uri) {
        String manifest = exports.manifest(
                exports.key("acme-focus", "metadata", "2026-01", "acme-focus-Manifest.json"), List.of(uri));

        assertThatThrownBy(() -> arrives(manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining("lists '" + uri + "', which does not stand under s3://acme-exports/exports/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not JSON", "{}", "[]", "{\"dataFiles\": \"s3://acme-exports/exports/a.csv\"}"})
    void a_manifest_that_is_none_is_an_error(String text) {
        String manifest = exports.put(
                exports.key("acme-focus", "metadata", "2026-01", "acme-focus-Manifest.json"),
                text.getBytes(StandardCharsets.UTF_8));

        assertThatThrownBy(() -> arrives(manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining(exports.uri(manifest));
    }

    @Test
    void other_objects_are_ignored() {
        String copy = exports.beside("acme-focus", "2026-01", LATER, costs("1"));
        String cur = exports.put(
                exports.key("acme-cur", "metadata", "2026-01", "acme-cur-Manifest.json"),
                "{\"columns\": [{\"name\": \"recommendation_id\"}], \"dataFiles\": []}"
                        .getBytes(StandardCharsets.UTF_8));

        assertThat(Events.json(function.handleRequest(Events.map("object-created-other"), null)))
                .contains("\"why\":\"is not a manifest\"");
        assertThat(Events.json(arrives("private/acme-focus/metadata/BILLING_PERIOD=2026-01/a-Manifest.json")))
                .contains("does not stand under s3://acme-exports/exports/");
        assertThat(Events.json(arrives(copy))).contains("is a copy");
        assertThat(Events.json(arrives(cur))).contains("is not of costs in FOCUS or of a cost and usage report");
        assertThat(known()).isEmpty();
    }

    @Test
    void a_new_catalog_comes_into_force_by_reading_again() {
        exports.beside("acme-focus", "2026-01", EARLIER, costs("1"));
        exports.beside("acme-focus", "2026-01", LATER, costs("2"));
        function.handleRequest(Events.map("object-created"), null);
        exports.over(
                "other-focus",
                "2026-02",
                Map.of("other.csv", csv(row("BillingAccountId", "other")).getBytes(StandardCharsets.UTF_8)));
        exports.over("acme-focus", "2026-03", costs("4"));
        Instant catalog = new Catalogs(local.table())
                .upload("a", Catalog.NONE, null, Clock.fixed(Instant.parse("2026-03-01T00:00:00Z"), ZoneOffset.UTC));

        Map<String, Object> answer = function.handleRequest(Events.map("reread"), null);

        assertThat(bills.known(JANUARY).current().stream()
                        .filter(version -> version.id().source().equals("acme-focus")))
                .singleElement()
                .satisfies(version -> {
                    assertThat(version.catalog()).isEqualTo(catalog);
                    assertThat(version.knownAt()).isEqualTo(LATER);
                });
        assertThat((List<?>) answer.get("read")).hasSize(2);
        assertThat(Events.json(answer)).contains("acme-focus/metadata/BILLING_PERIOD=2026-01", "other-focus");
    }

    @Test
    void reading_again_reads_what_it_can_and_then_names_what_it_could_not() {
        exports.over(
                "a-focus",
                "2026-01",
                Map.of("bad.csv", csv(row("BilledCost", "x")).getBytes(StandardCharsets.UTF_8)));
        exports.over("b-focus", "2026-01", costs("5"));
        exports.manifest(
                exports.key("c-focus", "metadata", "2026-01", "c-focus-Manifest.json"),
                List.of("s3://acme-exports/exports/absent.csv"));

        assertThatThrownBy(() -> function.handleRequest(Events.map("reread"), null))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining("bad.csv, row 2")
                .hasMessageContaining("absent.csv: is not there");
        assertThat(billed()).isEqualTo(5);
    }

    /// What comes until then would be known before it, and so not hold.
    @Test
    void what_is_said_to_be_known_in_the_future_is_refused() {
        exports.beside("acme-focus", "2026-01", LATER, costs("1"));
        function.handleRequest(Events.map("object-created"), null);

        assertThatThrownBy(() -> withdraw("2026-01", "2026-01", "2026-03-01T00:00:01Z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("knownAt is in the future: 2026-03-01T00:00:01Z");
        assertThatThrownBy(() -> function.handleRequest(
                        Map.of("athena", Map.of("table", "a.b", "source", "focus", "knownAt", "2126-02-20T05:00:00Z")),
                        null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("knownAt is in the future: 2126-02-20T05:00:00Z");
        assertThat(billed()).isEqualTo(1);

        withdraw("2026-01", "2026-01", "2026-03-01T00:00:00Z");
        assertThat(billed()).isZero();
    }

    private Map<String, Object> withdraw(String from, String to, String knownAt) {
        return function.handleRequest(
                Map.of("withdraw", Map.of("source", "acme-focus", "from", from, "to", to, "knownAt", knownAt)), null);
    }

    @Test
    void months_in_the_wrong_order_are_refused_rather_than_none() {
        assertThatThrownBy(() -> withdraw("2026-02", "2026-01", "2026-02-20T05:00:00Z"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("from must not be after to: 2026-02 to 2026-01");
        assertThatThrownBy(() ->
                        function.handleRequest(Map.of("reread", Map.of("from", "2026-06", "to", "2026-01")), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("from must not be after to: 2026-06 to 2026-01");
    }

    @Test
    void an_input_of_another_kind_is_an_error_that_says_so() {
        assertThatThrownBy(() -> function.handleRequest(Map.of("detail", Map.of("bucket", "a")), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("has [detail]");
        assertThatThrownBy(() -> function.handleRequest(Map.of("reread", Map.of("from", "January")), null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("from must be a month such as 2026-01, not 'January'");
        assertThatThrownBy(() -> named("exports/acme-focus/data/a.csv"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not a manifest's key");
        assertThatThrownBy(() -> named("elsewhere"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("does not stand under s3://acme-exports/exports/");
    }
}
