package costperchange.calculator.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedDaysTest {

    private static final LocalDate MONDAY = LocalDate.of(2026, 10, 5);
    private static final Days BEFORE = new Days(MONDAY, MONDAY.plusDays(7));
    private static final Days AFTER = new Days(MONDAY.plusDays(7), MONDAY.plusDays(14));

    @Test
    void weekends_are_no_noise() {
        PairedDays pairs =
                PairedDays.of(costs(100, 100, 100, 100, 100, 50, 50, 120, 120, 120, 120, 120, 60, 60), BEFORE, AFTER);

        assertThat(pairs.relative().value()).isCloseTo(0.2, within(1e-12));
        assertThat(pairs.relative().low()).isCloseTo(0.2, within(1e-12));
        assertThat(pairs.relative().high()).isCloseTo(0.2, within(1e-12));
        assertThat(pairs.after().perDay()).isEqualByComparingTo("102.857143");
    }

    @Test
    void the_interval_is_that_of_the_formula() {
        PairedDays pairs = PairedDays.of(costs(10, 10, 10, 10, 10, 10, 10, 9, 11, 9, 11, 9, 11, 10), BEFORE, AFTER);

        // r = 1; Σe² = 6, so the deviation is √(6 / 7 / 6) / 10 = 0.037796; Student's quantile for 6 is 1.9432.
        assertThat(pairs.relative().value()).isCloseTo(0, within(1e-12));
        assertThat(pairs.relative().high()).isCloseTo(Math.exp(1.9432 * 0.037796) - 1, within(2e-4));
        assertThat(pairs.relative().low()).isCloseTo(Math.exp(-1.9432 * 0.037796) - 1, within(2e-4));
    }

    @Test
    void a_day_that_is_not_known_leaves_with_its_partner() {
        DailyCosts whole = costs(10, 10, 10, 10, 10, 10, 999, 20, 20, 20, 20, 20, 20, 20);
        TreeMap<LocalDate, BigDecimal> holed = new TreeMap<>(whole.byDay());
        holed.remove(MONDAY.plusDays(13));
        PairedDays pairs = PairedDays.of(new DailyCosts(holed), BEFORE, AFTER);

        assertThat(pairs.before().size()).isEqualTo(6);
        assertThat(pairs.relative().value()).isCloseTo(1, within(1e-12));
    }

    @Test
    void too_few_days_and_no_cost_are_reasons_and_no_figures() {
        PairedDays few = PairedDays.of(costs(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1), BEFORE, AFTER);
        assertThat(few.relative()).isNull();
        assertThat(few.reason()).isEqualTo("the cost of fewer than 5 days is known in both windows");
        PairedDays free = PairedDays.of(costs(0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1), BEFORE, AFTER);
        assertThat(free.relative()).isNull();
        assertThat(free.reason()).isEqualTo("a window cost nothing");
    }

    /// Quantiles as tables have them.
    @ParameterizedTest
    @CsvSource({"4, 2.1318", "6, 1.9432", "13, 1.7709", "27, 1.7033", "90, 1.6620"})
    void students_quantile_is_near_enough(int degrees, double table) {
        assertThat(PairedDays.student(degrees)).isCloseTo(table, within(table * 0.003));
    }

    static DailyCosts costs(int... costs) {
        TreeMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
        for (int day = 0; day < costs.length; day++) {
            byDay.put(MONDAY.plusDays(day), BigDecimal.valueOf(costs[day]));
        }
        return new DailyCosts(byDay);
    }
}
