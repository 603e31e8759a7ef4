package costperchange.calculator.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.junit.jupiter.api.Test;

class KnownBillsTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final String NONE = "1970-01-01T00:00:00Z";

    @Test
    void the_version_known_last_is_current_whenever_it_came() {
        BillVersion older = version("2026-02-01T00:00:00Z", NONE, "a");
        BillVersion newer = version("2026-02-02T00:00:00Z", NONE, "b");
        assertThat(known(newer, older).current()).containsExactly(newer);
        assertThat(known(newer, older)).isEqualTo(known(older, newer, older));
    }

    @Test
    void as_known_at_a_time_is_the_bill_known_then_by_the_catalog_that_held_then() {
        BillVersion first = version("2026-02-01T00:00:00Z", NONE, "a");
        BillVersion reread = version("2026-02-01T00:00:00Z", "2026-02-10T00:00:00Z", "b");
        BillVersion restated = version("2026-02-20T00:00:00Z", "2026-02-10T00:00:00Z", "c");
        KnownBills known = known(first, reread, restated);
        assertThat(known.asKnownAt(Instant.parse("2026-01-31T00:00:00Z"))).isEmpty();
        assertThat(known.asKnownAt(Instant.parse("2026-02-05T00:00:00Z"))).containsExactly(first);
        assertThat(known.asKnownAt(Instant.parse("2026-02-15T00:00:00Z"))).containsExactly(reread);
        assertThat(known.asKnownAt(Instant.parse("2026-02-20T00:00:00Z"))).containsExactly(restated);
    }

    @Test
    void a_bill_read_by_later_catalogs_only_is_shown_by_the_first_of_them() {
        BillVersion imported = version("2026-02-01T00:00:00Z", "2026-11-01T00:00:00Z", "a");
        BillVersion again = version("2026-02-01T00:00:00Z", "2026-11-02T00:00:00Z", "b");
        assertThat(known(imported, again).asKnownAt(Instant.parse("2026-03-01T00:00:00Z")))
                .containsExactly(imported);
    }

    @Test
    void two_contents_for_one_time_contradict_each_other() {
        BillVersion one = version("2026-02-01T00:00:00Z", NONE, "a");
        assertThat(known(one).contradicting(version("2026-02-01T00:00:00Z", NONE, "b")))
                .contains(one);
        assertThat(known(one).contradicting(one)).isEmpty();
    }

    @Test
    void that_the_same_charges_are_final_can_be_said_later_and_is_not_taken_back() {
        BillVersion open = version("2026-02-01T00:00:00Z", NONE, "a");
        BillVersion closed = new BillVersion(
                open.id(), open.knownAt(), open.catalog(), "a", open.rows(), null, true, List.of(), null);
        assertThat(known(open).contradicting(closed)).isEmpty();
        assertThat(known(open, closed).current()).containsExactly(closed);
        assertThat(known(closed, open).current()).containsExactly(closed);
    }

    @Test
    void what_comes_once_a_year_is_not_waited_for_a_month_later() {
        BillVersion monthly = version("2026-02-03T00:00:00Z", NONE, "a");
        BillVersion yearly = new BillVersion(
                monthly.id(),
                monthly.knownAt(),
                monthly.catalog(),
                "a",
                1,
                LocalDate.of(2026, 12, 31),
                true,
                List.of(),
                null);
        assertThat(known(monthly).awaited(List.of(monthly)))
                .containsExactly(Awaited.after(monthly.id(), monthly.knownAt()));
        assertThat(known(yearly).awaited(List.of(yearly))).isEmpty();
    }

    private static KnownBills known(BillVersion... versions) {
        KnownBills known = KnownBills.none(JANUARY);
        for (BillVersion version : versions) {
            known = known.with(version, List.of("shop"));
        }
        return known;
    }

    private static BillVersion version(String knownAt, String catalog, String content) {
        return new BillVersion(
                new BillId("export", "account", Period.of(JANUARY)),
                Instant.parse(knownAt),
                Instant.parse(catalog),
                content,
                1,
                null,
                false,
                List.of(),
                null);
    }
}
