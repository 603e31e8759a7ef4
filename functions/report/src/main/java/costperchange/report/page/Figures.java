package costperchange.report.page;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// How numbers are written for people: rounded, thousands separated, with a real minus.
public final class Figures {

    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_MONTH = DateTimeFormatter.ofPattern("MMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM", Locale.ENGLISH);
    private static final long MINUTE = 60;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY_SECONDS = 24 * HOUR;
    private static final BigDecimal SMALL = new BigDecimal("0.1");

    private Figures() {}

    /// `1,234.56`; two digits that count where it is below 0.1, so that little is not shown as nothing.
    public static String amount(BigDecimal amount) {
        boolean small = amount.signum() != 0 && amount.abs().compareTo(SMALL) < 0;
        return minus(
                small ? amount.round(new MathContext(2)).toPlainString() : String.format(Locale.ROOT, "%,.2f", amount));
    }

    /// `+1,234.56` or `−1,234.56`.
    public static String more(BigDecimal amount) {
        return (amount.signum() > 0 ? "+" : "") + amount(amount);
    }

    public static String count(int count) {
        return minus(String.format(Locale.ROOT, "%,d", count));
    }

    public static String more(int count) {
        return (count > 0 ? "+" : "") + count(count);
    }

    /// A count, or a mean of counts to a tenth: `12`, `12.3`.
    ///
    /// @param signed whether more is marked with a plus
    static String mean(BigDecimal count, boolean signed) {
        boolean whole = count.stripTrailingZeros().scale() <= 0;
        return (signed && count.signum() > 0 ? "+" : "")
                + minus(String.format(Locale.ROOT, whole ? "%,.0f" : "%,.1f", count));
    }

    /// `1 change`, `1,234 changes`.
    public static String changes(int count) {
        return count(count) + (count == 1 ? " change" : " changes");
    }

    /// A relative difference: `+12.3 %`.
    public static String percent(BigDecimal fraction) {
        return (fraction.signum() > 0 ? "+" : "") + share(fraction);
    }

    /// A part of a whole: `12.3 %`.
    public static String share(BigDecimal fraction) {
        return minus(String.format(Locale.ROOT, "%,.1f\u00a0%%", fraction.movePointRight(2)));
    }

    /// A time in the unit that suits it: `45 s`, `12.5 min`, `3.2 h`, `4.0 d`.
    public static String duration(long seconds) {
        if (seconds < MINUTE) {
            return seconds + "\u00a0s";
        }
        if (seconds < HOUR) {
            return in(seconds, MINUTE, "min");
        }
        return seconds < DAY_SECONDS ? in(seconds, HOUR, "h") : in(seconds, DAY_SECONDS, "d");
    }

    private static String in(long seconds, long unit, String name) {
        BigDecimal value = BigDecimal.valueOf(seconds).divide(BigDecimal.valueOf(unit), 1, RoundingMode.HALF_EVEN);
        return String.format(Locale.ROOT, "%,.1f\u00a0%s", value, name);
    }

    /// `October 2026`.
    public static String month(YearMonth month) {
        return month.format(MONTH);
    }

    /// `Oct 2026`.
    static String shortMonth(YearMonth month) {
        return month.format(SHORT_MONTH);
    }

    /// `31 October`.
    public static String day(LocalDate day) {
        return day.format(DAY);
    }

    /// Short, for an axis: `0`, `250`, `12k`, `1.5M`.
    static String axis(BigDecimal value) {
        BigDecimal million = BigDecimal.valueOf(1_000_000);
        BigDecimal thousand = BigDecimal.valueOf(1_000);
        if (value.abs().compareTo(million) >= 0) {
            return plain(value.divide(million)) + "M";
        }
        return value.abs().compareTo(thousand) >= 0 ? plain(value.divide(thousand)) + "k" : plain(value);
    }

    private static String plain(BigDecimal value) {
        return minus(value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString());
    }

    private static String minus(String number) {
        return number.replace('-', '\u2212');
    }
}
