package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.BillId;
import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.time.Period;
import costperchange.store.Bills.Committed;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A person is told whether the numbers are those of the bill that came in.
class BillLinesTest {

    private static final BillVersion OLDER = version("2026-11-02T06:00:00Z", 7);
    private static final BillVersion LATER = version("2026-11-03T06:00:00Z", 9);
    private static final BillVersion WITHDRAWN = version("2026-11-03T06:00:00.001Z", 0);

    private static BillVersion version(String knownAt, long rows) {
        return new BillVersion(
                new BillId("import", "acme", Period.of(YearMonth.of(2026, 10))),
                Instant.parse(knownAt),
                BillVersion.NO_CATALOG,
                "content",
                rows,
                null,
                false,
                List.of(),
                null);
    }

    @Test
    void a_bill_that_stands_is_new_or_known() {
        assertThat(BillLines.of(new Committed.Changed(LATER))).isEqualTo("bill import acme 2026-10: 9 rows, new");
        assertThat(BillLines.of(new Committed.Known(LATER))).isEqualTo("bill import acme 2026-10: known already");
    }

    @Test
    void a_bill_that_is_older_than_another_is_not_what_stands() {
        assertThat(BillLines.of(new Committed.Superseded(OLDER, LATER, false)))
                .isEqualTo("bill import acme 2026-10: 7 rows, older than what is known since 2026-11-03T06:00:00Z,"
                        + " which stays");
        assertThat(BillLines.of(new Committed.Superseded(OLDER, LATER, true)))
                .isEqualTo("bill import acme 2026-10: known already; what is known since 2026-11-03T06:00:00Z stays");
    }

    @Test
    void a_bill_that_was_withdrawn_stays_so() {
        assertThat(BillLines.of(new Committed.Superseded(OLDER, WITHDRAWN, false)))
                .isEqualTo("bill import acme 2026-10: 7 rows, older than its withdrawal, which stays");
        assertThat(BillLines.of(new Committed.Superseded(LATER, WITHDRAWN, true)))
                .isEqualTo("bill import acme 2026-10: known already; its withdrawal stays");
    }
}
