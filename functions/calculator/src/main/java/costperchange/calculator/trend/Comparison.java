package costperchange.calculator.trend;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Two windows side by side.
///
/// @param before the earlier window
/// @param after the later window
/// @param cost how much more the later one cost
/// @param changes how many more changes it had
/// @param costPerChange how much more a change cost; null where one of the windows had none
/// @param relative the same as a part of the earlier ratio, with its interval; null where it cannot be told
/// @param reason why it cannot be told; null where it can
public record Comparison(
        Window before,
        Window after,
        BigDecimal cost,
        int changes,
        @Nullable BigDecimal costPerChange,
        @Nullable Relative relative,
        @Nullable String reason) {

    /// With fewer changes in a window no percentage is given.
    public static final int FEWEST = 10;

    /// The normal distribution's quantile for a two-sided interval of 90 %.
    private static final double Z_90 = 1.645;

    /// A relative difference: `0.05` is 5 % more.
    ///
    /// @param value the difference
    /// @param low lower end of its 90 % interval
    /// @param high upper end
    public record Relative(double value, double low, double high) {

        /// Whether the interval leaves open in which direction it went.
        public boolean isNoise() {
            return low <= 0 && high >= 0;
        }
    }

    public static Comparison of(Window before, Window after) {
        BigDecimal first = before.costPerChange();
        BigDecimal second = after.costPerChange();
        BigDecimal difference = first == null || second == null ? null : second.subtract(first);
        String reason = reason(before, after);
        return new Comparison(
                before,
                after,
                after.cost().subtract(before.cost()),
                after.changes() - before.changes(),
                difference,
                reason == null ? relative(before, after) : null,
                reason);
    }

    private static @Nullable String reason(Window before, Window after) {
        if (before.changes() < FEWEST || after.changes() < FEWEST) {
            return "fewer than " + FEWEST + " changes in a window";
        }
        return before.cost().signum() <= 0 || after.cost().signum() <= 0 ? "a window cost nothing" : null;
    }

    /// The ratio of ratios r with the interval `exp(ln r ± 1.645·√(φ(1/n₁ + 1/n₀)))`: counts taken as Poisson, widened
    /// by their dispersion φ = max(1, variance / mean of the weekly counts).
    private static Relative relative(Window before, Window after) {
        double n0 = before.changes();
        double n1 = after.changes();
        double r = after.cost().doubleValue() / n1 / (before.cost().doubleValue() / n0);
        double width = Z_90 * Math.sqrt(dispersion(before, after) * (1 / n1 + 1 / n0));
        return new Relative(r - 1, Math.exp(Math.log(r) - width) - 1, Math.exp(Math.log(r) + width) - 1);
    }

    private static double dispersion(Window before, Window after) {
        List<Integer> counts =
                Stream.concat(before.weekly().stream(), after.weekly().stream()).toList();
        if (counts.size() < 2) {
            return 1;
        }
        double mean = counts.stream().mapToInt(Integer::intValue).average().orElse(0);
        double variance = counts.stream()
                        .mapToDouble(count -> (count - mean) * (count - mean))
                        .sum()
                / (counts.size() - 1);
        return mean == 0 ? 1 : Math.max(1, variance / mean);
    }
}
