package costperchange.calculator.objective;

import costperchange.calculator.trend.Counts;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a change cost, and whether that is what it was to cost.
///
/// @param actual cost per change of the window; null without a change, or before anything was measured
/// @param low lower end of its 90 % interval; null where counts do not allow one
/// @param high upper end
/// @param cost of the days that enter the ratio
/// @param changes on those days
/// @param state met or missed where the whole interval is on one side of the objective
/// @param reason why it cannot be told; null where it can
public record Ratio(
        @Nullable BigDecimal actual,
        @Nullable BigDecimal low,
        @Nullable BigDecimal high,
        BigDecimal cost,
        int changes,
        State state,
        @Nullable String reason) {

    /// @param limit what a change is to cost, above zero
    /// @param window null where nothing was measured in it
    public static Ratio of(BigDecimal limit, @Nullable Window window) {
        if (window == null) {
            return untold("not measured");
        }
        Counts.Interval interval = window.interval();
        if (interval == null) {
            return told(window, null, State.CANNOT_TELL, "fewer than " + Counts.FEWEST + " changes in the window");
        }
        if (interval.high().compareTo(limit) <= 0) {
            return told(window, interval, State.MET, null);
        }
        return interval.low().compareTo(limit) > 0
                ? told(window, interval, State.MISSED, null)
                : told(window, interval, State.CANNOT_TELL, "so few changes may come out on either side by chance");
    }

    /// Where the window says nothing of what is wanted.
    ///
    /// @param reason why
    public static Ratio untold(String reason) {
        return new Ratio(null, null, null, BigDecimal.ZERO, 0, State.CANNOT_TELL, reason);
    }

    private static Ratio told(Window window, Counts.@Nullable Interval interval, State state, @Nullable String reason) {
        return new Ratio(
                window.costPerChange(),
                interval == null ? null : interval.low(),
                interval == null ? null : interval.high(),
                window.cost(),
                window.changes(),
                state,
                reason);
    }
}
