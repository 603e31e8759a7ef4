package costperchange.calculator.trend;

import java.math.BigDecimal;
import java.util.List;

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
}
