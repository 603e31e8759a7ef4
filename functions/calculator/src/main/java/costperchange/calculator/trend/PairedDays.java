package costperchange.calculator.trend;

import costperchange.calculator.time.Days;
import costperchange.calculator.trend.Comparison.Relative;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The cost per day of two windows side by side, each day with the one of its weekday, so that weekends do not
/// pass for noise. A day that is not known leaves with the one it is paired with.
///
/// @param before the earlier window's days that have a partner
/// @param after the later window's
/// @param relative how much more a day cost, with its 90 % interval; null where it cannot be told
/// @param reason why it cannot be told; null where it can
public record PairedDays(
        DailyCosts before,
        DailyCosts after,
        @Nullable Relative relative,
        @Nullable String reason) {

    /// With fewer pairs nothing is told.
    public static final int FEWEST = 5;

    /// @param before as long as the later window, and whole weeks before it
    public static PairedDays of(DailyCosts costs, Days before, Days after) {
        TreeMap<LocalDate, BigDecimal> first = new TreeMap<>();
        TreeMap<LocalDate, BigDecimal> second = new TreeMap<>();
        for (int day = 0; day < before.length(); day++) {
            BigDecimal one = costs.byDay().get(before.from().plusDays(day));
            BigDecimal other = costs.byDay().get(after.from().plusDays(day));
            if (one != null && other != null) {
                first.put(before.from().plusDays(day), one);
                second.put(after.from().plusDays(day), other);
            }
        }
        return of(new DailyCosts(first), new DailyCosts(second));
    }

    private static PairedDays of(DailyCosts before, DailyCosts after) {
        if (before.size() < FEWEST) {
            return new PairedDays(
                    before, after, null, "the cost of fewer than " + FEWEST + " days is known in both windows");
        }
        return before.sum().signum() <= 0 || after.sum().signum() <= 0
                ? new PairedDays(before, after, null, "a window cost nothing")
                : new PairedDays(before, after, relative(before, after), null);
    }

    /// The ratio estimator r of paired samples and its variance by linearisation, Σ(aᵢ − r·bᵢ)² / (n(n − 1)·b̄²)
    /// (W. G. Cochran, "Sampling Techniques", 2.11), on the logarithm of r, with Student's quantile for n − 1.
    private static Relative relative(DailyCosts before, DailyCosts after) {
        double[] b = doubles(before);
        double[] a = doubles(after);
        int n = a.length;
        double r = after.sum().doubleValue() / before.sum().doubleValue();
        double squares = 0;
        for (int i = 0; i < n; i++) {
            squares += (a[i] - r * b[i]) * (a[i] - r * b[i]);
        }
        double mean = after.sum().doubleValue() / n;
        double width = student(n - 1) * Math.sqrt(squares / n / (n - 1)) / mean;
        return new Relative(r - 1, Math.exp(Math.log(r) - width) - 1, Math.exp(Math.log(r) + width) - 1);
    }

    private static double[] doubles(DailyCosts costs) {
        return costs.byDay().values().stream()
                .mapToDouble(BigDecimal::doubleValue)
                .toArray();
    }

    /// Student's quantile for a two-sided interval of 90 %, by the expansion of Abramowitz and Stegun 26.7.5: 2 %
    /// off for 4 degrees of freedom, less for more.
    static double student(int degrees) {
        double z = Counts.Z_90;
        double z3 = z * z * z;
        double z5 = z3 * z * z;
        return z
                + (z3 + z) / (4 * degrees)
                + (5 * z5 + 16 * z3 + 3 * z) / (96.0 * degrees * degrees)
                + (3 * z5 * z * z + 19 * z5 + 17 * z3 - 15 * z) / (384.0 * degrees * degrees * degrees);
    }
}
