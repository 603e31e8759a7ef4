package costperchange.report.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// A vertical axis that holds zero and all values, with round marks.
///
/// @param low lowest mark
/// @param high highest mark
/// @param step from mark to mark
/// @param top where `high` stands, in pixels from above
/// @param height from `high` to `low`, in pixels
record Axis(BigDecimal low, BigDecimal high, BigDecimal step, int top, int height) {

    private static final List<Integer> ROUND = List.of(1, 2, 5, 10);

    static Axis of(Collection<BigDecimal> values, int marks, int top, int height) {
        BigDecimal most = values.stream().reduce(BigDecimal.ZERO, BigDecimal::max);
        BigDecimal least = values.stream().reduce(BigDecimal.ZERO, BigDecimal::min);
        BigDecimal step = step(most.subtract(least), marks);
        return new Axis(
                least.divide(step, 0, RoundingMode.FLOOR).multiply(step),
                most.divide(step, 0, RoundingMode.CEILING).max(BigDecimal.ONE).multiply(step),
                step,
                top,
                height);
    }

    /// 1, 2 or 5 times a power of ten.
    private static BigDecimal step(BigDecimal span, int marks) {
        if (span.signum() == 0) {
            return BigDecimal.ONE;
        }
        BigDecimal wanted = span.divide(BigDecimal.valueOf(marks), 12, RoundingMode.UP);
        int magnitude = wanted.precision() - wanted.scale() - 1;
        return ROUND.stream()
                .map(digit -> BigDecimal.valueOf(digit).scaleByPowerOfTen(magnitude))
                .filter(step -> step.compareTo(wanted) >= 0)
                .findFirst()
                .orElseThrow();
    }

    List<BigDecimal> marks() {
        List<BigDecimal> marks = new ArrayList<>();
        for (BigDecimal mark = low; mark.compareTo(high) <= 0; mark = mark.add(step)) {
            marks.add(mark);
        }
        return marks;
    }

    /// Where a value stands, in pixels from above, to a tenth.
    BigDecimal y(BigDecimal value) {
        return BigDecimal.valueOf(top)
                .add(high.subtract(value)
                        .multiply(BigDecimal.valueOf(height))
                        .divide(high.subtract(low), 1, RoundingMode.HALF_EVEN));
    }

    BigDecimal zero() {
        return y(BigDecimal.ZERO);
    }
}
