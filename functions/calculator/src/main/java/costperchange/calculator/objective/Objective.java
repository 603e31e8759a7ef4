package costperchange.calculator.objective;

import costperchange.calculator.money.Currency;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/// What a scope is to cost, at most, over a window that moves on day by day.
///
/// @param currency of both amounts; what is charged in others is not looked at
/// @param costPerDay mean over the window's days, above zero; null where nothing is wanted of it
/// @param costPerChange over the window, above zero; null where nothing is wanted of it
/// @param window how many days, whole weeks
public record Objective(
        Currency currency,
        @Nullable BigDecimal costPerDay,
        @Nullable BigDecimal costPerChange,
        int window) {

    /// What may be wanted.
    public enum Amount {
        COST_PER_DAY,
        COST_PER_CHANGE
    }

    public static final int USUAL_WINDOW = 28;

    /// The longest window: a quarter.
    public static final int LONGEST_WINDOW = 91;
}
