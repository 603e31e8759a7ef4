package costperchange.calculator.trend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What counts of changes can tell: they are taken as Poisson, widened by how much they vary from week to week.
public final class Counts {

    /// With fewer changes in a window no percentage and no interval is given.
    public static final int FEWEST = 10;

    /// The normal distribution's quantile for a two-sided interval of 90 %.
    static final double Z_90 = 1.645;

    /// A 90 % interval of a cost per change.
    public record Interval(BigDecimal low, BigDecimal high) {}

    private Counts() {}

    /// φ = max(1, variance / mean) of weekly counts; 1 where there are fewer than two.
    static double dispersion(List<Integer> weekly) {
        if (weekly.size() < 2) {
            return 1;
        }
        double mean = weekly.stream().mapToInt(Integer::intValue).average().orElse(0);
        double variance = weekly.stream()
                        .mapToDouble(count -> (count - mean) * (count - mean))
                        .sum()
                / (weekly.size() - 1);
        return mean == 0 ? 1 : Math.max(1, variance / mean);
    }

    /// φ of counts that may follow a trend, which is no noise: half the mean square of the steps from one to the
    /// next (J. von Neumann and others, "The Mean Square Successive Difference", 1941) over their mean, at least 1.
    public static double dispersionAround(List<Integer> counts) {
        double mean = counts.stream().mapToInt(Integer::intValue).average().orElse(0);
        if (counts.size() < 2 || mean == 0) {
            return 1;
        }
        double squares = 0;
        for (int i = 1; i < counts.size(); i++) {
            double step = counts.get(i) - counts.get(i - 1);
            squares += step * step;
        }
        return Math.max(1, squares / 2 / (counts.size() - 1) / mean);
    }

    /// The interval of a ratio, `exp(ln r ± 1.645·√(φ/n))`; null with fewer than [#FEWEST] changes.
    public static @Nullable Interval interval(BigDecimal cost, int changes, double dispersion) {
        if (changes < FEWEST) {
            return null;
        }
        BigDecimal ratio = Objects.requireNonNull(Window.ratio(cost, changes), "there are changes");
        double width = Math.exp(Z_90 * Math.sqrt(dispersion / changes));
        BigDecimal one = scaled(ratio, 1 / width);
        BigDecimal other = scaled(ratio, width);
        return new Interval(one.min(other), one.max(other));
    }

    private static BigDecimal scaled(BigDecimal ratio, double factor) {
        return ratio.multiply(BigDecimal.valueOf(factor)).setScale(Window.SCALE, RoundingMode.HALF_EVEN);
    }
}
