package costperchange.calculator.trend;

import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What each day of a scope cost, in one currency, without charges that reach outside their billing period.
///
/// @param byDay the days whose cost is known; a day without charges cost zero
public record DailyCosts(SortedMap<LocalDate, BigDecimal> byDay) {

    public DailyCosts {
        byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
    }

    /// Those of a span.
    public DailyCosts within(Days span) {
        return new DailyCosts(byDay.subMap(span.from(), span.to()));
    }

    public int size() {
        return byDay.size();
    }

    public BigDecimal sum() {
        return byDay.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /// Mean cost of the days; null without any.
    public @Nullable BigDecimal perDay() {
        return byDay.isEmpty()
                ? null
                : sum().divide(BigDecimal.valueOf(byDay.size()), Window.SCALE, RoundingMode.HALF_EVEN);
    }
}
