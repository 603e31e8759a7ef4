package costperchange.calculator.time;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/// Consecutive UTC days, from the first to the one before `to`; may be empty.
///
/// @param from first day
/// @param to the day after the last
/// @throws IllegalArgumentException if `to` is before `from`
public record Days(LocalDate from, LocalDate to) {

    public Days {
        if (to.isBefore(from)) {
            throw new IllegalArgumentException("days must not end before they start: " + from + " to " + to);
        }
    }

    public static Days of(YearMonth month) {
        return new Days(month.atDay(1), month.plusMonths(1).atDay(1));
    }

    public boolean contains(LocalDate day) {
        return !day.isBefore(from) && day.isBefore(to);
    }

    public boolean isEmpty() {
        return from.equals(to);
    }

    /// How many days these are.
    public int length() {
        return (int) ChronoUnit.DAYS.between(from, to);
    }

    public List<LocalDate> list() {
        return from.datesUntil(to).toList();
    }

    /// The months that these days touch, in order.
    public List<YearMonth> months() {
        List<YearMonth> months = new ArrayList<>();
        for (LocalDate day = from;
                day.isBefore(to);
                day = YearMonth.from(day).plusMonths(1).atDay(1)) {
            months.add(YearMonth.from(day));
        }
        return months;
    }

    /// What these days and others have in common; no days if nothing.
    public Days within(Days other) {
        LocalDate first = from.isAfter(other.from) ? from : other.from;
        LocalDate end = to.isBefore(other.to) ? to : other.to;
        return first.isBefore(end) ? new Days(first, end) : new Days(from, from);
    }

    /// These days as a period of time.
    ///
    /// @throws IllegalArgumentException if there are none
    public Period period() {
        return new Period(
                from.atStartOfDay(ZoneOffset.UTC).toInstant(),
                to.atStartOfDay(ZoneOffset.UTC).toInstant());
    }
}
