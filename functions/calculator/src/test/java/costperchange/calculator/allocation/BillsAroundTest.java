package costperchange.calculator.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.cost.Freshness;
import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BillsAroundTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth DECEMBER = JANUARY.minusMonths(1);
    private static final YearMonth NOVEMBER = JANUARY.minusMonths(2);
    private static final YearMonth FEBRUARY = JANUARY.plusMonths(1);
    private static final LocalDate NOTHING = LocalDate.of(2025, 12, 31);

    @Test
    void a_month_goes_as_far_as_the_account_furthest_behind() {
        Freshness freshness =
                freshness(bill("export", "one", JANUARY, "2026-01-20"), bill("export", "other", JANUARY, "2026-01-12"));
        assertThat(freshness.completeThrough()).isEqualTo(LocalDate.of(2026, 1, 10));
        assertThat(freshness.estimated()).isTrue();
    }

    @Test
    void an_account_billed_last_month_and_not_yet_this_month_holds_the_month_up_for_as_long_as_it_took_last_time() {
        BillVersion daily = bill("other", "account", DECEMBER, "2025-12-02");
        BillVersion before = bill("export", "main", DECEMBER, "2025-12-02");
        assertThat(through("2026-01-07", before, daily)).isEqualTo(NOTHING);
        assertThat(through("2026-01-20", before, daily)).isEqualTo(LocalDate.of(2026, 1, 18));
        assertThat(through("2026-01-07", before)).isEqualTo(LocalDate.of(2026, 1, 5));

        BillVersion afterTheMonth = bill("people", "people", DECEMBER, "2026-01-04");
        assertThat(through("2026-01-20", before, afterTheMonth)).isEqualTo(NOTHING);
        assertThat(through("2026-02-10", before, afterTheMonth)).isEqualTo(NOTHING);
        assertThat(through("2026-02-11", before, afterTheMonth)).isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @Test
    void an_account_that_the_month_before_still_waits_for_is_waited_for_here_as_well() {
        BillVersion people = bill("people", "people", NOVEMBER, "2025-12-04");
        BillVersion december = bill("export", "main", DECEMBER, "2025-12-02");
        assertThat(through("2026-01-05", people, december)).isEqualTo(NOTHING);
        assertThat(through("2026-01-12", people, december)).isEqualTo(LocalDate.of(2026, 1, 10));
        BillVersion came = bill("people", "people", DECEMBER, "2026-01-05");
        BillVersion planned = bill("people", "people", JANUARY, "2026-01-05");
        assertThat(through("2026-01-05", people, december, came, planned)).isEqualTo(LocalDate.of(2026, 1, 3));
    }

    @Test
    void that_an_account_ended_is_seen_by_the_bills_of_the_month_after() {
        BillVersion ended = bill("vendor", "ended", DECEMBER, "2026-01-06");
        assertThat(through("2026-02-05", ended)).isEqualTo(NOTHING);
        assertThat(through("2026-02-05", ended, bill("export", "main", FEBRUARY, "2026-02-12")))
                .isEqualTo(NOTHING);
        assertThat(through("2026-02-05", ended, bill("export", "main", FEBRUARY, "2026-02-13")))
                .isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @Test
    void an_account_that_began_late_in_its_first_month_is_not_said_to_come_late_each_time() {
        BillVersion old = bill("export", "main", NOVEMBER, "2025-11-02");
        BillVersion before = bill("export", "main", DECEMBER, "2025-12-02");
        BillVersion young = bill("export", "young", DECEMBER, "2025-12-21");
        assertThat(through("2026-01-06", old, before, young)).isEqualTo(NOTHING);
        assertThat(through("2026-01-08", old, before, young)).isEqualTo(LocalDate.of(2026, 1, 6));
    }

    @Test
    void a_bill_imported_years_later_is_not_said_to_come_years_later_each_time() {
        BillVersion old = bill("people", "people", DECEMBER, "2028-05-01");
        assertThat(through("2026-02-20", old)).isEqualTo(NOTHING);
        assertThat(through("2026-02-23", old)).isEqualTo(LocalDate.of(2026, 1, 31));
    }

    @Test
    void what_comes_once_a_year_is_not_waited_for_a_month_later() {
        BillVersion monthly = bill("licences", "licences", DECEMBER, "2026-01-03");
        BillVersion yearly = new BillVersion(
                monthly.id(),
                monthly.knownAt(),
                monthly.catalog(),
                "a",
                1,
                LocalDate.of(2026, 11, 30),
                true,
                List.of(),
                null);
        assertThat(through("2026-01-20", monthly)).isEqualTo(NOTHING);
        assertThat(through("2026-01-20", yearly)).isEqualTo(LocalDate.of(2026, 1, 18));
    }

    @Test
    void an_account_that_another_source_bills_now_is_not_waited_for_but_each_part_of_one_is() {
        BillVersion old = bill("old", "account", DECEMBER, "2025-12-02");
        BillVersion support = bill("support", "account", DECEMBER, "2025-12-02");
        BillVersion next = bill("new", "account", JANUARY, "2026-01-04");
        BillVersion part = bill("old", "account", JANUARY, "2026-01-04");
        assertThat(freshness(old, next).completeThrough()).isEqualTo(LocalDate.of(2026, 1, 2));
        assertThat(freshness(old, support, part).completeThrough()).isEqualTo(NOTHING);
    }

    @Test
    void a_withdrawn_bill_leaves_the_month_open_until_another_source_bills_its_account_or_none_will() {
        BillVersion main = bill("export", "main", JANUARY, "2026-02-20");
        BillVersion withdrawn = empty("old", false);
        BillVersion next = bill("new", "account", JANUARY, "2026-02-20");
        assertThat(freshness(main, withdrawn)).isEqualTo(new Freshness(NOTHING, List.of(), true));
        assertThat(freshness(main, withdrawn, next).completeThrough()).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(freshness(main, empty("old", true)).completeThrough()).isEqualTo(LocalDate.of(2026, 1, 31));
        assertThat(freshness(empty("old", true))).isEqualTo(new Freshness(NOTHING, List.of(), true));
    }

    @Test
    void a_bill_is_estimated_until_its_source_tells_of_the_account_fifteen_days_after_its_period() {
        BillVersion january = bill("people", "people", JANUARY, "2026-02-03");
        assertThat(freshness(january).estimated()).isTrue();
        assertThat(freshness(january, bill("people", "people", FEBRUARY, "2026-02-15"))
                        .estimated())
                .isTrue();
        assertThat(freshness(january, bill("people", "people", FEBRUARY, "2026-02-16"))
                        .estimated())
                .isFalse();
        assertThat(freshness(january, bill("export", "people", FEBRUARY, "2026-03-03"))
                        .estimated())
                .isTrue();
    }

    @Test
    void a_later_bill_of_an_account_carries_on_only_from_where_the_earlier_one_is_complete() {
        Period first = new Period(Instant.parse("2025-12-15T00:00:00Z"), Instant.parse("2026-01-15T00:00:00Z"));
        Period second = new Period(Instant.parse("2026-01-15T00:00:00Z"), Instant.parse("2026-02-15T00:00:00Z"));
        BillVersion later = version(new BillId("export", "account", second), "2026-01-20", 1, false);
        BillVersion torn = version(new BillId("export", "account", first), "2026-01-05", 1, false);
        BillVersion whole = version(new BillId("export", "account", first), "2026-01-17", 1, false);
        assertThat(freshness(later, torn).completeThrough()).isEqualTo(LocalDate.of(2026, 1, 3));
        assertThat(freshness(later, whole).completeThrough()).isEqualTo(LocalDate.of(2026, 1, 18));
    }

    /// January's, with the export's bill of it known at a time.
    private static LocalDate through(String knownAt, BillVersion... others) {
        List<BillVersion> all = new ArrayList<>(List.of(others));
        all.add(bill("export", "main", JANUARY, knownAt));
        return freshness(all.toArray(BillVersion[]::new)).completeThrough();
    }

    private static Freshness freshness(BillVersion... versions) {
        return new BillsAround(
                        known(NOVEMBER, versions),
                        known(DECEMBER, versions),
                        known(JANUARY, versions),
                        known(FEBRUARY, versions))
                .freshness(KnownBills::current);
    }

    private static KnownBills known(YearMonth month, BillVersion... versions) {
        KnownBills known = KnownBills.none(month);
        for (BillVersion version : versions) {
            known = version.id().month().equals(month) ? known.with(version, List.of()) : known;
        }
        return known;
    }

    private static BillVersion bill(String source, String account, YearMonth month, String knownAt) {
        return version(new BillId(source, account, Period.of(month)), knownAt, 1, false);
    }

    private static BillVersion empty(String source, boolean nothingFollows) {
        return version(new BillId(source, "account", Period.of(JANUARY)), "2026-02-20", 0, nothingFollows);
    }

    private static BillVersion version(BillId id, String knownAt, long rows, boolean declaredFinal) {
        return new BillVersion(
                id,
                Instant.parse(knownAt + "T00:00:00Z"),
                BillVersion.NO_CATALOG,
                "a",
                rows,
                null,
                declaredFinal,
                List.of(),
                null);
    }
}
