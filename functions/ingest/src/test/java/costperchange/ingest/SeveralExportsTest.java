package costperchange.ingest;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.allocation.BillVersion;
import costperchange.ingest.export.ExportsBucket;
import costperchange.ingest.export.ManifestKey;
import costperchange.ingest.export.NotImportedException;
import costperchange.ingest.focus.Sample;
import costperchange.store.AwsServer;
import costperchange.store.Bills;
import costperchange.store.LocalTable;
import costperchange.store.Splits;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/// Exports of several kinds in one bucket, several deliveries of one, and what can be wrong with them: in every
/// case what was known before stays.
class SeveralExportsTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final Instant EARLIER = Instant.parse("2026-02-19T05:00:00.123Z");
    private static final Instant LATER = Instant.parse("2026-02-20T05:00:00.456Z");

    private final LocalTable local = new LocalTable();
    private final Bills bills = new Bills(local.table());
    private Deliveries exports;

    @TempDir
    Path temporary;

    @BeforeEach
    void empty() {
        exports = Deliveries.to(AWS.s3(), "acme-several", "exports/");
    }

    @AfterEach
    void close() {
        local.close();
    }

    private Ingest ingest(String... together) {
        return ingest(local.table(), together);
    }

    private Ingest ingest(Table table, String... together) {
        return new Ingest(
                new ExportsBucket(AWS.s3(), exports.bucket(), exports.prefix()),
                new BillImport(table, Sample.engine(temporary.resolve("engine")), Set.of(together)),
                temporary);
    }

    private static Map<String, byte[]> costs(String account, String... costs) {
        StringBuilder text = new StringBuilder();
        for (String cost : costs) {
            String csv = csv(row("BillingAccountId", account, "BilledCost", cost));
            text.append(text.isEmpty() ? csv : csv.substring(csv.indexOf('\n') + 1));
        }
        return Map.of("costs-00001.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private List<String> current() {
        return bills.known(JANUARY).current().stream()
                .map(version -> version.id().source() + " " + version.id().account())
                .toList();
    }

    private double billed() {
        return bills.known(JANUARY).current().stream()
                .flatMap(version -> bills.content(version).parts().values().stream())
                .flatMap(List::stream)
                .mapToDouble(line -> line.cost().billed().doubleValue())
                .sum();
    }

    @Test
    void exports_of_all_kinds_stand_under_one_prefix_and_each_is_a_bill() {
        exports.over("acme-focus", "2026-01", costs("1", "1"));
        exports.beside("acme-focus-kept", "2026-01", LATER, costs("2", "2"));
        exports.over("acme-cur2", "2026-01", costs("3", "4"));
        exports.manifest(
                exports.key("acme-cur2", "metadata", "2026-01", "acme-cur2-Manifest.json"),
                "line_item_unblended_cost",
                List.of(exports.uri(exports.key("acme-cur2", "data", "2026-01", "costs-00001.csv"))));
        exports.report("acme-cur", "20260101-20260201", "0b7f-44aa", costs("4", "8"));
        exports.manifest(
                exports.key("acme-advice", "metadata", "2026-01", "acme-advice-Manifest.json"),
                "recommendation_id",
                List.of());

        List<Ingest.Result> results = ingest().reread(JANUARY, JANUARY);

        assertThat(current()).containsExactly("acme-cur 4", "acme-cur2 3", "acme-focus 1", "acme-focus-kept 2");
        assertThat(billed()).isEqualTo(15);
        assertThat(results)
                .filteredOn(Ingest.Result.Ignored.class::isInstance)
                .singleElement()
                .asString()
                .contains("acme-advice", "is not of costs in FOCUS or of a cost and usage report");
    }

    @Test
    void a_later_report_replaces_the_one_before_and_a_copy_read_late_does_not() {
        exports.report("acme-cur", "20260101-20260201", "first", costs("4", "8"));
        ingest().reread(JANUARY, JANUARY);
        String folder = "exports/acme-cur/20260101-20260201/";
        sleepASecond();
        String manifest = exports.report("acme-cur", "20260101-20260201", "second", costs("4", "9"));
        ingest().arrived(exports.bucket(), manifest);
        assertThat(billed()).isEqualTo(9);

        assertThat(ingest().arrived(exports.bucket(), folder + "first/acme-cur-Manifest.json")
                        .toString())
                .contains("is a copy");
        ingest().run(key(folder + "first/acme-cur-Manifest.json"));

        assertThat(billed()).isEqualTo(9);
        assertThat(current()).containsExactly("acme-cur 4");
    }

    @Test
    void a_report_that_names_another_bucket_is_not_read() {
        String manifest = exports.reportManifest(
                "exports/acme-cur/20260101-20260201/acme-cur-Manifest.json",
                "elsewhere",
                "a",
                List.of("exports/acme-cur/20260101-20260201/a/costs.csv"));

        assertThatThrownBy(() -> ingest().arrived(exports.bucket(), manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessage(
                        "s3://acme-several/" + manifest + ": lists 's3://elsewhere/exports/acme-cur/20260101-20260201/"
                                + "a/costs.csv', which does not stand under s3://acme-several/exports/");
    }

    @Test
    void a_second_export_of_an_account_is_refused() {
        exports.over("acme-focus", "2026-01", costs("1", "5"));
        ingest().reread(JANUARY, JANUARY);
        String manifest = exports.over("other-focus", "2026-01", costs("1", "5"));

        assertThatThrownBy(() -> ingest().arrived(exports.bucket(), manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessageStartingWith("s3://acme-several/" + manifest
                        + ": account 1 is billed for 2026-01 by the source 'acme-focus' already, known at 20")
                .hasMessageEndingWith("; 'other-focus' as well would count its costs twice, unless each has a part of"
                        + " them or the other is withdrawn before");
        assertThat(current()).containsExactly("acme-focus 1");
        assertThat(billed()).isEqualTo(5);
    }

    @Test
    void exports_that_each_have_a_part_of_an_account_are_both_counted_where_someone_says_so() {
        exports.over("acme-focus", "2026-01", costs("1", "5"));
        exports.over("other-focus", "2026-01", costs("1", "7"));

        ingest("acme-focus", "other-focus").reread(JANUARY, JANUARY);

        assertThat(current()).containsExactly("acme-focus 1", "other-focus 1");
        assertThat(billed()).isEqualTo(12);
    }

    @Test
    void an_export_that_was_withdrawn_leaves_its_account_to_another() {
        ingest().run(key(exports.beside("acme-focus", "2026-01", EARLIER, costs("1", "5"))));
        Instant between = EARLIER.plusSeconds(3600);

        assertThat(withdraw(between).toString()).contains("account=1", "withdrawn");
        assertThat(withdraw(between)).isEqualTo(Map.of("withdrawn", List.of()));
        assertThat(billed()).isZero();
        new Splits(local.table()).updateTouchedBy(JANUARY);
        assertThat(new Splits(local.table()).ledgers(JANUARY)).isEmpty();

        ingest().run(key(exports.beside("other-focus", "2026-01", LATER, costs("1", "6"))));
        new Splits(local.table()).updateTouchedBy(JANUARY);

        assertThat(billed()).isEqualTo(6);
        assertThat(new Splits(local.table()).ledgers(JANUARY))
                .singleElement()
                .satisfies(ledger -> assertThat(ledger.source()).isEqualTo("other-focus"));
        BillVersion before = bills.known(JANUARY).versions().getFirst();
        assertThat(bills.known(JANUARY).asKnownAt(between.minusMillis(1))).containsExactly(before);
    }

    @Test
    void what_is_known_already_is_not_withdrawn_before_it_was() {
        ingest().run(key(exports.beside("acme-focus", "2026-01", LATER, costs("1", "5"))));

        assertThatThrownBy(() -> withdraw(EARLIER))
                .hasMessageStartingWith("knownAt must be after " + LATER + ", since when ");
        assertThat(billed()).isEqualTo(5);
    }

    @Test
    void what_was_known_before_the_withdrawal_would_be_counted_twice_in_what_was_known_then() {
        ingest().run(key(exports.beside("acme-focus", "2026-01", EARLIER, costs("1", "5"))));
        withdraw(LATER.plusSeconds(3600));

        assertThatThrownBy(() -> ingest().run(key(exports.beside("other-focus", "2026-01", LATER, costs("1", "6")))))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining("known at " + EARLIER)
                .hasMessageContaining("would count its costs twice");
        assertThat(billed()).isZero();
    }

    private Map<String, Object> withdraw(Instant knownAt) {
        Map<String, Object> input =
                Map.of("source", "acme-focus", "from", "2026-01", "to", "2026-02", "knownAt", knownAt.toString());
        return new IngestFunction(ingest().bills(), Optional.empty(), Optional.empty(), Clock.systemUTC())
                .handleRequest(Map.of("withdraw", input), null);
    }

    @Test
    void of_two_exports_of_an_account_that_arrive_at_once_one_comes_in() throws Exception {
        List<String> manifests = List.of(
                exports.over("acme-focus", "2026-01", costs("1", "5")),
                exports.over("other-focus", "2026-01", costs("1", "5")));
        CyclicBarrier bothChecked = new CyclicBarrier(2);
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Ingest.Result>> results = manifests.stream()
                    .map(manifest -> workers.submit(
                            () -> ingest(beforeItsFirstWrite(bothChecked)).arrived(exports.bucket(), manifest)))
                    .toList();
            assertThat(results)
                    .satisfiesOnlyOnce(result -> assertThatThrownBy(result::get)
                            .hasRootCauseInstanceOf(NotImportedException.class)
                            .hasMessageContaining("would count its costs twice"));
        }
        assertThat(billed()).isEqualTo(5);
    }

    private Table beforeItsFirstWrite(CyclicBarrier barrier) {
        return local.through(WatchedClient.meeting(local.table().client(), "batchWriteItem", barrier));
    }

    @Test
    void two_deliveries_that_arrive_at_once_leave_the_later_one() throws Exception {
        String earlier = exports.beside("acme-focus", "2026-01", EARLIER, costs("1", "5"));
        String later = exports.beside("acme-focus", "2026-01", LATER, costs("1", "6"));
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Ingest.Result.Read>> runs = List.of(earlier, later, later, earlier).stream()
                    .map(manifest -> workers.submit(() -> ingest().run(key(manifest))))
                    .toList();
            for (Future<Ingest.Result.Read> run : runs) {
                run.get();
            }
        }
        assertThat(bills.known(JANUARY).versions())
                .extracting(BillVersion::knownAt)
                .containsExactly(EARLIER, LATER);
        assertThat(billed()).isEqualTo(6);
    }

    @Test
    void a_manifest_that_lists_nothing_is_refused() {
        exports.over("acme-focus", "2026-01", costs("1", "5"));
        ingest().reread(JANUARY, JANUARY);
        String manifest = exports.over("acme-focus", "2026-01", Map.of());

        assertThatThrownBy(() -> ingest().arrived(exports.bucket(), manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessage("s3://acme-several/" + manifest + ": lists no files");
        assertThat(billed()).isEqualTo(5);
    }

    @Test
    void a_manifest_that_lists_a_file_twice_is_refused() {
        exports.over("acme-focus", "2026-01", costs("1", "5"));
        ingest().reread(JANUARY, JANUARY);
        String file = exports.uri(exports.key("acme-focus", "data", "2026-01", "costs-00001.csv"));
        String manifest = exports.manifest(
                exports.key("acme-focus", "metadata", "2026-01", "acme-focus-Manifest.json"), List.of(file, file));

        assertThatThrownBy(() -> ingest().arrived(exports.bucket(), manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessage("s3://acme-several/" + manifest + ": lists " + file
                        + " twice, so its charges would count twice");
        assertThat(billed()).isEqualTo(5);
    }

    @Test
    void a_file_that_stands_in_the_bucket_twice_is_refused() {
        byte[] content = costs("1", "5").get("costs-00001.csv");
        String manifest = exports.over("acme-focus", "2026-01", Map.of("a.csv", content, "b.csv", content));
        String folder = "s3://acme-several/exports/acme-focus/data/BILLING_PERIOD=2026-01/";

        assertThatThrownBy(() -> ingest().arrived(exports.bucket(), manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining(folder + "a.csv")
                .hasMessageContaining(": has the same content as " + folder)
                .hasMessageContaining(folder + "b.csv")
                .hasMessageNotContaining(temporary.toString());
        assertThat(billed()).isZero();
    }

    @Test
    void a_parquet_file_that_is_cut_off_is_refused() throws IOException {
        exports.over("acme-focus", "2026-01", costs("1", "5"));
        ingest().reread(JANUARY, JANUARY);
        Path csv = Sample.write(temporary.resolve("whole.csv"), csv(row("BillingAccountId", "1")));
        byte[] whole = Files.readAllBytes(
                Sample.parquet(temporary.resolve("whole.parquet"), "SELECT * FROM read_csv('" + csv + "')"));
        String manifest =
                exports.over("acme-focus", "2026-01", Map.of("cut.parquet", Arrays.copyOf(whole, whole.length - 40)));

        assertThatThrownBy(() -> ingest().arrived(exports.bucket(), manifest))
                .isInstanceOf(NotImportedException.class)
                .hasMessageContaining("refused, problems: 1")
                .hasMessageContaining("s3://acme-several/exports/acme-focus/data/BILLING_PERIOD=2026-01/cut.parquet: ")
                .hasMessageNotContaining(temporary.toString());
        assertThat(billed()).isEqualTo(5);
    }

    @Test
    void an_event_told_again_after_a_later_delivery_reads_the_later_one() {
        exports.over("acme-focus", "2026-01", costs("1", "5"));
        String manifest = exports.over("acme-focus", "2026-01", costs("1", "6"));

        ingest().arrived(exports.bucket(), manifest);
        ingest().arrived(exports.bucket(), manifest);

        assertThat(bills.known(JANUARY).versions()).hasSize(1);
        assertThat(billed()).isEqualTo(6);
    }

    private static ManifestKey key(String key) {
        return ManifestKey.of(key).orElseThrow();
    }

    /// S3 tells times to the second.
    private static void sleepASecond() {
        try {
            Thread.sleep(1100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
