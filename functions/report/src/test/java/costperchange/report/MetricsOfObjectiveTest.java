package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Currency;
import costperchange.calculator.objective.Objective;
import costperchange.calculator.time.Days;
import costperchange.report.Gauge.Name;
import costperchange.store.Measurements;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Checkout costs 12 USD a day and changes once a day in the fortnight to 20 November 2026.
class MetricsOfObjectiveTest {

    private static final YearMonth NOVEMBER = YearMonth.of(2026, 11);
    private static final LocalDate TODAY = NOVEMBER.atDay(22);

    @Test
    void whether_what_is_wanted_is_missed_is_told_of_today_for_each_of_it() {
        try (Books books = fortnight(objective("13", "1"))) {
            assertThat(missed(books)).containsExactly("""
                    {"_aws":{"Timestamp":1795305600000,"CloudWatchMetrics":[{"Namespace":"CostPerChange",\
                    "Dimensions":[["Scope","Of"]],"Metrics":[{"Name":"ObjectiveMissed","Unit":"None"}]}]},\
                    "Scope":"application:checkout","Of":"cost_per_day","ObjectiveMissed":0}""", """
                    {"_aws":{"Timestamp":1795305600000,"CloudWatchMetrics":[{"Namespace":"CostPerChange",\
                    "Dimensions":[["Scope","Of"]],"Metrics":[{"Name":"ObjectiveMissed","Unit":"None"}]}]},\
                    "Scope":"application:checkout","Of":"cost_per_change","ObjectiveMissed":1}""");
        }
    }

    @Test
    void an_objective_on_cost_per_change_alone_is_told_and_has_no_budget() {
        try (Books books = fortnight(objective(null, "1000"))) {
            assertThat(missed(books))
                    .singleElement()
                    .asString()
                    .endsWith("\"Of\":\"cost_per_change\",\"ObjectiveMissed\":0}");
            assertThat(published(books)).noneMatch(line -> line.contains("BudgetLeft"));
            assertThat(gauges(books))
                    .containsExactlyInAnyOrder(
                            "OBJECTIVE_STATE {of=cost_per_change, scope=application:checkout, state=met} 1",
                            "OBJECTIVE_STATE {of=cost_per_change, scope=application:checkout, state=missed} 0",
                            "OBJECTIVE_STATE {of=cost_per_change, scope=application:checkout, state=cannot_tell} 0");
        }
    }

    @Test
    void what_cannot_be_told_is_a_state_to_prometheus_and_nothing_to_cloudwatch() {
        // 14 changes at 12 USD may cost 13 by chance, and as well less.
        try (Books books = fortnight(objective(null, "13"))) {
            assertThat(missed(books)).isEmpty();
            assertThat(gauges(books))
                    .contains("OBJECTIVE_STATE {of=cost_per_change, scope=application:checkout, state=cannot_tell} 1")
                    .filteredOn(gauge -> gauge.endsWith(" 1"))
                    .hasSize(1);
        }
    }

    @Test
    void of_an_objective_in_a_currency_that_is_not_charged_there_is_no_value() {
        Objective euros = new Objective(new Currency("EUR"), new BigDecimal("13"), new BigDecimal("1"), 14);
        try (Books books = fortnight(euros)) {
            assertThat(missed(books)).isEmpty();
            assertThat(published(books)).noneMatch(line -> line.contains("Budget") || line.contains("BurnRate"));
            assertThat(gauges(books))
                    .allMatch(gauge -> gauge.startsWith("OBJECTIVE_STATE"))
                    .filteredOn(gauge -> gauge.endsWith(" 1"))
                    .hasSize(2)
                    .allMatch(gauge -> gauge.contains("state=cannot_tell"));
        }
    }

