package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.BillId;
import costperchange.calculator.allocation.BillSummary;
import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.Owner;
import costperchange.calculator.allocation.Posted;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.cost.ApplicationMonth.Deliveries;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Line;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.time.Period;
import costperchange.ingest.BillImport;
import costperchange.ingest.focus.Engine;
import costperchange.ingest.focus.Reading;
import costperchange.join.Join;
import costperchange.store.ApplicationMonths;
import costperchange.store.Bills;
import costperchange.store.Bills.Provenance;
import costperchange.store.Deployments;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import costperchange.store.MeteredClient;
import costperchange.store.MeteredClient.Units;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What operations take, as DynamoDB Local says. The bounds are what the design promises or what was measured.
class CapacityTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final Currency USD = new Currency("USD");
    private static final StringBuilder REPORT = new StringBuilder("operation | read units | write units\n");

    @AfterAll
    static void print() {
        System.out.println(REPORT);
    }

    @Test
    void a_delivery_is_one_read_and_one_write() {
        try (LocalTable local = LocalTable.alone()) {
            MeteredClient meter = new MeteredClient(local.table().client());
            Deployments deployments = new Deployments(local.through(meter.client()));
            deployments.record(deployment(1, Outcome.IN_PROGRESS, "2026-01-10T10:00:00Z"));
            Units first = report("delivery, a deployment in progress", meter);
            deployments.record(deployment(1, Outcome.SUCCEEDED, "2026-01-10T10:05:00Z"));
            Units second = report("delivery, its success", meter);
            deployments.record(deployment(1, Outcome.SUCCEEDED, "2026-01-10T10:05:00Z"));
            Units again = report("delivery, told again", meter);
            assertThat(first).isEqualTo(new Units(1, 1));
            assertThat(second.read()).isEqualTo(1);
            assertThat(second.written()).isLessThanOrEqualTo(3);
            assertThat(again).isEqualTo(new Units(1, 0));
        }
    }

    @Test
    void a_join_reads_a_month_and_writes_three_items() {
        try (LocalTable local = LocalTable.alone()) {
            commit(local.table(), 1, "10");
            new Splits(local.table()).update(JANUARY);
            for (int i = 0; i < 10; i++) {
                new Deployments(local.table()).record(deployment(i, Outcome.SUCCEEDED, "2026-01-1" + i + "T10:00:00Z"));
            }
            MeteredClient meter = new MeteredClient(local.table().client());
            Join join = new Join(local.through(meter.client()));
            join.update("application-0", JANUARY);
            assertThat(report("join of a month with 10 changes", meter).written())
                    .isLessThanOrEqualTo(14);
            join.update("application-0", JANUARY);
            assertThat(report("the same join again", meter).written()).isZero();
        }
    }

    @Test
    void a_bill_of_a_thousand_applications() {
        try (LocalTable local = LocalTable.alone()) {
            MeteredClient meter = new MeteredClient(local.table().client());
            Table table = local.through(meter.client());
            commit(table, 1_000, "10");
            report("commit of a bill of 1,000 applications", meter);
            new Splits(table).update(JANUARY);
            report("split of 1,000 applications", meter);
            commit(table, 1_000, "10", "2026-02-21T00:00:00Z");
            Units unchanged = report("commit of the same bill, unchanged", meter);
            new Splits(table).update(JANUARY);
            Units settled = report("split after that", meter);
            assertThat(unchanged.written()).isLessThan(20);
            assertThat(settled.written()).isLessThan(20);
            for (int i = 0; i < 1_000; i++) {
                new Join(local.table()).update("application-" + i, JANUARY);
            }
            new Measurements(table).costPerChange(question(new Scope.Organisation(), JANUARY, JANUARY));
            assertThat(report("an organisation's month, 1,000 applications", meter)
                            .read())
                    .isLessThan(200);
        }
    }

    /// As from files or Cost Explorer: divided, checked against other sources, committed; then split.
    @Test
    void an_import_of_a_thousand_applications() {
        try (LocalTable local = LocalTable.alone()) {
            MeteredClient meter = new MeteredClient(local.table().client());
            Table table = local.through(meter.client());
            Units[] first = imported(table, meter, "first", "2026-02-20T00:00:00Z", "10");
            Units[] unchanged = imported(table, meter, "unchanged", "2026-02-21T00:00:00Z", "10");
            Units[] restated = imported(table, meter, "one day restated", "2026-02-22T00:00:00Z", "11");

            // A part of two environments and 31 days is two units; the split's transactions count each twice.
            assertThat(first[0].written()).isBetween(1_000.0, 2_100.0);
            assertThat(first[1].written()).isBetween(2_000.0, 4_400.0);
            assertThat(unchanged[0].written()).isLessThan(20);
            assertThat(unchanged[1].written()).isLessThan(20);
            assertThat(restated[0].written()).isLessThanOrEqualTo(first[0].written());
            assertThat(restated[1].written()).isLessThanOrEqualTo(first[1].written());
            for (Units[] one : List.of(first, unchanged, restated)) {
                assertThat(one[0].read()).isLessThan(10);
                assertThat(one[1].read()).isLessThan(1_600);
            }
        }
    }

    /// @param dayTwo tells restated costs of the second day apart
    /// @return the units of the commit and of the split
    private static Units[] imported(Table table, MeteredClient meter, String how, String knownAt, String dayTwo) {
        List<Charge> charges = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            for (LocalDate day : Period.of(JANUARY).days()) {
                for (String environment : List.of("production", "staging")) {
                    String seed = i + environment + day + (day.getDayOfMonth() == 2 ? dayTwo : "");
                    charges.add(charge("application-" + i, environment, day, new Random(seed.hashCode())));
                }
            }
        }
        BillImport.Outcome outcome = new BillImport(table, new Engine("256MB", 1, Path.of("target")))
                .divide(
                        new BillImport.Export("export", Instant.parse(knownAt), null, false),
                        new Reading.Read(charges, charges.size(), Map.of()),
                        Optional.empty());
        assertThat(outcome).isInstanceOf(BillImport.Outcome.Imported.class);
        Units commit = report("import of 1,000 applications, " + how + ": commit", meter);
        new Splits(table).update(JANUARY);
        return new Units[] {commit, report("import of 1,000 applications, " + how + ": split", meter)};
    }

    /// With amounts of ten digits after the point, that do not compress.
    private static Charge charge(String application, String environment, LocalDate day, Random random) {
        return new Charge(
                "account",
                Period.of(JANUARY),
                Period.of(day),
                ChargeCategory.USAGE,
                false,
                USD,
                "AWS",
                "",
                Map.of(
                        new Dimension.Tag("application"), application,
                        new Dimension.Tag("environment"), environment),
                new Cost(
                        BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 10),
                        BigDecimal.valueOf(random.nextLong(1_000_000_000_000L), 10)),
                1);
    }

    @Test
    void twelve_months_of_an_application_take_the_same_whatever_it_changed() {
        for (int changes : List.of(10, 100_000)) {
            try (LocalTable local = LocalTable.alone()) {
                for (int month = 1; month <= 12; month++) {
                    fill(local.table(), YearMonth.of(2026, month), changes / 12 + 1);
                }
                MeteredClient meter = new MeteredClient(local.table().client());
                new Measurements(local.through(meter.client()))
                        .costPerChange(
                                question(new Scope.Application("application-0"), JANUARY, YearMonth.of(2026, 12)));
                assertThat(report("12-month trend of an application with " + changes + " changes", meter)
                                .read())
                        .isLessThanOrEqualTo(3);
            }
        }
    }

    private static Units report(String operation, MeteredClient meter) {
        Units units = meter.take();
        REPORT.append("%s | %.1f | %.1f%n".formatted(operation, units.read(), units.written()));
        return units;
    }

    private static void fill(Table table, YearMonth month, int changes) {
        Period span = Period.of(month);
        List<Success> successes = new ArrayList<>();
        for (int i = 0; i < changes; i++) {
            Instant at = span.start().plusSeconds(span.seconds() / (changes + 1) * (i + 1));
            successes.add(new Success(
                    id(i), at, true, null, Told.of(Origin.NONE, "production", "%s-%07x".formatted(month, i * 31))));
        }
        Freshness whole = new Freshness(month.atEndOfMonth(), List.of(), false);
        ApplicationBill bill = new ApplicationBill("application-0", month, whole, null, lines(month, "10"));
        ApplicationMonths months = new ApplicationMonths(table);
        assertThat(months.replace(
                        months.stored("application-0", month),
                        ApplicationMonth.of("application-0", month, bill, Deliveries.of(successes, span.start()))))
                .isEqualTo(ApplicationMonths.Written.CHANGED);
    }

    private static Question question(Scope scope, YearMonth first, YearMonth last) {
        return new Question(
                scope,
                new Days(first.atDay(1), last.plusMonths(1).atDay(1)),
                Grain.MONTH,
                Basis.EFFECTIVE,
                null,
                (@Nullable Instant) null);
    }

    private static void commit(Table table, int applications, String amount) {
        commit(table, applications, amount, "2026-02-20T00:00:00Z");
    }

    private static void commit(Table table, int applications, String amount, String knownAt) {
        Posted.Origin origin = new Posted.Origin("application tag", "", null);
        Map<Owner, List<Posted>> parts = new TreeMap<>();
        for (int i = 0; i < applications; i++) {
            parts.put(
                    new Owner.Application("application-" + i),
                    lines(JANUARY, amount + "." + i).stream()
                            .map(line -> new Posted(line, origin))
                            .toList());
        }
        Cost total =
                parts.values().stream().flatMap(List::stream).map(Posted::cost).reduce(Cost.ZERO, Cost::plus);
        BillSummary summary = new BillSummary(Map.of(USD, total), List.of(), List.of());
        BillId id = new BillId("export", "account", Period.of(JANUARY));
        new Bills(table)
                .commit(
                        new Bill(id, parts, summary, List.of(), 31L * applications),
                        new Provenance(Instant.parse(knownAt), BillVersion.NO_CATALOG, null, false));
    }

    /// A month of an application with two environments, priced by the day.
    private static List<Line> lines(YearMonth month, String amount) {
        List<Line> lines = new ArrayList<>();
        Period.of(month).days().forEach(day -> {
            for (String environment : List.of("production", "staging")) {
                Line.Kind kind = new Line.Kind(
                        day,
                        false,
                        environment,
                        environment.equals("production"),
                        "AWS",
                        ChargeCategory.USAGE,
                        false,
                        false,
                        false,
                        USD);
                lines.add(new Line(kind, Cost.of(amount + day.getDayOfMonth(), amount)));
            }
        });
        return Line.addUp(lines);
    }

    private static DeploymentId id(int number) {
        return new DeploymentId("application-0", "changes", "deploy-" + number);
    }

    private static Deployment deployment(int number, Outcome outcome, String at) {
        Told told = Told.of(Origin.repository("github.com/acme/checkout"), "production", "9f2c41d" + number)
                .withCommits(null, 3)
                .withPipelineSeconds(412L)
                .withUrl("https://ci.example.com/4711");
        return Deployment.of(
                id(number),
                new Observation(
                        outcome,
                        Instant.parse(at),
                        told,
                        new Assigned(Assigned.NO_CATALOG, "production", true, true, null),
                        Instant.parse(at)));
    }
}
