package costperchange.ingest;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import costperchange.ingest.focus.Sample;
import costperchange.store.LocalTable;
import costperchange.store.Splits;
import costperchange.store.WatchedClient;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class SplitFunctionTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth FEBRUARY = YearMonth.of(2026, 2);

    private final LocalTable local = new LocalTable();
    private final Splits splits = new Splits(local.table());

    @TempDir
    Path temporary;

    @BeforeEach
    void importTwoMonths() {
        Path january = Sample.write(temporary.resolve("january.csv"), csv(row()));
        Path february = Sample.write(
                temporary.resolve("february.csv"),
                csv(row(
                        "BillingPeriodStart", "2026-02-01T00:00:00Z",
                        "BillingPeriodEnd", "2026-03-01T00:00:00Z",
                        "ChargePeriodStart", "2026-02-05T10:00:00Z",
                        "ChargePeriodEnd", "2026-02-05T11:00:00Z")));
        new BillImport(local.table(), Sample.engine(temporary))
                .run(
                        new BillImport.Export("acme-focus", Instant.parse("2026-03-20T06:00:00Z"), null, false),
                        List.of(january, february));
    }

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void months_whose_bills_were_committed_are_split() {
        assertThat(splits.isSettling(JANUARY)).isTrue();

        StreamsEventResponse response = new SplitFunction(splits).handleRequest(Events.stream("bills-committed"), null);

        assertThat(response.getBatchItemFailures()).isEmpty();
        assertThat(splits.isSettling(JANUARY)).isFalse();
        assertThat(splits.isSettling(FEBRUARY)).isFalse();
        assertThat(splits.bill("checkout", JANUARY)).isPresent();
        assertThat(splits.ledgers(FEBRUARY)).hasSize(1);
    }

    @Test
    void every_record_whose_months_fail_is_reported_and_what_was_done_stays_done() {
        DynamoDbClient failing = WatchedClient.around(local.table().client(), new FailingLater());

        StreamsEventResponse response = new SplitFunction(new Splits(local.through(failing)))
                .handleRequest(Events.stream("bills-committed"), null);

        // January is done; its bills bear on February too, which fails for both records.
        assertThat(response.getBatchItemFailures())
                .extracting(BatchItemFailure::getItemIdentifier)
                .containsExactly("000000000000000000100", "000000000000000000200");
        assertThat(splits.isSettling(JANUARY)).isFalse();
        assertThat(splits.isSettling(FEBRUARY)).isTrue();
    }

    /// Lets one month's split be written, in two transactions, and no more.
    private static final class FailingLater implements WatchedClient.Watcher {
        private int writes;

        @Override
        public void before(String operation) {
            if (operation.equals("transactWriteItems") && ++writes > 2) {
                throw new IllegalStateException("the table is not to be reached");
            }
        }

        @Override
        public void after(String operation) {}
    }
}