    @Test
    void a_budget_burns_where_both_windows_do() {
        try (Books books = fortnight(objective("9", null))) {
            assertThat(gauges(books))
                    .contains(
                            "OBJECTIVE_BURN_RATIO {currency=USD, scope=application:checkout, window=7d} 1.3333",
                            "OBJECTIVE_BURN_RATIO {currency=USD, scope=application:checkout, window=1d} 1.3333",
                            "OBJECTIVE_BURNING {scope=application:checkout} 1",
                            "OBJECTIVE_STATE {of=cost_per_day, scope=application:checkout, state=missed} 1");
        }
        try (Books books = fortnight(objective("10", null))) {
            assertThat(gauges(books))
                    .as("a fifth too fast")
                    .contains(
                            "OBJECTIVE_BURNING {scope=application:checkout} 0",
                            "OBJECTIVE_STATE {of=cost_per_day, scope=application:checkout, state=missed} 1");
        }
    }

    @Test
    void whether_a_budget_burns_is_not_told_where_a_day_of_a_window_is_missing() {
        try (Books books = new Books(catalog(objective("9", null)))) {
            books.bill(NOVEMBER)
                    .daily("checkout", "12", Books.USD, november(1, 16))
                    .daily("checkout", "12", Books.USD, november(17, 21))
                    .knownAt("2026-11-22T06:00:00Z")
                    .joined();
            assertThat(gauges(books))
                    .contains("OBJECTIVE_BURN_RATIO {currency=USD, scope=application:checkout, window=1d} 1.3333")
                    .noneMatch(gauge -> gauge.startsWith("OBJECTIVE_BURNING"));
        }
    }

    @Test
    void before_the_first_bill_there_is_neither_budget_nor_miss() {
        try (Books books = new Books(catalog(objective("9", "20")))) {
            assertThat(missed(books)).isEmpty();
            assertThat(gauges(books))
                    .hasSize(6)
                    .allMatch(gauge -> gauge.startsWith("OBJECTIVE_STATE"))
                    .filteredOn(gauge -> gauge.endsWith(" 1"))
                    .hasSize(2)
                    .allMatch(gauge -> gauge.contains("state=cannot_tell"));
        }
    }

    @Test
    void who_has_no_objective_pays_for_no_metric_of_one() {
        try (Books books = fortnight(null)) {
            assertThat(published(books)).isNotEmpty().noneMatch(line -> line.contains("Objective"));
        }
    }

    private static Books fortnight(@Nullable Objective objective) {
        Books books = new Books(catalog(objective));
        books.bill(NOVEMBER)
                .daily("checkout", "12", Books.USD, november(1, 21))
                .knownAt("2026-11-22T06:00:00Z")
                .deploys("checkout", november(7, 21).list())
                .joined();
        return books;
    }

    private static Days november(int from, int to) {
        return new Days(NOVEMBER.atDay(from), NOVEMBER.atDay(to));
    }

    private static Objective objective(@Nullable String costPerDay, @Nullable String costPerChange) {
        return new Objective(
                Books.USD,
                costPerDay == null ? null : new BigDecimal(costPerDay),
                costPerChange == null ? null : new BigDecimal(costPerChange),
                14);
    }

    private static Catalog catalog(@Nullable Objective objective) {
        Catalog none = Catalog.NONE;
        return new Catalog(
                none.production(),
                none.environments(),
                none.applicationTags(),
                none.environmentTags(),
                none.currencies(),
                none.teams(),
                List.of(new Catalog.Application(
                        "checkout",
                        List.of(),
                        null,
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        false,
                        objective,
                        List.of())),
                none.pools(),
                none.unallocated(),
                none.milestones(),
                none.deliveries(),
                none.rates(),
                none.bills());
    }

    private static List<String> missed(Books books) {
        return published(books).stream()
                .filter(line -> line.contains("ObjectiveMissed"))
                .toList();
    }

    private static List<String> published(Books books) {
        List<String> lines = new ArrayList<>();
        new MetricsFunction(books.table(), lines::add, Clock.systemUTC())
                .handleRequest(Map.of("time", TODAY + "T07:30:00Z"), null);
        return lines;
    }

    private static List<String> gauges(Books books) {
        return LatestMetrics.on(TODAY, new Measurements(books.table())).stream()
                .filter(gauge -> gauge.name().compareTo(Name.OBJECTIVE_BUDGET_LEFT) >= 0)
                .map(gauge -> gauge.name() + " " + new TreeMap<>(gauge.labels()) + " "
                        + gauge.value().toPlainString())
                .toList();
    }
}
