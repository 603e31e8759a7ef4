package costperchange.calculator.cost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.cost.ApplicationMonth.Deliveries;
import costperchange.calculator.cost.ApplicationMonth.Remainder;
import costperchange.calculator.cost.ApplicationMonth.RunCost;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class ApplicationMonthTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final Currency USD = new Currency("USD");

    @Test
    void cost_before_the_first_known_deployment_is_not_measured() {
        ApplicationMonth month = join(
                complete(), List.of(line(4, "10"), line(5, "20"), line(6, "40")), success("a", "2026-01-05T12:00:00Z"));
        assertThat(month.totals().amounts())
                .containsExactly(new ApplicationMonth.Amounts(
                        USD,
                        Cost.of("60", "60"),
                        Cost.ZERO,
                        Cost.of("10", "10"),
                        Cost.ZERO,
                        Map.of("AWS", Cost.of("60", "60"))));
        assertThat(month.totals().changes()).isEqualTo(1);
    }

    @Test
    void a_missing_day_leaves_both_sides_of_the_ratio() {
        Freshness freshness = new Freshness(LocalDate.of(2026, 1, 31), List.of(LocalDate.of(2026, 1, 6)), false);
        ApplicationMonth month = join(
                freshness,
                List.of(line(5, "20")),
                success("a", "2026-01-05T12:00:00Z"),
                success("b", "2026-01-06T12:00:00Z"));
        assertThat(month.totals().changes()).isEqualTo(1);
        assertThat(month.totals().changesNotMeasured()).isEqualTo(1);
        assertThat(month.totals().deployments()).isEqualTo(2);
    }

    @Test
    void days_that_are_not_complete_leave_both_sides_too() {
        Freshness freshness = new Freshness(LocalDate.of(2026, 1, 5), List.of(), true);
        ApplicationMonth month = join(
                freshness,
                List.of(line(5, "20"), line(6, "7")),
                success("a", "2026-01-05T12:00:00Z"),
                success("b", "2026-01-06T12:00:00Z"));
        assertThat(month.totals().changes()).isEqualTo(1);
        assertThat(month.totals().amounts().getFirst().notMeasured()).isEqualTo(Cost.of("7", "7"));
    }

    @Test
    void changes_without_a_bill_are_not_measured() {
        ApplicationMonth month = ApplicationMonth.of(
                "shop",
                JANUARY,
                null,
                Deliveries.of(List.of(success("a", "2026-01-05T12:00:00Z")), Instant.parse("2026-01-05T12:00:00Z")));
        assertThat(month.totals().changes()).isZero();
        assertThat(month.totals().changesNotMeasured()).isEqualTo(1);
        assertThat(month.totals().freshness()).isNull();
    }

    @Test
    void a_days_production_cost_is_divided_by_the_hours_live() {
        ApplicationMonth month = join(
                complete(),
                List.of(line(5, "24"), line(6, "24")),
                success("a", "2026-01-05T06:00:00Z"),
                success("b", "2026-01-06T18:00:00Z"));
        assertThat(month.runCosts())
                .extracting(RunCost::subject, run -> run.cost().effective().toPlainString())
                .containsExactly(tuple("a", "36"), tuple("b", "6"));
        assertThat(month.remainders().getFirst().beforeFirstChange()).isEqualTo(Cost.of("6", "6"));
    }

    @Test
    void a_change_of_an_earlier_month_runs_on_and_says_that_it_was_counted_earlier() {
        ApplicationMonth month = join(complete(), List.of(line(5, "24")), success("a", "2025-12-05T06:00:00Z"));
        assertThat(month.changes()).isEmpty();
        assertThat(month.runCosts()).singleElement().satisfies(run -> {
            assertThat(run.countedAt()).isNull();
            assertThat(run.cost()).isEqualTo(Cost.of("24", "24"));
        });
    }

    @RepeatedTest(100)
    void run_costs_and_remainders_are_the_bill_exactly(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        List<Line> lines = new ArrayList<>();
        for (int day = 1; day <= 31; day++) {
            lines.add(line(day, "0." + (1 + random.nextInt(999_999))));
            lines.add(new Line(
                    kind(day, random.nextBoolean(), random.nextBoolean() ? "staging" : "", false),
                    Cost.of("-0.7", "1.3")));
        }
        List<Success> successes = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Instant at = Instant.parse("2025-12-25T00:00:00Z").plusMillis(random.nextLong(37L * 86_400_000));
            Instant back = random.nextInt(5) == 0 ? at.plusMillis(random.nextLong(400_000_000)) : null;
            successes.add(success("r" + random.nextInt(25), Integer.toString(i), at, back));
        }
        ApplicationMonth month = join(complete(), lines, successes.toArray(Success[]::new));
        Cost run = month.runCosts().stream().map(RunCost::cost).reduce(Cost.ZERO, Cost::plus);
        Cost rest = month.remainders().stream().map(Remainder::total).reduce(Cost.ZERO, Cost::plus);
        assertThat(run.plus(rest)).isEqualTo(Line.sum(lines));
    }

    private static ApplicationMonth join(Freshness freshness, List<Line> lines, Success... successes) {
        Instant first = List.of(successes).stream()
                .map(Success::at)
                .min(Instant::compareTo)
                .orElse(null);
        return ApplicationMonth.of(
                "shop",
                JANUARY,
                new ApplicationBill("shop", JANUARY, freshness, null, Line.addUp(lines)),
                Deliveries.of(List.of(successes), first));
    }

    private static Freshness complete() {
        return new Freshness(LocalDate.of(2026, 1, 31), List.of(), false);
    }

    private static Line line(int day, String amount) {
        return new Line(kind(day, false, "production", true), Cost.of(amount, amount));
    }

    private static Line.Kind kind(int day, boolean shared, String environment, boolean production) {
        return new Line.Kind(
                JANUARY.atDay(day),
                shared,
                environment,
                production,
                "AWS",
                ChargeCategory.USAGE,
                false,
                false,
                false,
                USD);
    }

    private static Success success(String revision, String at) {
        return success(revision, revision, Instant.parse(at), null);
    }

    private static Success success(String revision, String id, Instant at, @Nullable Instant back) {
        return new Success(
                new DeploymentId("shop", "changes", id),
                at,
                true,
                null,
                new Told(Origin.NONE, "production", revision, null, null, null, null, null, back, null, null, null));
    }
}
