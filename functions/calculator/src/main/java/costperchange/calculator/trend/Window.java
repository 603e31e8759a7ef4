package costperchange.calculator.trend;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a span of time cost, in one currency, and what changed in it.
///
/// @param cost of the days that enter the ratio, without charges that reach outside their billing period
/// @param changes on those days
/// @param weekly the changes of each whole week of the window, in order
public record Window(BigDecimal cost, int changes, List<Integer> weekly) {

    /// Digits after the point of a cost per change.
    public static final int SCALE = 6;

    public Window {
        weekly = List.copyOf(weekly);
    }

    /// Cost per change; null where nothing changed.
    public @Nullable BigDecimal costPerChange() {
        return ratio(cost, changes);
    }

    /// Its 90 % interval; null with fewer than [Counts#FEWEST] changes.
    public Counts.@Nullable Interval interval() {
        return Counts.interval(cost, changes, Counts.dispersion(weekly));
    }

    /// A cost divided by a count of changes; null where nothing changed.
    public static @Nullable BigDecimal ratio(BigDecimal cost, int changes) {
        return changes == 0 ? null : cost.divide(BigDecimal.valueOf(changes), SCALE, RoundingMode.HALF_EVEN);
    }
}
