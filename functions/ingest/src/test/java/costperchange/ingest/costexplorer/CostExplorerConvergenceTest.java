package costperchange.ingest.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.BillVersion;
import costperchange.ingest.AwsClients;
import costperchange.ingest.BillImport;
import costperchange.ingest.costexplorer.CostExplorerImport.Report;
import costperchange.ingest.focus.Sample;
import costperchange.store.Bills;
import costperchange.store.CostExplorerAnswers;
import costperchange.store.LocalTable;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// However runs end, and however many there are: one bill, and no request beyond the budget.
class CostExplorerConvergenceTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);
    private static final String ACCOUNT = "111122223333";

    /// Totals, record types, two categories of which one has two pages.
    private static final int NEEDED = 6;

    private FakeCostExplorer aws;

    @TempDir
    Path temporary;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        aws = new FakeCostExplorer()
                .with("2026-01-01", "Usage", "checkout", "444455556666", "10.25", "8.5")
                .with("2026-01-02", "Usage", "search", "444455556666", "3", "3")
                .with("2026-01-03", "Usage", "search", "444455556666", "4", "4")
                .with("2026-01-03", "Tax", "", "444455556666", "2.1", "2.1")
                .paged(2)
                .settledBefore("2026-02-01");
    }

    @AfterEach
    void stop() {
        aws.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private Report run(Table table, int budget) {
        return new CostExplorerImport(
                        AwsClients.costExplorer(Optional.of(aws.endpoint())),
                        new BillImport(table, Sample.engine(temporary)),
                        new Enquiry(Enquiry.SOURCE, ACCOUNT, "application", Enquiry.By.ACCOUNT, Enquiry.Metrics.PLAIN),
                        budget,
                        CostExplorerImport.LAST_DAYS,
                        new Pace(
                                Clock.fixed(Instant.parse("2026-02-10T06:00:00Z"), ZoneOffset.UTC),
                                (Duration wait) -> {},
                                () -> 0))
                .run(JANUARY, JANUARY, false);
    }

    private static List<String> bills(Table table) {
        return new Bills(table)
                .known(JANUARY).versions().stream().map(BillVersion::toString).toList();
    }

    private static long counted(Table table) {
        return new CostExplorerAnswers(table).asked(ACCOUNT, FEBRUARY);
    }

    @Test
    void a_run_that_ends_before_or_after_any_call_to_the_table_changes_no_number() {
        List<String> expected;
        AtomicInteger calls = new AtomicInteger();
        try (LocalTable local = LocalTable.alone()) {
            run(local.through(failing(local, calls, -1)), 100);
            expected = bills(local.table());
            assertThat(counted(local.table())).isEqualTo(NEEDED);
        }
        int all = calls.get();
        assertThat(all).isGreaterThan(20);
        for (int at = 0; at < 2 * all; at++) {
            endsAt(at, expected);
        }
    }

    /// @param at even: before that call took effect; odd: after it did
    private void endsAt(int at, List<String> expected) {
        try (LocalTable local = new LocalTable()) {
            int before = aws.asked();
            boolean ended = false;
            try {
                run(local.through(failing(local, new AtomicInteger(), at)), 100);
            } catch (Ended end) {
                ended = true;
            }
            Report again = run(local.table(), 100);

            assertThat(ended).as("ended at " + at).isTrue();
            assertThat(again.unread()).as("ended at " + at).isEmpty();
            assertThat(bills(local.table())).as("ended at " + at).isEqualTo(expected);
            int sent = aws.asked() - before;
            assertThat(counted(local.table())).as("ended at " + at).isBetween((long) sent, NEEDED + 1L);
        }
    }

    @Test
    void ends_again_and_again_never_pass_the_budget() {
        try (LocalTable local = LocalTable.alone()) {
            for (int at = 0; at < 120; at++) {
                try {
                    run(local.through(failing(local, new AtomicInteger(), at % 23)), NEEDED - 2);
                } catch (Ended end) {
                    // And again.
                }
            }
            assertThat(aws.asked()).isLessThanOrEqualTo(NEEDED - 2);
            assertThat(counted(local.table())).isEqualTo(NEEDED - 2);
            assertThat(bills(local.table())).isEmpty();
        }
    }

    @Test
    void many_at_once_make_one_bill_within_the_budget() throws Exception {
        try (LocalTable local = LocalTable.alone();
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Report>> runs = IntStream.range(0, 4)
                    .mapToObj(i -> workers.submit(() -> run(local.table(), 4 * NEEDED)))
                    .toList();
            for (Future<Report> run : runs) {
                assertThat(run.get().unread()).isEmpty();
            }
            assertThat(bills(local.table())).hasSize(1);
            assertThat(aws.asked()).isLessThanOrEqualTo(4 * NEEDED);
            assertThat(counted(local.table())).isEqualTo(aws.asked());
        }
    }

    @Test
    void many_at_once_share_a_budget_that_is_too_small() throws Exception {
        try (LocalTable local = LocalTable.alone();
                ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Report>> runs = IntStream.range(0, 4)
                    .mapToObj(i -> workers.submit(() -> run(local.table(), 3)))
                    .toList();
            for (Future<Report> run : runs) {
                assertThat(run.get().unread()).hasSize(1);
            }
            assertThat(aws.asked()).isEqualTo(3);
        }
    }

    private static DynamoDbClient failing(LocalTable local, AtomicInteger calls, int at) {
        return WatchedClient.around(local.table().client(), new WatchedClient.Watcher() {
            @Override
            public void before(String operation) {
                endAt(2 * calls.get());
            }

            @Override
            public void after(String operation) {
                endAt(2 * calls.getAndIncrement() + 1);
            }

            private void endAt(int now) {
                if (now == at) {
                    throw new Ended();
                }
            }
        });
    }

    private static final class Ended extends RuntimeException {
        private static final long serialVersionUID = 1;
    }
}
