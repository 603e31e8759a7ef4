package costperchange.ingest;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.cost.Freshness;
import costperchange.ingest.BillImport.Export;
import costperchange.ingest.BillImport.Outcome;
import costperchange.ingest.focus.Sample;
import costperchange.store.Bills;
import costperchange.store.LocalTable;
import costperchange.store.Splits;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the bills of one month say of the months beside it.
class MonthsBesideTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final YearMonth MARCH = YearMonth.of(2026, 3);

    private final LocalTable local = new LocalTable();

    @TempDir
    Path temporary;

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void a_month_is_final_once_its_source_tells_of_the_next_long_enough_after_it() {
        run("export", "2026-02-05", JANUARY);
        assertThat(freshness(JANUARY).estimated()).isTrue();

        run("export", "2026-02-15", FEBRUARY);
        assertThat(freshness(JANUARY).estimated()).isTrue();
        run("export", "2026-02-16", FEBRUARY);
        assertThat(freshness(JANUARY)).isEqualTo(new Freshness(JANUARY.atEndOfMonth(), List.of(), false));
    }

    @Test
    void an_account_that_a_month_lacks_is_lacking_in_the_next_as_well() {
        run("export", "2026-03-05", FEBRUARY);
        run("export", "2026-03-05", MARCH);
        assertThat(freshness(MARCH).completeThrough()).isEqualTo("2026-03-03");

        run("people", "2026-02-03", JANUARY, "BillingAccountId", "people");
        assertThat(freshness(FEBRUARY).completeThrough()).isEqualTo("2026-01-31");
        assertThat(freshness(MARCH).completeThrough()).isEqualTo("2026-02-28");

        run("people", "2026-03-03", FEBRUARY, "BillingAccountId", "people");
        run("people", "2026-03-05", MARCH, "BillingAccountId", "people");
        assertThat(freshness(FEBRUARY).completeThrough()).isEqualTo("2026-02-28");
        assertThat(freshness(MARCH).completeThrough()).isEqualTo("2026-03-03");
    }

    @Test
    void of_two_bills_that_overlap_from_two_months_and_come_in_at_once_only_one_does() throws Exception {
        CyclicBarrier bothChecked = new CyclicBarrier(2);
        Map<String, String> crossing =
                row("BillingPeriodStart", "2026-01-15T00:00:00Z", "BillingPeriodEnd", "2026-02-15T00:00:00Z");
        try (ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Outcome> one =
                    workers.submit(() -> run(beforeItsFirstWrite(bothChecked), "one", "2026-02-16", crossing));
            Future<Outcome> other =
                    workers.submit(() -> run(beforeItsFirstWrite(bothChecked), "other", "2026-02-16", of(FEBRUARY)));
            assertThat(List.of(one.get(), other.get()))
                    .satisfiesOnlyOnce(outcome -> assertThat(outcome).isInstanceOf(Outcome.Imported.class));
        }
        assertThat(Stream.of(JANUARY, FEBRUARY)
                        .flatMap(month -> new Bills(local.table()).known(month).versions().stream()))
                .hasSize(1);
    }

    private Table beforeItsFirstWrite(CyclicBarrier barrier) {
        return local.through(WatchedClient.meeting(local.table().client(), "batchWriteItem", barrier));
    }

    /// Imports a month's bill and splits what it touches.
    private void run(String source, String knownAt, YearMonth month, String... changes) {
        Map<String, String> row = of(month);
        row.putAll(changes.length == 0 ? Map.of() : Map.of(changes[0], changes[1]));
        assertThat(run(local.table(), source, knownAt, row)).isInstanceOf(Outcome.Imported.class);
        new Splits(local.table()).updateTouchedBy(month);
    }

    private Outcome run(Table table, String source, String knownAt, Map<String, String> row) {
        Path file = Sample.write(temporary.resolve(source + ".csv"), csv(row));
        return new BillImport(table, Sample.engine(temporary.resolve("engine-" + source)))
                .run(new Export(source, Instant.parse(knownAt + "T06:00:00Z"), null, false), List.of(file));
    }

    private static Map<String, String> of(YearMonth month) {
        return row(
                "BillingPeriodStart", month.atDay(1) + "T00:00:00Z",
                "BillingPeriodEnd", month.plusMonths(1).atDay(1) + "T00:00:00Z",
                "ChargePeriodStart", month.atDay(1) + "T00:00:00Z",
                "ChargePeriodEnd", month.atDay(2) + "T00:00:00Z");
    }

    private Freshness freshness(YearMonth month) {
        return new Splits(local.table()).bill("checkout", month).orElseThrow().freshness();
    }
}
