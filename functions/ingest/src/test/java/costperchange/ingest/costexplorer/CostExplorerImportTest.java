package costperchange.ingest.costexplorer;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.BillsAround;
import costperchange.calculator.allocation.KnownBills;
import costperchange.calculator.allocation.Owner;
import costperchange.calculator.allocation.Posted;
import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.money.Cost;
import costperchange.ingest.AwsClients;
import costperchange.ingest.BillImport;
import costperchange.ingest.costexplorer.CostExplorerImport.Report;
import costperchange.ingest.costexplorer.CostExplorerImport.Result;
import costperchange.ingest.costexplorer.FakeCostExplorer.Trouble;
import costperchange.ingest.focus.Sample;
import costperchange.store.Bills;
import costperchange.store.CostExplorerAnswers;
import costperchange.store.LocalTable;
import costperchange.store.Table;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a Cost Explorer over HTTP that groups, filters and pages as the real one, and fails when told to.
class CostExplorerImportTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final String ACCOUNT = "111122223333";
    private static final String ONE = "444455556666";
    private static final String TWO = "777788889999";

    private final LocalTable local = new LocalTable();
    private final List<Duration> waits = new ArrayList<>();
    private FakeCostExplorer aws;

    @TempDir
    Path temporary;

    @BeforeEach
    void start() throws IOException {
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        aws = new FakeCostExplorer()
                .with("2026-01-01", "Usage", "checkout", ONE, "10.25", "8.5")
                .with("2026-01-01", "Usage", "", TWO, "1E-7", "0.0000001")
                .with("2026-01-02", "Usage", "search", ONE, "3", "3")
                .with("2026-01-02", "SavingsPlanCoveredUsage", "search", ONE, "5", "4")
                .with("2026-01-02", "SavingsPlanNegation", "search", ONE, "-5", "0")
                .with("2026-01-03", "Tax", "", ONE, "2.1", "2.1")
                .with("2026-01-03", "Credit", "checkout", ONE, "-1.5", "-1.5")
                .with("2026-01-31", "Refund", "", ONE, "-0.25", "-0.25")
                .with("2026-01-31", "RIFee", "", ONE, "100", "0")
                .settledBefore("2026-02-01");
    }

    @AfterEach
    void stop() {
        aws.close();
        local.close();
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private CostExplorerImport at(String now, int budget) {
        return at(now, budget, local.table(), Enquiry.By.ACCOUNT);
    }

    private CostExplorerImport at(String now, int budget, Table table, Enquiry.By by) {
        return new CostExplorerImport(
                AwsClients.costExplorer(Optional.of(aws.endpoint())),
                new BillImport(table, Sample.engine(temporary)),
                new Enquiry(Enquiry.SOURCE, ACCOUNT, "application", by, Enquiry.Metrics.PLAIN),
                budget,
                CostExplorerImport.LAST_DAYS,
                new Pace(Clock.fixed(Instant.parse(now), ZoneOffset.UTC), waits::add, () -> 0));
    }

    private Report january(String now, int budget) {
        return at(now, budget).run(JANUARY, JANUARY, false);
    }

    private List<BillVersion> versions() {
        return new Bills(local.table()).known(JANUARY).versions();
    }

    private BillVersion current() {
        return new Bills(local.table()).known(JANUARY).current().getFirst();
    }

    private Map<Owner, List<Posted>> parts() {
        return new Bills(local.table()).content(current()).parts();
    }

    private long counted(String month) {
        return new CostExplorerAnswers(local.table()).asked(ACCOUNT, YearMonth.parse(month));
    }

    private Map<String, Cost> costs() {
        Map<String, Cost> costs = new TreeMap<>();
        parts().forEach((owner, lines) -> lines.forEach(line -> costs.merge(
                owner.name() + " " + line.line().kind().day() + " "
                        + ChargeKind.of(
                                line.line().kind().category(),
                                line.line().kind().correction()),
                line.cost(),
                Cost::plus)));
        return costs;
    }

    @Test
    void a_month_comes_in_by_day_kind_and_tag_to_the_last_digit() {
        Report report = january("2026-02-10T06:00:00Z", 100);

        String nobody = "no rule matches and no application tag ";
        assertThat(costs())
                .isEqualTo(Map.of(
                        "checkout 2026-01-01 USAGE",
                        Cost.of("10.25", "8.5"),
                        nobody + "2026-01-01 USAGE",
                        Cost.of("0.0000001", "0.0000001"),
                        "search 2026-01-02 USAGE",
                        Cost.of("3", "7"),
                        nobody + "2026-01-03 TAX",
                        Cost.of("2.1", "2.1"),
                        "checkout 2026-01-03 CREDIT",
                        Cost.of("-1.5", "-1.5"),
                        nobody + "2026-01-31 CORRECTION",
                        Cost.of("-0.25", "-0.25"),
                        nobody + "2026-01-31 PURCHASE",
                        Cost.of("100", "0")));
        assertThat(report.unread()).isEmpty();
        assertThat(report.sent()).isEqualTo(7).isEqualTo(aws.asked());
        assertThat(report.asked()).isEqualTo(7);
        assertThat(report.notes()).isEmpty();
        assertThat(current().id().source()).isEqualTo("cost-explorer");
        assertThat(current().id().account()).isEqualTo(ACCOUNT);
        assertThat(current().knownAt()).isEqualTo(Instant.parse("2026-02-10T06:00:00Z"));
        assertThat(current().declaredFinal()).isTrue();
        assertThat(current().rows()).isEqualTo(7);
    }

    @Test
    void groups_may_be_products() {
        at("2026-02-10T06:00:00Z", 100, local.table(), Enquiry.By.SERVICE).run(JANUARY, JANUARY, false);

        assertThat(costs()).containsEntry("checkout 2026-01-01 USAGE", Cost.of("10.25", "8.5"));
    }

    @Test
    void pages_are_followed_and_make_the_same_bill() {
        january("2026-02-10T06:00:00Z", 100);
        String whole = current().content();
        aws.paged(1);

        Report paged = at("2026-02-11T06:00:00Z", 100).run(JANUARY, JANUARY, true);

        assertThat(paged.unread()).isEmpty();
        assertThat(paged.sent()).isGreaterThan(7);
        assertThat(current().content()).isEqualTo(whole);
        assertThat(versions()).hasSize(2);
    }

    @Test
    void running_again_asks_for_nothing_on_the_same_day_and_changes_nothing() {
        january("2026-01-20T06:00:00Z", 100);
        List<BillVersion> before = versions();
        int asked = aws.asked();

        Report again = january("2026-01-20T18:00:00Z", 100);

        assertThat(again.sent()).isZero();
        assertThat(aws.asked()).isEqualTo(asked);
        assertThat(versions()).isEqualTo(before);
    }

    @Test
    void an_open_month_is_read_anew_each_day_and_stays_estimated() {
        january("2026-01-20T06:00:00Z", 100);
        assertThat(current().isEstimated()).isTrue();
        aws.with("2026-01-19", "Usage", "late", ONE, "7", "7");

        Report next = january("2026-01-21T06:00:00Z", 100);

        assertThat(next.sent()).isPositive();
        assertThat(costs()).containsEntry("late 2026-01-19 USAGE", Cost.of("7", "7"));
        assertThat(current().declaredFinal()).isFalse();
    }

    @Test
    void a_settled_month_comes_from_the_store_until_it_is_asked_for_again() {
        aws.settledBefore("2026-01-15");
        january("2026-02-10T06:00:00Z", 100);
        assertThat(current().declaredFinal()).isFalse();
        assertThat(january("2026-02-11T06:00:00Z", 100).sent()).isPositive();

        aws.settledBefore("2026-02-01");
        assertThat(january("2026-02-12T06:00:00Z", 100).sent()).isPositive();
        assertThat(january("2026-03-12T06:00:00Z", 100).sent()).isZero();
        assertThat(current().knownAt()).isEqualTo(Instant.parse("2026-02-12T06:00:00Z"));
        assertThat(at("2026-03-12T06:00:00Z", 100).run(JANUARY, JANUARY, true).sent())
                .isPositive();
    }

    @Test
    void a_month_that_just_ended_is_read_anew_for_three_days_whatever_is_said_of_it() {
        january("2026-02-01T06:00:00Z", 100);

        assertThat(january("2026-02-03T06:00:00Z", 100).sent()).isPositive();
        assertThat(january("2026-02-04T06:00:00Z", 100).sent()).isPositive();
        assertThat(january("2026-02-05T06:00:00Z", 100).sent()).isZero();
    }

    @Test
    void each_day_the_open_month_and_the_one_before_are_read() {
        Report report = at("2026-02-01T06:00:00Z", 100).daily();

        assertThat(report.months())
                .satisfiesExactly(
                        before -> assertThat(before).isInstanceOf(Result.Read.class),
                        open -> assertThat(open).isEqualTo(new Result.NotBegun(YearMonth.of(2026, 2))));
    }

    @Test
    void a_budget_that_is_used_up_says_what_was_not_read_and_goes_on_where_it_was() {
        Report first = january("2026-02-10T06:00:00Z", 4);

        assertThat(aws.asked()).isEqualTo(4);
        assertThat(first.unread())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why())
                        .isEqualTo("2026-01-01 to 2026-01-31 by tag:application, LINKED_ACCOUNT of Tax was not"
                                + " asked for: the budget of 4 requests in 2026-02 is used up"));
        assertThat(versions()).isEmpty();

        assertThat(january("2026-02-10T07:00:00Z", 4).sent()).isZero();
        assertThat(january("2026-02-10T08:00:00Z", 7).sent()).isEqualTo(3);
        assertThat(versions()).hasSize(1);
        assertThat(counted("2026-02")).isEqualTo(7);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ThrottlingException", "LimitExceededException", "InternalServerError"})
    void a_passing_trouble_is_waited_out_longer_each_time_and_every_try_is_counted(String type) {
        int status = type.equals("InternalServerError") ? 500 : 400;
        aws.fails(Trouble.error(status, type), Trouble.error(status, type), Trouble.error(status, type));

        Report report = january("2026-02-10T06:00:00Z", 100);

        assertThat(report.unread()).isEmpty();
        assertThat(waits).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(counted("2026-02")).isEqualTo(10).isEqualTo(aws.asked());
    }

    @Test
    void waits_are_spread_between_half_and_whole() {
        List<Duration> noted = new ArrayList<>();
        Pace late = new Pace(Clock.systemUTC(), noted::add, () -> 1);
        late.before(1);
        late.before(20);

        assertThat(noted).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(30));
    }

    @Test
    void retries_do_not_pass_the_budget() {
        Trouble busy = Trouble.error(503, "ServiceUnavailable");
        aws.fails(busy, busy, busy, busy, busy);

        assertThat(january("2026-02-10T06:00:00Z", 3).unread())
                .singleElement()
                .satisfies(
                        unread -> assertThat(unread.why()).contains("the budget of 3 requests in 2026-02 is used up"));
        assertThat(aws.asked()).isEqualTo(3);
    }

    @Test
    void a_trouble_that_stays_is_given_up() {
        Trouble busy = Trouble.error(503, "ServiceUnavailable");
        aws.fails(busy, busy, busy, busy, busy, busy, busy);

        assertThat(january("2026-02-10T06:00:00Z", 100).unread())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why())
                        .startsWith("2026-01-01 to 2026-01-31 was not answered, 6 times: said by the test"));
        assertThat(versions()).isEmpty();
    }

    @Test
    void what_is_not_allowed_is_not_tried_again() {
        aws.fails(Trouble.error(400, "AccessDeniedException"));

        assertThat(january("2026-02-10T06:00:00Z", 100).unread())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why())
                        .startsWith("2026-01-01 to 2026-01-31 was not answered: said by the test"));
        assertThat(aws.asked()).isEqualTo(1);
    }

    @Test
    void an_answer_that_is_cut_off_is_asked_for_again() {
        aws.fails(new Trouble(200, "{\"ResultsByTime\": [{\"TimePeriod\": {\"Start\": \"2026-"));

        Report report = january("2026-02-10T06:00:00Z", 100);

        assertThat(report.unread()).isEmpty();
        assertThat(report.sent()).isEqualTo(8);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"ResultsByTime\": [{\"TimePeriod\": {\"Start\": \"2026-01-01\", \"End\": \"2026-02-01\"}}]}",
                "{\"ResultsByTime\": [{\"TimePeriod\": {\"Start\": \"2026-01-01\", \"End\": \"2026-01-02\"}, \"Total\": {}}]}",
                "{\"ResultsByTime\": [{\"Total\": {}}]}"
            })
    void an_answer_that_misses_something_is_not_used(String answer) {
        aws.fails(new Trouble(200, answer));

        assertThat(january("2026-02-10T06:00:00Z", 100).unread())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why()).startsWith("2026-01-01 to 2026-01-31"));
        assertThat(versions()).isEmpty();
    }

    @Test
    void groups_that_do_not_add_up_to_the_total_are_refused_and_read_anew() {
        aws.offInTotals("0.000000001");

        assertThat(january("2026-02-10T06:00:00Z", 100).unread())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why())
                        .startsWith("2026-01-01: the groups of everything add up to 10.2500001 billed and 8.5000001"
                                + " effective USD, but everything is 10.250000101 billed and 8.500000101 effective"));
        assertThat(versions()).isEmpty();

        aws.offInTotals("0");
        assertThat(january("2026-02-10T07:00:00Z", 100).unread()).isEmpty();
        assertThat(versions()).hasSize(1);
    }

    @Test
    void what_cost_explorer_rounded_is_an_adjustment_so_that_the_bill_is_its_total() {
        aws.offInTotals("0.0000000001");

        assertThat(january("2026-02-10T06:00:00Z", 100).unread()).isEmpty();

        Cost digit = Cost.of("0.0000000001", "0.0000000001");
        assertThat(costs())
                .containsEntry("checkout 2026-01-01 USAGE", Cost.of("10.25", "8.5"))
                .containsEntry("no rule matches and no application tag 2026-01-01 ADJUSTMENT", digit)
                .containsEntry("no rule matches and no application tag 2026-01-02 ADJUSTMENT", digit);
        assertThat(costs().values().stream().reduce(Cost.ZERO, Cost::plus))
                .isEqualTo(Cost.of("113.6000001004", "15.8500001004"));
    }

    @Test
    void a_record_type_that_is_not_known_is_an_adjustment_and_is_named() {
        aws.with("2026-01-05", "Novelty", "checkout", ONE, "9", "9");

        Report report = january("2026-02-10T06:00:00Z", 100);

        assertThat(report.notes())
                .containsExactly("the record type 'Novelty' is not known; its charges are adjustments");
        assertThat(costs()).containsEntry("checkout 2026-01-05 " + ChargeKind.ADJUSTMENT, Cost.of("9", "9"));
    }

    @Test
    void pages_that_went_stale_are_asked_for_from_the_first() {
        aws.paged(2);
        january("2026-02-10T06:00:00Z", 4);
        aws.newTokens("later-");

        Report report = january("2026-02-10T09:00:00Z", 100);

        assertThat(report.unread()).isEmpty();
        assertThat(costs()).containsEntry("checkout 2026-01-01 USAGE", Cost.of("10.25", "8.5"));
    }

    @Test
    void an_account_that_an_export_bills_is_not_counted_twice() {
        String export = Sample.csv(Sample.row("BillingAccountId", ACCOUNT));
        Path file = Sample.write(temporary.resolve("acme-focus.csv"), export);
        new BillImport(local.table(), Sample.engine(temporary))
                .run(
                        new BillImport.Export("acme-focus", Instant.parse("2026-02-09T00:00:00Z"), null, false),
                        List.of(file));

        assertThat(january("2026-02-10T06:00:00Z", 100).unread())
                .singleElement()
                .satisfies(unread -> assertThat(unread.why())
                        .isEqualTo(
                                "account 111122223333 is billed for 2026-01 by the source 'acme-focus' already, known"
                                        + " at 2026-02-09T00:00:00Z; 'cost-explorer' as well would count its costs twice,"
                                        + " unless each has a part of them or the other is withdrawn before"));
        assertThat(versions()).hasSize(1);
    }

    @Test
    void a_month_without_charges_is_no_bill() {
        Report report = at("2026-05-10T06:00:00Z", 100).run(YearMonth.of(2026, 3), YearMonth.of(2026, 3), false);

        assertThat(report.months()).containsExactly(new Result.Read(YearMonth.of(2026, 3), List.of(), 0));
        assertThat(report.sent()).isEqualTo(2);
    }

    @Test
    void days_are_asked_for_until_yesterday() {
        aws.with("2026-01-19", "Usage", "yesterday", ONE, "1", "1").with("2026-01-20", "Usage", "today", ONE, "1", "1");

        january("2026-01-20T23:59:59Z", 100);

        assertThat(parts().keySet()).contains(new Owner.Application("yesterday"));
        assertThat(parts().keySet()).doesNotContain(new Owner.Application("today"));
        KnownBills none = KnownBills.none(JANUARY.plusMonths(1));
        BillsAround around = new BillsAround(none, none, new Bills(local.table()).known(JANUARY), none);
        assertThat(around.freshness(KnownBills::current).completeThrough()).isEqualTo("2026-01-18");
    }
}
