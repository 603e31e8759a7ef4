package costperchange.store;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Matcher;
import costperchange.calculator.allocation.Rules;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.time.Period;
import costperchange.store.Bills.Committed;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoreTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);

    @Test
    void a_deployment_told_twice_is_recorded_once() {
        try (LocalTable local = new LocalTable()) {
            Deployments deployments = new Deployments(local.table());
            Deployment told = deployment("a#1", Outcome.SUCCEEDED, "2026-01-05T10:00:00Z");
            assertThat(deployments.record(told)).isTrue();
            assertThat(deployments.record(told)).isFalse();
            assertThat(deployments.all("shop")).containsExactly(told);
            assertThat(deployments.successes("shop", Period.of(JANUARY))).hasSize(1);
        }
    }

    @Test
    void a_bill_committed_again_unchanged_is_only_confirmed() {
        try (LocalTable local = new LocalTable()) {
            Bills bills = new Bills(local.table());
            Bill bill = bill("10.5");
            assertThat(bills.commit(bill, at("2026-02-20T00:00:00Z"))).isInstanceOf(Committed.Changed.class);
            assertThat(bills.commit(bill, at("2026-02-20T00:00:00Z"))).isInstanceOf(Committed.Known.class);
            assertThat(bills.commit(bill, at("2026-02-21T00:00:00Z"))).isInstanceOf(Committed.Confirmed.class);
            assertThat(bills.commit(bill("11"), at("2026-02-21T00:00:00Z"))).isInstanceOf(Committed.Contradicted.class);
            BillVersion current = bills.known(JANUARY).current().getFirst();
            assertThat(bills.content(current).parts()).isEqualTo(bill.parts());
        }
    }

    @Test
    void a_bill_that_is_older_than_what_is_known_says_what_stays() {
        try (LocalTable local = new LocalTable()) {
            Bills bills = new Bills(local.table());
            bills.commit(bill("11"), at("2026-02-21T00:00:00Z"));
            BillVersion current = bills.known(JANUARY).current().getFirst();

            assertThat(bills.commit(bill("10.5"), at("2026-02-20T00:00:00Z")))
                    .isInstanceOfSatisfying(Committed.Superseded.class, superseded -> {
                        assertThat(superseded.current()).isEqualTo(current);
                        assertThat(superseded.known()).isFalse();
                    });
            assertThat(bills.commit(bill("10.5"), at("2026-02-20T00:00:00Z")))
                    .isInstanceOfSatisfying(
                            Committed.Superseded.class,
                            superseded -> assertThat(superseded.known()).isTrue());
            assertThat(bills.known(JANUARY).current()).containsExactly(current);
            assertThat(bills.commit(bill("11"), at("2026-02-21T00:00:00Z"))).isInstanceOf(Committed.Known.class);
        }
    }

    @Test
    void a_split_makes_the_application_bill_and_the_ledger() {
        try (LocalTable local = new LocalTable()) {
            new Bills(local.table()).commit(bill("10.5"), at("2026-02-20T00:00:00Z"));
            Splits splits = new Splits(local.table());
            assertThat(splits.isSettling(JANUARY)).isTrue();
            splits.update(JANUARY);
            assertThat(splits.isSettling(JANUARY)).isFalse();
            assertThat(splits.bill("shop", JANUARY).orElseThrow().lines()).hasSize(31);
            assertThat(splits.ledgers(JANUARY).getFirst().total()).isEqualTo(Cost.of("10.5", "10.5"));
            assertThat(splits.asKnownAt(JANUARY, Instant.parse("2026-02-19T00:00:00Z"))
                            .ledgers())
                    .isEmpty();
        }
    }

    @Test
    void two_billing_periods_of_an_account_in_one_month_are_two_bills_and_another_end_is_the_same() {
        try (LocalTable local = new LocalTable()) {
            Bills bills = new Bills(local.table());
            bills.commit(half("2026-01-01", "2026-01-16", "10"), at("2026-02-20T00:00:00Z"));
            bills.commit(half("2026-01-16", "2026-01-31", "20"), at("2026-02-20T00:00:00Z"));
            bills.commit(half("2026-01-16", "2026-02-01", "20"), at("2026-02-21T00:00:00Z"));
            Splits splits = new Splits(local.table());
            splits.update(JANUARY);
            assertThat(splits.ledgers(JANUARY))
                    .extracting(ledger -> ledger.total().billed().toPlainString())
                    .containsExactlyInAnyOrder("10", "20");
        }
    }

    @Test
    void an_account_is_not_billed_twice_for_days_of_bills_that_start_in_two_months() {
        try (LocalTable local = new LocalTable()) {
            Bills bills = new Bills(local.table());
            bills.commit(half("2026-01-15", "2026-02-15", "10"), at("2026-02-20T00:00:00Z"));
            assertThat(bills.commit(half("2026-02-01", "2026-03-01", "10"), at("2026-03-20T00:00:00Z")))
                    .isInstanceOf(Committed.CountedTwice.class);
            assertThat(bills.commit(half("2025-12-20", "2026-01-20", "10"), at("2026-03-20T00:00:00Z")))
                    .isInstanceOf(Committed.CountedTwice.class);
            assertThat(bills.commit(half("2026-02-15", "2026-03-15", "10"), at("2026-03-20T00:00:00Z")))
                    .isInstanceOf(Committed.Changed.class);
        }
    }

    @Test
    void a_ledger_of_many_invoices_is_read_as_it_was_written_and_forgets_those_that_vanish() {
        try (LocalTable local = new LocalTable()) {
            Bills bills = new Bills(local.table());
            Splits splits = new Splits(local.table());
            bills.commit(ofInvoices(5_000), at("2026-02-20T00:00:00Z"));
            splits.update(JANUARY);
            Ledger ledger = splits.ledgers(JANUARY).getFirst();
            assertThat(ledger.entries())
                    .extracting(Ledger.Entry::invoice)
                    .hasSize(5_000)
                    .isSorted();
            assertThat(ledger.total()).isEqualTo(Cost.of("5000", "5000"));
            assertThat(splits.asKnownAt(JANUARY, Instant.parse("2026-02-20T00:00:00Z"))
                            .ledgers())
                    .containsExactly(ledger);

            bills.commit(ofInvoices(1_500), at("2026-02-21T00:00:00Z"));
            splits.update(JANUARY);
            assertThat(splits.ledgers(JANUARY))
                    .singleElement()
                    .satisfies(one -> assertThat(one.entries()).hasSize(1_500));
        }
    }

    @Test
    void a_split_that_began_before_an_earlier_bill_reached_its_month_does_not_cover_the_later_split() {
        try (LocalTable local = new LocalTable()) {
            YearMonth june = YearMonth.of(2026, 6);
            new Bills(local.table())
                    .commit(divided(charge(Period.of(june), "30"), Catalog.NONE), at("2026-07-20T00:00:00Z"));
            new Splits(local.table()).update(june);
            AtomicInteger read = new AtomicInteger();
            var slow = WatchedClient.around(local.table().client(), new WatchedClient.Watcher() {
                @Override
                public void before(String operation) {}

                @Override
                public void after(String operation) {
                    // The mark, and the bills of two months: all that the split of June looks for.
                    if (operation.equals("getItem") && read.incrementAndGet() == 3) {
                        new Bills(local.table()).commit(divided(licence(), AMORTISING), at("2026-07-21T00:00:00Z"));
                        new Splits(local.table()).update(june);
                    }
                }
            });
            new Splits(local.through(slow)).update(june);
            assertThat(new Splits(local.table()).ledgers(june))
                    .extracting(Ledger::released)
                    .containsExactlyInAnyOrder(false, true);
        }
    }

    private static final Catalog AMORTISING = amortising();

    private static Catalog amortising() {
        Catalog none = Catalog.NONE;
        return new Catalog(
                none.production(),
                none.environments(),
                none.applicationTags(),
                none.environmentTags(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Catalog.Exclusion(
                        "licence",
                        List.of(new Catalog.ChargeRule(
                                new Matcher(Map.of(new Dimension.Tag("application"), List.of("shop"))),
                                null,
                                null,
                                null,
                                true,
                                false)))),
                List.of(),
                none.deliveries(),
                none.rates(),
                none.bills());
    }

    private static Charge licence() {
        Charge month = charge(Period.of(JANUARY), "365");
        return new Charge(
                month.billingAccount(),
                month.billingPeriod(),
                new Period(Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2027-01-01T00:00:00Z")),
                ChargeCategory.PURCHASE,
                false,
                month.currency(),
                month.provider(),
                month.invoice(),
                month.values(),
                month.cost(),
                1);
    }

    private static Bill divided(Charge charge, Catalog catalog) {
        return Bill.divide("export", List.of(charge), new Rules(catalog)).getFirst();
    }

    @Test
    void a_conversion_reads_no_more_than_what_is_converted() {
        try (LocalTable local = new LocalTable()) {
            new Given(local.table())
                    .billed("2026-01", "2026-02-20T00:00:00Z", List.of(charge(Period.of(JANUARY), "31")))
                    .joined("shop", "2026-01");
            MeteredClient metered = new MeteredClient(local.table().client());
            Measurements measurements = new Measurements(local.through(metered.client()));
            Question months =
                    new Question(new Scope.Organisation(), Days.of(JANUARY), Grain.MONTH, Basis.EFFECTIVE, null, null);
            measurements.costPerChange(months);
            double plain = metered.take().read();
            Rates rates = new Rates(new Currency("EUR"), Map.of(JANUARY, Map.of("USD", new BigDecimal("0.9"))));
            assertThat(measurements
                            .costPerChange(months, rates)
                            .converted()
                            .total()
                            .costNotMeasured())
                    .isEqualByComparingTo("27.9");
            assertThat(metered.take().read()).isEqualTo(plain);
        }
    }

    @Test
    void an_application_that_leaves_a_weighted_pool_gets_an_empty_bill() {
        try (LocalTable local = new LocalTable()) {
            Splits splits = new Splits(local.table());
            importPool(local.table(), Map.of("shop", "40", "search", "60"), "2026-02-01T00:00:00Z");
            splits.update(JANUARY);
            assertThat(splits.bill("search", JANUARY).orElseThrow().lines()).isNotEmpty();
            importPool(local.table(), Map.of("shop", "1"), "2026-02-02T00:00:00Z");
            splits.update(JANUARY);
            assertThat(splits.bill("search", JANUARY).orElseThrow().lines()).isEmpty();
        }
    }

    /// A pool with weights, by a catalog uploaded then; the bill is read by it.
    private static void importPool(Table table, Map<String, String> weights, String uploaded) {
        Map<String, BigDecimal> amounts = new HashMap<>();
        weights.forEach((name, weight) -> amounts.put(name, new BigDecimal(weight)));
        Catalog none = Catalog.NONE;
        Catalog catalog = new Catalog(
                none.production(),
                none.environments(),
                List.of("none"),
                none.environmentTags(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(new Catalog.Pool(
                        "platform",
                        List.of(Catalog.ChargeRule.of(
                                new Matcher(Map.of(new Dimension.Tag("application"), List.of("shop"))), null)),
                        new Catalog.Split.Weights(amounts),
                        List.of())),
                List.of(),
                List.of(),
                Catalog.Deliveries.DEFAULT,
                Rates.NONE,
                Map.of());
        Instant version = new Catalogs(table)
                .upload(uploaded, catalog, null, Clock.fixed(Instant.parse(uploaded), ZoneOffset.UTC));
        Bill bill = Bill.divide("export", List.of(charge(Period.of(JANUARY), "10")), new Rules(catalog))
                .getFirst();
        new Bills(table)
                .commit(bill, new Bills.Provenance(Instant.parse("2026-02-20T00:00:00Z"), version, null, false));
    }

    private static Bill half(String from, String to, String amount) {
        Period period = new Period(Instant.parse(from + "T00:00:00Z"), Instant.parse(to + "T00:00:00Z"));
        return Bill.divide("export", List.of(charge(period, amount)), new Rules(Catalog.NONE))
                .getFirst();
    }

    private static Bill ofInvoices(int count) {
        List<Charge> charges = IntStream.range(0, count)
                .mapToObj(i -> new Charge(
                        "account",
                        Period.of(JANUARY),
                        Period.of(JANUARY.atDay(1)),
                        ChargeCategory.USAGE,
                        false,
                        new Currency("USD"),
                        "AWS",
                        "invoice-%05d".formatted(i),
                        Map.of(),
                        Cost.of("1", "1"),
                        1))
                .toList();
        return Bill.divide("export", charges, new Rules(Catalog.NONE)).getFirst();
    }

    private static Bills.Provenance at(String time) {
        return new Bills.Provenance(Instant.parse(time), BillVersion.NO_CATALOG, null, false);
    }

    private static Bill bill(String amount) {
        return Bill.divide("export", List.of(charge(Period.of(JANUARY), amount)), new Rules(Catalog.NONE))
                .getFirst();
    }

    private static Charge charge(Period period, String amount) {
        return new Charge(
                "account",
                period,
                period,
                ChargeCategory.USAGE,
                false,
                new Currency("USD"),
                "AWS",
                "",
                Map.of(new Dimension.Tag("application"), "shop"),
                Cost.of(amount, amount),
                1);
    }

    private static Deployment deployment(String id, Outcome outcome, String at) {
        return Deployment.of(
                new DeploymentId("shop", "changes", id),
                new Observation(
                        outcome,
                        Instant.parse(at),
                        Told.of(Origin.NONE, "production", null),
                        new Assigned(Assigned.NO_CATALOG, "production", true, true, null),
                        Instant.parse("2026-01-05T10:00:01Z")));
    }
}
