package costperchange.calculator.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
    void what_was_said_of_a_bill_once_holds_when_the_same_is_told_again() {
        BillVersion plain = version("2026-02-01T00:00:00Z", NONE, "a");
        BillVersion through = said(plain, LocalDate.of(2026, 12, 31), false);
        BillVersion closed = said(plain, null, true);
        BillVersion both = said(plain, LocalDate.of(2026, 12, 31), true);
        assertThat(known(through).keeping(closed)).isEqualTo(both);
        assertThat(known(through, both).keeping(plain)).isEqualTo(both);
        assertThat(known(closed)
                        .keeping(version("2026-02-02T00:00:00Z", NONE, "a"))
                        .declaredFinal())
                .isFalse();
    }

    @Test
    void two_sources_may_bill_an_account_one_after_the_other_but_at_no_time_both() {
        KnownBills takenOver = known(
                of("cost-explorer", "2026-01-05T00:00:00Z", 1),
                of("cost-explorer", "2026-01-10T00:00:00Z", 0),
                of("export", "2026-01-11T00:00:00Z", 1));
        assertThat(takenOver.alsoBilling(of("export", "2026-01-10T00:00:00Z", 1), Optional.empty(), Together.NONE))
                .isEmpty();
        assertThat(takenOver.alsoBilling(of("export", "2026-01-07T00:00:00Z", 1), Optional.empty(), Together.NONE))
                .map(BillVersion::knownAt)
                .contains(Instant.parse("2026-01-05T00:00:00Z"));
    }

    @Test
    void what_is_told_of_the_past_only_is_held_against_what_was_known_then() {
        KnownBills known = known(
                of("cost-explorer", "2026-01-01T00:00:00Z", 1),
                of("cost-explorer", "2026-01-10T00:00:00Z", 0),
                of("export", "2026-01-10T00:00:00Z", 1));
        BillVersion again = of("cost-explorer", "2026-01-05T00:00:00Z", 1);
        assertThat(known.until(again)).contains(Instant.parse("2026-01-10T00:00:00Z"));
        assertThat(known.alsoBilling(again, known.until(again), Together.NONE)).isEmpty();
    }

    @Test
    void a_bill_known_early_and_withdrawn_since_is_held_against_one_that_came_in_between() {
        KnownBills known = known(of("export", "2026-01-05T00:00:00Z", 1), of("export", "2026-01-10T00:00:00Z", 0));
        assertThat(known.alsoBilling(of("other", "2026-01-03T00:00:00Z", 1), Optional.empty(), Together.NONE))
                .isPresent();
    }

    @Test
    void bills_of_one_delivery_may_overlap_and_those_of_sources_that_share_an_account() {
        Period later = new Period(Instant.parse("2026-01-15T00:00:00Z"), Instant.parse("2026-02-15T00:00:00Z"));
        BillVersion one = of("export", "2026-01-20T00:00:00Z", 1);
        BillId next = new BillId("export", "account", later);
        BillVersion coming = new BillVersion(next, one.knownAt(), one.catalog(), "b", 1, null, false, List.of(), null);
        KnownBills known = known(one);
        assertThat(known.alsoBilling(coming, Optional.empty(), Together.NONE)).contains(one);
        assertThat(known.alsoBilling(coming, Optional.empty(), new Together(Set.of(), List.of(one.id(), coming.id()))))
                .isEmpty();
        assertThat(known.alsoBilling(
                        of("support", "2026-01-20T00:00:00Z", 1),
                        Optional.empty(),
                        new Together(Set.of("export", "support"), List.of())))
                .isEmpty();
    }

    private static KnownBills known(BillVersion... versions) {
        KnownBills known = KnownBills.none(JANUARY);
        for (BillVersion version : versions) {
            known = known.with(version, List.of("shop"));
        }
        return known;
    }

    private static BillVersion version(String knownAt, String catalog, String content) {
        return version("export", knownAt, catalog, content, 1);
    }

    private static BillVersion of(String source, String knownAt, long rows) {
        return version(source, knownAt, NONE, "a", rows);
    }

    private static BillVersion version(String source, String knownAt, String catalog, String content, long rows) {
        return new BillVersion(
                new BillId(source, "account", Period.of(JANUARY)),
                Instant.parse(knownAt),
                Instant.parse(catalog),
                content,
                rows,
                null,
                false,
                List.of(),
                null);
    }

    private static BillVersion said(BillVersion like, LocalDate completeThrough, boolean declaredFinal) {
        return new BillVersion(
                like.id(),
                like.knownAt(),
                like.catalog(),
                like.content(),
                like.rows(),
                completeThrough,
                declaredFinal,
                List.of(),
                null);
    }
}
