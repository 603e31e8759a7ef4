package costperchange.calculator.objective;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.time.Days;
import costperchange.calculator.trend.DailyCosts;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

class ObjectiveTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 10, 1);
    private static final Days WINDOW = new Days(FIRST, FIRST.plusDays(28));
    private static final BigDecimal TEN = BigDecimal.TEN;

    @Test
    void spending_is_held_against_the_budget_of_the_days() {
        Spending spending = Spending.of(TEN, costs(28, day -> 9), WINDOW);

        assertThat(spending.state()).isEqualTo(State.MET);
        assertThat(spending.budget()).isEqualByComparingTo("280");
        assertThat(spending.left()).isEqualByComparingTo("28");
        assertThat(spending.overLong()).isEqualTo(new Spending.Burn(7, new BigDecimal("0.9000")));
        assertThat(spending.overShort()).isEqualTo(new Spending.Burn(2, new BigDecimal("0.9000")));
        assertThat(spending.burning()).isFalse();
    }

    @Test
    void a_budget_burns_when_a_long_and_a_short_time_agree() {
        assertThat(Spending.of(TEN, costs(28, day -> day >= 21 ? 13 : 5), WINDOW))
                .satisfies(spending -> {
                    assertThat(spending.state()).isEqualTo(State.MET);
                    assertThat(spending.burning()).isTrue();
                });
        assertThat(Spending.of(TEN, costs(28, day -> day >= 26 ? 20 : 5), WINDOW)
                        .burning())
                .as("two days only")
                .isFalse();
        assertThat(Spending.of(TEN, costs(28, day -> day < 21 ? 5 : day < 26 ? 30 : 5), WINDOW)
                        .burning())
                .as("over again")
                .isFalse();
    }

    @Test
    void days_that_are_not_known_are_in_neither_budget_nor_spending() {
        Spending spending = Spending.of(TEN, costs(21, day -> 11), WINDOW);
        assertThat(spending.budget()).isEqualByComparingTo("210");
        assertThat(spending.state()).isEqualTo(State.MISSED);
        assertThat(spending.overLong().rate()).isNull();

        Spending fewer = Spending.of(TEN, costs(20, day -> 11), WINDOW);
        assertThat(fewer.state()).isEqualTo(State.CANNOT_TELL);
        assertThat(fewer.reason()).isEqualTo("the cost of 8 of 28 days is not known");
    }

    @Test
    void a_ratio_is_met_or_missed_where_its_whole_interval_is_on_one_side() {
        // 400 changes: 1.645 · √(1/400) = 0.08225, so 10 is 9.21 to 10.86.
        Window window = new Window(new BigDecimal("4000"), 400, List.of(100, 100, 100, 100));
        assertThat(Ratio.of(new BigDecimal("10.9"), window).state()).isEqualTo(State.MET);
        assertThat(Ratio.of(new BigDecimal("9.2"), window).state()).isEqualTo(State.MISSED);
        Ratio between = Ratio.of(TEN, window);
        assertThat(between.state()).isEqualTo(State.CANNOT_TELL);
        assertThat(between.low()).isBetween(new BigDecimal("9.21"), new BigDecimal("9.22"));
        assertThat(between.high()).isBetween(new BigDecimal("10.85"), new BigDecimal("10.86"));
    }

    @Test
    void few_changes_and_none_cannot_tell() {
        assertThat(Ratio.of(TEN, new Window(TEN, 9, List.of(9))).reason())
                .isEqualTo("fewer than 10 changes in the window");
        assertThat(Ratio.of(TEN, null).reason()).isEqualTo("not measured");
    }

    @Test
    void what_was_credited_altogether_meets_any_objective() {
        Ratio ratio = Ratio.of(TEN, new Window(new BigDecimal("-100"), 10, List.of(10)));
        assertThat(ratio.state()).isEqualTo(State.MET);
        assertThat(ratio.low()).isLessThan(ratio.high());
    }

    private static DailyCosts costs(int days, IntUnaryOperator cost) {
        TreeMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
        for (int day = 0; day < days; day++) {
            byDay.put(FIRST.plusDays(day), BigDecimal.valueOf(cost.applyAsInt(day)));
        }
        return new DailyCosts(byDay);
    }
}
