package costperchange.calculator.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void half_the_cost_per_change_is_fifty_percent_less_with_the_interval_of_the_formula() {
        Comparison comparison = Comparison.of(window("1000", 100, 25, 25, 25, 25), window("500", 100, 25, 25, 25, 25));
        // 1.645 · √(1/100 + 1/100) = 0.23264; 0.5 · e^∓0.23264 = 0.39623 and 0.63096.
        assertThat(comparison.relative()).isNotNull().satisfies(relative -> {
            assertThat(relative.value()).isCloseTo(-0.5, within(1e-12));
            assertThat(relative.low()).isCloseTo(-0.60377, within(1e-4));
            assertThat(relative.high()).isCloseTo(-0.36904, within(1e-4));
            assertThat(relative.isNoise()).isFalse();
        });
        assertThat(comparison.cost()).isEqualByComparingTo("-500");
        assertThat(comparison.changes()).isZero();
        assertThat(comparison.costPerChange()).isEqualByComparingTo("-5");
    }

    @Test
    void bursts_widen_the_interval() {
        Comparison steady = Comparison.of(window("1000", 40, 10, 10, 10, 10), window("900", 40, 10, 10, 10, 10));
        Comparison bursts = Comparison.of(window("1000", 40, 0, 40, 0, 0), window("900", 40, 0, 0, 40, 0));
        assertThat(bursts.relative().high()).isGreaterThan(steady.relative().high());
        assertThat(bursts.relative().isNoise()).isTrue();
    }

    @Test
    void under_ten_changes_no_percentage_is_given_and_the_reason_is() {
        Comparison comparison = Comparison.of(window("1000", 9, 9), window("500", 100, 100));
        assertThat(comparison.relative()).isNull();
        assertThat(comparison.reason()).isEqualTo("fewer than 10 changes in a window");
        assertThat(comparison.cost()).isEqualByComparingTo("-500");
    }

    @Test
    void without_a_change_there_is_no_cost_per_change() {
        assertThat(window("1000", 0).costPerChange()).isNull();
        assertThat(Comparison.of(window("1000", 0), window("1", 1)).costPerChange())
                .isNull();
    }

    private static Window window(String cost, int changes, Integer... weekly) {
        return new Window(new BigDecimal(cost), changes, List.of(weekly));
    }
}
