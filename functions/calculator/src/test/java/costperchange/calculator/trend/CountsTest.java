package costperchange.calculator.trend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class CountsTest {

    @Test
    void a_steady_growth_of_counts_is_no_noise_and_a_jumping_one_is() {
        assertThat(Counts.dispersionAround(List.of(10, 12, 14, 16, 18))).isEqualTo(1);
        // Steps of ±20: 400 / 2 / 20.
        assertThat(Counts.dispersionAround(List.of(10, 30, 10, 30))).isCloseTo(10, within(1e-12));
        assertThat(Counts.dispersionAround(List.of(5))).isEqualTo(1);
        assertThat(Counts.dispersionAround(List.of(0, 0))).isEqualTo(1);
    }

    @Test
    void an_interval_needs_ten_changes() {
        assertThat(Counts.interval(BigDecimal.TEN, 9, 1)).isNull();
        // 1.645 · √(4/100) = 0.329.
        Counts.Interval interval = Counts.interval(new BigDecimal("1000"), 100, 4);
        assertThat(interval.low().doubleValue()).isCloseTo(10 * Math.exp(-0.329), within(1e-5));
        assertThat(interval.high().doubleValue()).isCloseTo(10 * Math.exp(0.329), within(1e-5));
    }
}
