package costperchange.calculator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// A span of time that contains its start and not its end; never empty.
///
/// @throws IllegalArgumentException if the end is not after the start
public record Period(Instant start, Instant end) implements Comparable<Period> {

    public Period {
        if (!end.isAfter(start)) {
            throw new IllegalArgumentException("a period must end after its start: " + start + " to " + end);
        }
    }

    public static Period of(YearMonth month) {
        return new Days(month.atDay(1), month.plusMonths(1).atDay(1)).period();
    }

    public static Period of(LocalDate day) {
        return new Days(day, day.plusDays(1)).period();
    }

    public long seconds() {
        return Duration.between(start, end).toSeconds();
    }

    public boolean contains(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }

    /// What this period and another have in common; empty if nothing.
    public Optional<Period> overlap(Period other) {
        Instant from = start.isAfter(other.start) ? start : other.start;
        Instant to = end.isBefore(other.end) ? end : other.end;
        return to.isAfter(from) ? Optional.of(new Period(from, to)) : Optional.empty();
    }

    /// The UTC days that this period touches, in order.
    public List<LocalDate> days() {
        LocalDate first = day(start);
        LocalDate last = day(end.minusNanos(1));
        return new Days(first, last.plusDays(1)).list();
    }

    /// The calendar months (UTC) that this period touches, in order.
    public List<YearMonth> months() {
        YearMonth last = YearMonth.from(day(end.minusNanos(1)));
        return Stream.iterate(month(), month -> !month.isAfter(last), month -> month.plusMonths(1))
                .toList();
    }

    /// The calendar month (UTC) in which this period starts.
    public YearMonth month() {
        return YearMonth.from(day(start));
    }

    /// The UTC day on which a time falls.
    public static LocalDate day(Instant time) {
        return LocalDate.ofInstant(time, ZoneOffset.UTC);
    }

    @Override
    public int compareTo(Period other) {
        int byStart = start.compareTo(other.start);
        return byStart != 0 ? byStart : end.compareTo(other.end);
    }
}
