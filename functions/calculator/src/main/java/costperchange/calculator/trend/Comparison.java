package costperchange.calculator.trend;

import java.math.BigDecimal;
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
        if (before.changes() < Counts.FEWEST || after.changes() < Counts.FEWEST) {
            return "fewer than " + Counts.FEWEST + " changes in a window";
        }
        return before.cost().signum() <= 0 || after.cost().signum() <= 0 ? "a window cost nothing" : null;
    }

    /// The ratio of ratios r with the interval `exp(ln r ± 1.645·√(φ(1/n₁ + 1/n₀)))`: counts taken as Poisson, widened
    /// by the dispersion φ of the weekly ones ([Counts#dispersion]).
    private static Relative relative(Window before, Window after) {
        double n0 = before.changes();
        double n1 = after.changes();
        double r = after.cost().doubleValue() / n1 / (before.cost().doubleValue() / n0);
        double dispersion = Counts.dispersion(
                Stream.concat(before.weekly().stream(), after.weekly().stream()).toList());
        double width = Counts.Z_90 * Math.sqrt(dispersion * (1 / n1 + 1 / n0));
        return new Relative(r - 1, Math.exp(Math.log(r) - width) - 1, Math.exp(Math.log(r) + width) - 1);
    }
}
