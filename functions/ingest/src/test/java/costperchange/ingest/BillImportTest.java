package costperchange.ingest;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.row;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Owner;
import costperchange.ingest.BillImport.Export;
import costperchange.ingest.BillImport.Outcome;
import costperchange.ingest.focus.Sample;
import costperchange.store.Bills;
import costperchange.store.Bills.Committed;
import costperchange.store.Catalogs;
import costperchange.store.LocalTable;
import costperchange.store.Splits;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BillImportTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final Instant MONDAY = Instant.parse("2026-02-16T06:00:00Z");
    private static final Instant TUESDAY = Instant.parse("2026-02-17T06:00:00Z");

    private final LocalTable local = new LocalTable();
    private BillImport bills;

    @TempDir
    Path temporary;

    @BeforeEach
    void wire() {
        bills = new BillImport(local.table(), Sample.engine(temporary));
    }

    @AfterEach
    void close() {
        local.close();
    }

    @SafeVarargs
    private Outcome run(Instant knownAt, Map<String, String>... rows) {
        Path file = Sample.write(temporary.resolve("bill.csv"), csv(rows));
        return bills.run(new Export("acme-focus", knownAt, null, false), List.of(file));
    }

    /// Rows of which each names an application of its own.
    private static Map<String, String>[] runs(int from, int to, String... accounts) {
        return IntStream.range(from, to)
                .mapToObj(run -> row(
                        "BillingAccountId",
                        accounts[run % accounts.length],
                        "Tags",
                        "{\"application\": \"run-" + run + "\"}"))
                .<Map<String, String>>toArray(Map[]::new);
    }

    private List<Committed.Taken> imported(Outcome outcome) {
        assertThat(outcome).isInstanceOf(Outcome.Imported.class);
        return ((Outcome.Imported) outcome).bills();
    }

    private List<BillVersion> known() {
        return new Bills(local.table()).known(JANUARY).versions();
    }

    @Test
    void an_export_of_several_accounts_is_several_bills() {
        assertThat(imported(run(MONDAY, row(), row("BillingAccountId", "other"), row("BilledCost", "3"))))
                .hasSize(2)
                .allMatch(Committed.Changed.class::isInstance);

        assertThat(known()).extracting(version -> version.id().account()).containsExactly("123", "other");
        assertThat(known()).extracting(BillVersion::rows).containsExactly(2L, 1L);
    }

    @Test
    void all_bills_are_written_or_none() {
        run(MONDAY, row("BillingAccountId", "second"));
        List<BillVersion> before = known();

        Outcome outcome =
                run(MONDAY, row("BillingAccountId", "first"), row("BillingAccountId", "second", "BilledCost", "99"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Contradicted.class,
                        contradicted -> assertThat(contradicted.known()).isEqualTo(before.getFirst()));
        assertThat(known()).isEqualTo(before);
    }

    @Test
    void a_bad_cell_anywhere_keeps_everything_out_and_all_are_named() {
        Outcome outcome = run(
                MONDAY,
                row(),
                row("BilledCost", "many"),
                row("BillingAccountId", "other", "ChargePeriodStart", "yesterday"));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.row() + " " + problem.column() + " " + problem.text())
                                .containsExactly("3 BilledCost many", "4 ChargePeriodStart yesterday"));
        assertThat(known()).isEmpty();
    }

    @Test
    void a_tag_that_names_every_single_run_is_not_taken_for_applications() {
        assertThat(run(MONDAY, runs(0, 10_001, "123")))
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .hasToString("the bills of 2026-01: charge 10001 applications with what is known, more"
                                        + " than 10000: is it a tag of single runs that names them?"));
        assertThat(known()).isEmpty();
    }

    @Test
    void two_accounts_of_one_file_do_not_get_more_applications_past_than_one() {
        assertThat(run(MONDAY, runs(0, 12_000, "123", "456"))).isInstanceOf(Outcome.Refused.class);
        assertThat(known()).isEmpty();
    }

    @Test
    void where_there_are_too_many_applications_already_a_bill_that_adds_few_comes_in() {
        run(MONDAY, runs(0, 9_990, "123"));

        assertThat(run(TUESDAY, runs(9_990, 10_080, "123"))).isInstanceOf(Outcome.Imported.class);
        assertThat(run(TUESDAY.plusSeconds(60), runs(10_080, 10_200, "123"))).isInstanceOf(Outcome.Refused.class);
    }

    @Test
    void an_unchanged_bill_is_only_confirmed() {
        run(MONDAY, row());

        assertThat(imported(run(MONDAY, row()))).singleElement().isInstanceOf(Committed.Known.class);
        assertThat(imported(run(TUESDAY, row()))).singleElement().isInstanceOf(Committed.Confirmed.class);

        assertThat(known()).extracting(BillVersion::knownAt).containsExactly(MONDAY, TUESDAY);
        assertThat(known())
                .extracting(BillVersion::content)
                .containsOnly(known().getFirst().content());
    }

    @Test
    void a_bill_that_was_withdrawn_stays_so_when_it_comes_again() {
        run(MONDAY, row());
        new Withdrawal(local.table())
                .run(new Withdrawal.Asked("acme-focus", JANUARY, JANUARY, MONDAY.plusSeconds(3600), false));

        assertThat(imported(run(MONDAY, row())))
                .singleElement()
                .isInstanceOfSatisfying(Committed.Superseded.class, superseded -> {
                    assertThat(superseded.known()).isTrue();
                    assertThat(superseded.current().rows()).isZero();
                });
        assertThat(imported(run(TUESDAY, row()))).singleElement().isInstanceOf(Committed.Changed.class);
    }

    @Test
    void what_was_withdrawn_can_be_withdrawn_earlier_and_for_good() {
        run(MONDAY, row());
        Instant noon = MONDAY.plusSeconds(6 * 3600);
        assertThat(withdraw(TUESDAY, false)).hasSize(1);
        assertThat(withdraw(noon, false)).hasSize(1);
        assertThat(new Bills(local.table()).known(JANUARY).asKnownAt(noon))
                .singleElement()
                .satisfies(version -> assertThat(version.rows()).isZero());

        assertThat(withdraw(TUESDAY.plusSeconds(1), false)).isEmpty();
        assertThat(withdraw(TUESDAY.plusSeconds(1), true)).hasSize(1);
        assertThat(withdraw(TUESDAY.plusSeconds(2), true)).isEmpty();
    }

    private List<BillVersion> withdraw(Instant knownAt, boolean nothingFollows) {
        Withdrawal.Outcome outcome = new Withdrawal(local.table())
                .run(new Withdrawal.Asked("acme-focus", JANUARY, JANUARY, knownAt, nothingFollows));
        return ((Withdrawal.Outcome.Withdrawn) outcome).bills();
    }

    @Test
    void overlapping_periods_of_an_account_come_in_with_one_delivery_and_again_with_the_next() {
        Map<String, String> first = row();
        Map<String, String> second =
                row("BillingPeriodStart", "2026-01-15T00:00:00Z", "BillingPeriodEnd", "2026-02-15T00:00:00Z");

        assertThat(imported(run(MONDAY, first, second))).hasSize(2);
        assertThat(imported(run(TUESDAY, first, second))).hasSize(2);
        assertThat(run(TUESDAY.plusSeconds(60), second)).isInstanceOf(Outcome.CountedTwice.class);
    }

    @Test
    void the_order_of_rows_does_not_matter() {
        run(MONDAY, row(), row("SubAccountId", "other"));

        assertThat(imported(run(MONDAY, row("SubAccountId", "other"), row())))
                .singleElement()
                .isInstanceOf(Committed.Known.class);
    }

    @Test
    void a_bill_knows_the_catalog_that_divided_it() {
        run(MONDAY, row());
        Instant version =
                new Catalogs(local.table()).upload("a", Catalog.NONE, null, Clock.fixed(TUESDAY, ZoneOffset.UTC));
        run(MONDAY, row());

        assertThat(known()).extracting(BillVersion::catalog).containsExactly(BillVersion.NO_CATALOG, version);
    }

    @Test
    void what_the_importer_says_of_the_files_is_recorded() {
        Path file = Sample.write(temporary.resolve("bill.csv"), csv(row()));

        bills.run(new Export("acme-focus", MONDAY, LocalDate.of(2026, 1, 31), true), List.of(file));

        assertThat(known()).singleElement().satisfies(version -> {
            assertThat(version.completeThrough()).isEqualTo(LocalDate.of(2026, 1, 31));
            assertThat(version.declaredFinal()).isTrue();
        });
    }

    @Test
    void a_tag_that_is_too_long_for_a_name_keeps_only_its_charge_from_an_application() {
        String longest = "#".repeat(200);

        imported(run(
                MONDAY,
                row("Tags", "{\"application\": \"" + longest + "\"}"),
                row("Tags", "{\"application\": \"" + longest + "#\"}")));

        assertThat(new Bills(local.table()).content(known().getFirst()).parts().keySet())
                .containsExactlyInAnyOrder(
                        new Owner.Application(longest), new Owner.Unallocated("application tag too long"));
    }

    @Test
    void the_longest_account_can_be_kept() {
        String longest = "#".repeat(200);

        imported(run(MONDAY, row("BillingAccountId", longest, "BillingCurrency", "#".repeat(40))));
        new Splits(local.table()).updateTouchedBy(JANUARY);

        assertThat(new Splits(local.table()).ledgers(JANUARY))
                .singleElement()
                .satisfies(ledger -> assertThat(ledger.account()).isEqualTo(longest));
    }

    @Test
    void an_export_without_files_is_no_bill() {
        Outcome outcome = bills.run(new Export("acme-focus", MONDAY, null, false), List.of());

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .hasToString("the bill: has no files: a bill without charges cannot be told from a"
                                        + " delivery that went wrong"));
    }

    @Test
    void a_bill_that_lost_its_rows_leaves_what_was_known() {
        run(MONDAY, row());
        List<BillVersion> before = known();
        Path header = Sample.write(temporary.resolve("header.csv"), csv(row()).split("\n")[0]);

        Outcome outcome = bills.run(new Export("acme-focus", TUESDAY, null, false), List.of(header));

        assertThat(outcome)
                .isInstanceOfSatisfying(
                        Outcome.Refused.class,
                        refused -> assertThat(refused.problems())
                                .singleElement()
                                .hasToString(header + ": has no rows: a bill without charges cannot be told from a"
                                        + " delivery that went wrong"));
        assertThat(known()).isEqualTo(before);
    }
}
