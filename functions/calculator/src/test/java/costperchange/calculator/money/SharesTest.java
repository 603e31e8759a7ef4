package costperchange.calculator.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SharesTest {

    @Test
    void a_third_each_leaves_the_last_unit_to_the_first() {
        assertThat(Shares.of(new BigDecimal("1"), weights("1", "1", "1")))
                .containsExactly(
                        new BigDecimal("0.333333333334"),
                        new BigDecimal("0.333333333333"),
                        new BigDecimal("0.333333333333"));
    }

    @Test
    void units_left_over_go_to_the_largest_remainders() {
        // 10 units of 1E-12 by 1 : 2 : 4 are 1.43, 2.86 and 5.71.
        assertThat(Shares.of(new BigDecimal("0.000000000010"), weights("1", "2", "4")))
                .containsExactly(
                        new BigDecimal("0.000000000001"),
                        new BigDecimal("0.000000000003"),
                        new BigDecimal("0.000000000006"));
    }

    @Test
    void a_negative_amount_is_the_mirror_of_the_positive_one() {
        List<BigDecimal> weights = weights("1", "2", "4");
        assertThat(Shares.of(new BigDecimal("-5.01"), weights))
                .isEqualTo(Shares.of(new BigDecimal("5.01"), weights).stream()
                        .map(BigDecimal::negate)
                        .toList());
    }

    @Test
    void weights_of_which_none_is_positive_divide_nothing() {
        assertThatThrownBy(() -> Shares.of(BigDecimal.ONE, weights("0", "0")))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Shares.of(BigDecimal.ONE, weights("2", "-1")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @RepeatedTest(300)
    void the_parts_add_up_to_the_amount_and_none_is_off_by_a_unit(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        BigDecimal amount = BigDecimal.valueOf(random.nextLong(), random.nextInt(20));
        List<BigDecimal> weights = new ArrayList<>(weights("1"));
        for (int i = random.nextInt(30); i > 0; i--) {
            weights.add(BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(8)));
        }
        List<BigDecimal> parts = Shares.of(amount, weights);
        assertThat(parts.stream().reduce(BigDecimal.ZERO, BigDecimal::add)).isEqualByComparingTo(amount);
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        BigDecimal unit = BigDecimal.ONE.movePointLeft(Math.max(Shares.SCALE, amount.scale()));
        for (int i = 0; i < parts.size(); i++) {
            BigDecimal difference = parts.get(i).multiply(total).subtract(amount.multiply(weights.get(i)));
            assertThat(difference.abs()).isLessThan(unit.multiply(total));
        }
    }

    private static List<BigDecimal> weights(String... weights) {
        return List.of(weights).stream().map(BigDecimal::new).toList();
    }
}
