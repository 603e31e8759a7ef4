package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Currency;
import costperchange.calculator.objective.Objective;
import costperchange.calculator.time.Days;
import costperchange.store.Json;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MetricsFunctionTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private final List<String> lines = new ArrayList<>();

    @Test
    void each_day_that_became_complete_is_published_once_for_the_organisation_and_for_who_asks_for_it() {
        try (Books books = GoldenReportTest.books()) {
            metrics(books.table()).handleRequest(Events.read("daily.json"), null);
            // Of the 13 days before 4 November, October's last 11 are billed.
            assertThat(days("organisation")).isEqualTo(range("2026-10-22", "2026-11-01"));
            assertThat(days("application:checkout")).isEqualTo(range("2026-10-22", "2026-11-01"));
            assertThat(days("application:search")).isEmpty();

            lines.clear();
            assertThat(metrics(books.table()).handleRequest(Events.read("daily.json"), null))
                    .isEqualTo("0 published");
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void a_line_is_in_the_embedded_metric_format() {
        try (Books books = GoldenReportTest.books()) {
            metrics(books.table()).handleRequest(Events.read("daily.json"), null);
            // The 28 days to 28 October hold 15 changes and cost 12 + 3 * 12 / 17.125 a day; the 28 before hold 10.
            assertThat(lines.stream()
                            .filter(line -> line.contains("application:checkout") && line.contains(":1793145600000,")))
                    .containsExactly("""
                            {"_aws":{"Timestamp":1793145600000,"CloudWatchMetrics":[{"Namespace":"CostPerChange",\
                            "Dimensions":[["Scope","Currency"]],"Metrics":[{"Name":"Cost","Unit":"None"},\
                            {"Name":"Changes","Unit":"Count"},{"Name":"Deployments","Unit":"Count"},\
                            {"Name":"CostPerChange28d","Unit":"None"},{"Name":"CostPerChange28dChange","Unit":"None"},\
                            {"Name":"CostPerChange28dChangeLow","Unit":"None"},\
                            {"Name":"CostPerChange28dChangeHigh","Unit":"None"}]}]},\
                            "Scope":"application:checkout","Currency":"USD","Cost":14.102189781022,"Changes":0,\
                            "Deployments":0,"CostPerChange28d":26.324088,"CostPerChange28dChange":-0.216545,\
                            "CostPerChange28dChangeLow":-0.781127,"CostPerChange28dChangeHigh":1.804375}""", """
                            {"_aws":{"Timestamp":1793145600000,"CloudWatchMetrics":[{"Namespace":"CostPerChange",\
                            "Dimensions":[["Scope"]],"Metrics":[{"Name":"ChangeLeadTime28d","Unit":"Seconds"},\
                            {"Name":"ChangeLeadTime28dP90","Unit":"Seconds"},{"Name":"ChangeFailRate28d","Unit":"None"},\
                            {"Name":"FailedDeploymentRecoveryTime28d","Unit":"Seconds"},\
                            {"Name":"DeploymentReworkRate28d","Unit":"None"}]}]},"Scope":"application:checkout",\
                            "ChangeLeadTime28d":28800,"ChangeLeadTime28dP90":50400,"ChangeFailRate28d":0.1429,\
                            "FailedDeploymentRecoveryTime28d":17940,"DeploymentReworkRate28d":0.0833}""");
        }
    }

    @Test
    void a_window_that_starts_before_the_scope_was_measured_is_not_compared() {
        try (Books books = GoldenReportTest.books()) {
            metrics(books.table()).handleRequest(Events.read("daily.json"), null);
            // Checkout is measured since 1 September: 56 days to 26 October.
            assertThat(line("application:checkout", "2026-10-25"))
                    .contains("28d\":")
                    .doesNotContain("28dChange");
            assertThat(line("application:checkout", "2026-10-26"))
                    .contains("28d\":")
                    .contains("28dChangeLow");
        }
    }

    @Test
    void a_day_that_is_missing_is_never_published_and_a_late_one_when_it_is_complete() {
        try (Books books = GoldenReportTest.books()) {
            bill(books, 1, 3, 5, 6).knownAt("2026-11-07T00:00:00Z").joined();
            metrics(books.table()).handleRequest(Map.of("time", "2026-11-08T07:30:00Z"), null);
            assertThat(days("organisation"))
                    .contains("2026-11-03")
                    .doesNotContain("2026-11-02", "2026-11-04", "2026-11-06");

            lines.clear();
            bill(books, 1, 2, 3, 5, 6, 7, 8, 9).knownAt("2026-11-10T00:00:00Z").joined();
            metrics(books.table()).handleRequest(Map.of("time", "2026-11-10T07:30:00Z"), null);
            assertThat(days("organisation"))
                    .containsExactlyInAnyOrder("2026-11-02", "2026-11-06", "2026-11-07", "2026-11-08");
        }
    }

    @Test
    void nothing_is_published_while_bills_are_being_worked_through() {
        try (Books books = GoldenReportTest.books()) {
            bill(books, 1, 2, 3).onlyCommitted("2026-11-05T00:00:00Z");
            assertThat(metrics(books.table()).handleRequest(Map.of("time", "2026-11-05T07:30:00Z"), null))
                    .startsWith("bills are being worked through");
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void currencies_have_lines_of_their_own() {
        try (Books books = GoldenReportTest.books()) {
            Currency euro = new Currency("EUR");
            books.bill(NOVEMBER)
                    .daily("checkout", "12", Books.USD, november(1, 3))
                    .daily("checkout", "2.5", euro, november(1, 3))
                    .knownAt("2026-11-05T00:00:00Z")
                    .joined();
            metrics(books.table()).handleRequest(Map.of("time", "2026-11-03T07:30:00Z"), null);
            List<String> first = lines.stream()
                    .filter(line -> line.contains("organisation") && line.contains(":1793491200000,"))
                    .toList();
            assertThat(first).hasSize(5);
            assertThat(first.get(2)).doesNotContain("Currency");
            assertThat(first.getFirst()).contains("\"Currency\":\"EUR\",\"Cost\":2.5,");
            assertThat(first.get(1)).contains("\"Currency\":\"USD\",\"Cost\":12,");
            assertThat(first.get(3)).contains("\"Currency\":\"EUR\",\"ShareExplained\":1.000000");
            assertThat(first.get(4)).contains("\"Currency\":\"USD\",\"ShareExplained\":1.000000");
        }
    }

    @Test
    void an_objective_is_published_with_its_budget_and_burn_rate_once_for_each_day() {
        Objective objective = new Objective(Books.USD, new BigDecimal("9"), null, 14);
        Catalog none = Catalog.NONE;
        Catalog catalog = new Catalog(
                none.production(),
                none.environments(),
                none.applicationTags(),
                none.environmentTags(),
                none.currencies(),
                List.of(new Catalog.Team("payments", null, objective)),
                List.of(new Catalog.Application(
                        "checkout", List.of(), "payments", List.of(), List.of(), List.of(), null, null, false)),
                none.pools(),
                none.unallocated(),
                none.milestones(),
                none.deliveries(),
                none.rates(),
                none.bills());
        try (Books books = new Books(catalog)) {
            books.bill(NOVEMBER)
                    .daily("checkout", "12", Books.USD, november(1, 21))
                    .knownAt("2026-11-22T06:00:00Z")
                    .joined();
            Map<String, Object> morning = Map.of("time", "2026-11-22T07:30:00Z");
            metrics(books.table()).handleRequest(morning, null);
            // 14 days at 9 are 126, of which 168 were spent.
            assertThat(line("team:payments", "2026-11-20"))
                    .contains("\"Scope\":\"team:payments\",\"Currency\":\"USD\",\"BudgetLeft\":-42,"
                            + "\"BurnRateLong\":1.3333,\"BurnRateShort\":1.3333}");
            assertThat(line("organisation", "2026-11-22")).contains("\"ObjectivesBurning\":1}");

            lines.clear();
            metrics(books.table()).handleRequest(morning, null);
            assertThat(lines).isEmpty();
        }
    }

    @Test
    void a_crash_between_mark_and_line_leaves_a_gap_and_no_day_twice() {
        try (Books books = GoldenReportTest.books()) {
            int[] puts = {0};
            Table failing = new Table(
                    WatchedClient.around(books.table().client(), new WatchedClient.Watcher() {
                        @Override
                        public void before(String operation) {}

                        @Override
                        public void after(String operation) {
                            if (operation.equals("putItem") && ++puts[0] == 3) {
                                throw new IllegalStateException("crashed");
                            }
                        }
                    }),
                    books.table().name());
            assertThatThrownBy(() -> metrics(failing).handleRequest(Events.read("daily.json"), null))
                    .hasMessage("crashed");
            metrics(books.table()).handleRequest(Events.read("daily.json"), null);

            Set<String> all = range("2026-10-22", "2026-11-01");
            all.remove("2026-10-24");
            assertThat(days("organisation")).isEqualTo(all);
            assertThat(lines).doesNotHaveDuplicates();
        }
    }

    private MetricsFunction metrics(Table table) {
        return new MetricsFunction(table, lines::add, Clock.systemUTC());
    }

    private static Books.OfMonth bill(Books books, int... days) {
        Books.OfMonth bill = books.bill(NOVEMBER);
        for (int day : days) {
            bill.daily("checkout", "12", Books.USD, november(day, day + 1));
        }
        return bill;
    }

    private static Days november(int from, int to) {
        return new Days(NOVEMBER.atDay(from), NOVEMBER.atDay(to));
    }

    private String line(String scope, String day) {
        long start = LocalDate.parse(day).toEpochDay() * 86_400_000;
        return lines.stream()
                .filter(line -> line.contains(scope) && line.contains(":" + start + ","))
                .reduce((one, other) -> one + other)
                .orElse("");
    }

    /// The days of which a scope's numbers were published; how objectives stand is of another day.
    private Set<String> days(String scope) {
        return lines.stream()
                .map(line -> Json.MAPPER.readTree(line))
                .filter(line -> line.path("Scope").asString().equals(scope)
                        && !line.has("ObjectivesBurning")
                        && !line.has("ObjectiveMissed"))
                .map(line -> LocalDate.ofEpochDay(
                                line.path("_aws").path("Timestamp").asLong() / 86_400_000)
                        .toString())
                .collect(Collectors.toSet());
    }

    private static Set<String> range(String from, String to) {
        return new Days(LocalDate.parse(from), LocalDate.parse(to))
                .list().stream().map(LocalDate::toString).collect(Collectors.toSet());
    }
}
