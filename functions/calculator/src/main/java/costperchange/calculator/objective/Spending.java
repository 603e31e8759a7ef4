package costperchange.calculator.objective;

import costperchange.calculator.time.Days;
import costperchange.calculator.trend.DailyCosts;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/// What was spent of what was to be spent by day.
///
/// @param actual mean cost of the window's days that are known; null where none is
/// @param state of the objective
/// @param reason why it cannot be told; null where it can
/// @param days of the window whose cost is known
/// @param budget what those days were to cost; null where none is known
/// @param spent what they cost; null where none is known
/// @param left budget less spent, negative where more was spent; null where no day is known
/// @param overLong burn rate over the last quarter of the window, a week at least
/// @param overShort burn rate over the last fourteenth of the window, a day at least
/// @param burning whether both are above [#ALARM]
public record Spending(
        @Nullable BigDecimal actual,
        State state,
        @Nullable String reason,
        int days,
        @Nullable BigDecimal budget,
        @Nullable BigDecimal spent,
        @Nullable BigDecimal left,
        Burn overLong,
        Burn overShort,
        boolean burning) {

    /// A burn rate at which the budget of a window is gone when four fifths of it are over. Two windows must
    /// agree: the long one that it is no blip, the short one that it still goes on (Google, "The Site Reliability
    /// Workbook", chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"; with rates that suit money, which unlike errors
    /// is spent every day).
    public static final BigDecimal ALARM = new BigDecimal("1.25");

    /// Of a window with fewer days known, in percent, nothing is told.
    private static final int FEWEST_PERCENT = 75;

    private static final int RATE_SCALE = 4;

    /// Cost a day as a part of what a day is to cost: 1 spends the budget exactly.
    ///
    /// @param days how many days it looks back
    /// @param rate null where not all of them are known
    public record Burn(int days, @Nullable BigDecimal rate) {}

    /// @param limit what a day is to cost, above zero
    /// @param costs of the window's days
    /// @param window whole weeks
    public static Spending of(BigDecimal limit, DailyCosts costs, Days window) {
        DailyCosts known = costs.within(window);
        int length = window.length();
        String unknown = "the cost of " + (length - known.size()) + " of " + length + " days is not known";
        if (known.size() == 0) {
            return untold(window, unknown);
        }
        BigDecimal budget = limit.multiply(BigDecimal.valueOf(known.size()));
        boolean enough = known.size() * 100 >= length * FEWEST_PERCENT;
        Burn overLong = burn(limit, known, window, longDays(window));
        Burn overShort = burn(limit, known, window, shortDays(window));
        return new Spending(
                known.perDay(),
                !enough ? State.CANNOT_TELL : known.sum().compareTo(budget) <= 0 ? State.MET : State.MISSED,
                enough ? null : unknown,
                known.size(),
                budget,
                known.sum(),
                budget.subtract(known.sum()),
                overLong,
                overShort,
                isHigh(overLong) && isHigh(overShort));
    }

    /// Where no day says anything of what is wanted.
    ///
    /// @param reason why
    public static Spending untold(Days window, String reason) {
        Burn overLong = new Burn(longDays(window), null);
        Burn overShort = new Burn(shortDays(window), null);
        return new Spending(null, State.CANNOT_TELL, reason, 0, null, null, null, overLong, overShort, false);
    }

    private static int longDays(Days window) {
        return Math.max(7, window.length() / 4);
    }

    private static int shortDays(Days window) {
        return Math.max(1, window.length() / 14);
    }

    private static Burn burn(BigDecimal limit, DailyCosts known, Days window, int days) {
        DailyCosts last = known.within(new Days(window.to().minusDays(days), window.to()));
        BigDecimal planned = limit.multiply(BigDecimal.valueOf(days));
        return new Burn(
                days, last.size() == days ? last.sum().divide(planned, RATE_SCALE, RoundingMode.HALF_EVEN) : null);
    }

    private static boolean isHigh(Burn burn) {
        return burn.rate != null && burn.rate.compareTo(ALARM) > 0;
    }
}
