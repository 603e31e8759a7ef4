package costperchange.calculator.report;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.PipelineRate;
import costperchange.calculator.cost.ApplicationMonth.Amounts;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.DayOfApplication;
import costperchange.calculator.cost.DeliveryOfMonth;
import costperchange.calculator.cost.DeliveryOfMonth.Costs;
import costperchange.calculator.cost.DeliveryOfMonth.Delivered;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.delivery.Change.Reason;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.Dora.LeadTime;
import costperchange.calculator.report.Dora.Rate;
import costperchange.calculator.report.Dora.RecoveryTime;
import costperchange.calculator.report.Dora.Row;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DoraTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final Currency USD = new Currency("USD");

    private final List<DeliveryOfScope> months = new ArrayList<>();
    private Catalog catalog = Catalog.NONE;

    @Test
    void lead_times_are_ranked_over_all_changes_of_the_scope_and_those_not_known_are_counted() {
        month("a", null, null, lead(2, 10L), lead(3, 30L), lead(4, 20L), lead(5, null));
        month("b", null, null, lead(2, 40L), lead(3, -5L));

        assertThat(total().leadTime()).isEqualTo(new LeadTime(20L, 40L, 4, 1, 1));
    }

    @Test
    void the_ninetieth_percentile_is_a_value_that_was_measured() {
        Delivered[] changes = new Delivered[20];
        for (int i = 0; i < 20; i++) {
            changes[i] = lead(i + 1, (long) (i + 1));
        }
        month("a", null, null, changes);

        assertThat(total().leadTime().medianSeconds()).isEqualTo(10);
        assertThat(total().leadTime().percentile90Seconds()).isEqualTo(18);
    }

    @Test
    void what_no_source_tells_is_not_measured_and_never_zero() {
        month("a", null, null, lead(2, null));

        Row row = total();

        assertThat(row.leadTime()).isEqualTo(new LeadTime(null, null, 0, 1, 0));
        assertThat(row.changeFailRate()).isEqualTo(new Rate(null, 0, 0, 1, 0));
        assertThat(row.recoveryTime()).isEqualTo(new RecoveryTime(null, 0, 0, 0));
        assertThat(row.reworkRate()).isEqualTo(new Rate(null, 0, 0, 1, 0));
        assertThat(row.pipelines().seconds()).isNull();
        assertThat(row.costs().getFirst().failedChangesCost()).isNull();
    }

    @Test
    void failures_are_measured_from_the_day_they_were_first_told() {
        month("a", "2026-01-03T08:00:00Z", null, lead(2, null), lead(3, null), failed(4, 60L), failed(5, null));

        assertThat(total().changeFailRate()).isEqualTo(new Rate(new BigDecimal("0.6667"), 2, 3, 1, 0));
        assertThat(total().recoveryTime()).isEqualTo(new RecoveryTime(60L, 1, 1, 0));
    }

    @Test
    void the_change_that_failed_first_is_measured_itself() {
        month("a", "2026-01-09T08:00:00Z", null, lead(2, null), failed(4, 60L), lead(10, null));

        assertThat(total().changeFailRate()).isEqualTo(new Rate(new BigDecimal("0.5000"), 1, 2, 1, 0));
    }

    @Test
    void a_catalog_can_say_that_failures_are_told_so_that_none_is_zero() {
        catalog = catalog(LocalDate.of(2026, 1, 1), null);
        month("a", null, null, lead(2, null));

        assertThat(total().changeFailRate()).isEqualTo(new Rate(new BigDecimal("0.0000"), 0, 1, 0, 0));
        assertThat(total().reworkRate()).isEqualTo(new Rate(new BigDecimal("0.0000"), 0, 1, 0, 0));
    }

    @Test
    void inferred_failures_are_told_apart() {
        month("a", "2026-01-01T00:00:00Z", null, new Delivered(at(2), null, null, Reason.INFERRED, null, false));

        assertThat(total().changeFailRate().inferred()).isEqualTo(1);
    }

    @Test
    void rework_is_a_part_of_all_deployments() {
        month("a", null, "2026-01-02T00:00:00Z", lead(2, null), rework(3), lead(4, null), lead(5, null));

        assertThat(total().reworkRate()).isEqualTo(new Rate(new BigDecimal("0.2500"), 1, 4, 0, 0));
    }

    @Test
    void pipelines_have_a_cost_by_the_rate_of_the_catalog() {
        catalog = catalog(null, new PipelineRate(new BigDecimal("0.008"), USD));
        month("a", null, null, pipeline(2, 90), pipeline(3, 300), lead(4, null));

        assertThat(total().pipelines()).isEqualTo(new Dora.Pipelines(390L, 2, new BigDecimal("0.052"), USD));
    }

    @Test
    void failed_and_rework_changes_have_a_cost_of_their_own_beside_cost_per_change() {
        month("a", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", lead(2, null), failed(3, 5L));

        assertThat(total().costs())
                .containsExactly(new Dora.Costs(
                        USD,
                        new BigDecimal("2E+1"),
                        new BigDecimal("10.000000"),
                        new BigDecimal("7"),
                        new BigDecimal("3")));
    }

    @Test
    void a_week_has_its_own_values_and_no_costs_that_are_known_by_month_only() {
        month("a", "2026-01-01T00:00:00Z", null, lead(2, 10L), lead(8, 30L));

        List<Row> weeks = dora(Grain.WEEK).rows();

        assertThat(weeks.get(0).leadTime().medianSeconds()).isEqualTo(10);
        assertThat(weeks.get(1).leadTime().medianSeconds()).isEqualTo(30);
        assertThat(weeks.get(1).deployments()).isEqualTo(1);
        assertThat(weeks.get(1).costs().getFirst().failedChangesCost()).isNull();
    }

    @Test
    void the_table_has_a_cell_for_every_column() {
        month("a", null, null, lead(2, 10L));

        Sheet sheet = dora(Grain.MONTH).sheet();

        assertThat(sheet.rows()).hasSize(2).allSatisfy(row -> assertThat(row).hasSameSizeAs(sheet.columns()));
    }

    private Row total() {
        return dora(Grain.MONTH).total();
    }

    private Dora dora(Grain by) {
        Question question = new Question(new Scope.Organisation(), Days.of(JANUARY), by, Basis.EFFECTIVE, null, null);
        return Dora.of(question, catalog, months, false);
    }

    /// Ten dollars for each change, on its day.
    private void month(
            String application, @Nullable String failuresSince, @Nullable String reworkSince, Delivered... changes) {
        Cost cost = Cost.of("" + 10 * changes.length, "" + 10 * changes.length);
        Totals totals = new Totals(
                application,
                JANUARY,
                new Freshness(JANUARY.atEndOfMonth(), List.of(), false),
                JANUARY.atDay(1),
                changes.length,
                0,
                changes.length,
                0,
                List.of(new Amounts(USD, cost, Cost.ZERO, Cost.ZERO, Cost.ZERO, Map.of())));
        List<DayOfApplication> days = new ArrayList<>();
        List<Instant> rework = new ArrayList<>();
        for (Delivered change : changes) {
            days.add(new DayOfApplication(LocalDate.ofInstant(change.at(), ZoneOffset.UTC), 1, 1, List.of()));
            if (change.rework()) {
                rework.add(change.at());
            }
        }
        months.add(new DeliveryOfScope(
                new MonthOfScope(totals, days),
                new DeliveryOfMonth(
                        failuresSince == null ? null : Instant.parse(failuresSince),
                        reworkSince == null ? null : Instant.parse(reworkSince),
                        List.of(changes),
                        rework,
                        List.of(new Costs(USD, Cost.of("7", "7"), Cost.of("3", "3"))))));
    }

    private static Delivered lead(int day, @Nullable Long seconds) {
        return new Delivered(at(day), seconds, null, null, null, false);
    }

    private static Delivered pipeline(int day, long seconds) {
        return new Delivered(at(day), null, seconds, null, null, false);
    }

    private static Delivered failed(int day, @Nullable Long recovered) {
        return new Delivered(at(day), null, null, Reason.INCIDENT, recovered, false);
    }

    private static Delivered rework(int day) {
        return new Delivered(at(day), null, null, null, null, true);
    }

    private static Instant at(int day) {
        return JANUARY.atDay(day).atTime(12, 0).toInstant(ZoneOffset.UTC);
    }

    private static Catalog catalog(@Nullable LocalDate failuresSince, @Nullable PipelineRate rate) {
        Catalog none = Catalog.NONE;
        return new Catalog(
                none.production(),
                none.environments(),
                none.applicationTags(),
                none.environmentTags(),
                none.currencies(),
                none.teams(),
                List.of(new Application(
                        "a", List.of(), null, List.of(), List.of(), List.of(), null, failuresSince, false)),
                none.pools(),
                none.unallocated(),
                none.milestones(),
                new Catalog.Deliveries(rate, true, null),
                Rates.NONE,
                Map.of());
    }
}
