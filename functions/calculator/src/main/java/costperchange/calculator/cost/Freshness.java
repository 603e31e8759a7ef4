package costperchange.calculator.cost;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/// How far the bills of a month can be relied on. Taken from the bills alone, so it does not depend on when it is
/// asked.
///
/// @param completeThrough the last day whose charges are all there; the day before the month where none is
/// @param missingDays days up to then that a bill left out although it charges by the day, in order
/// @param estimated whether a bill may still change
public record Freshness(LocalDate completeThrough, List<LocalDate> missingDays, boolean estimated) {

    public Freshness {
        missingDays = List.copyOf(missingDays);
    }

    /// Whether a day's cost is known: it can enter a ratio.
    public boolean covers(LocalDate day) {
        return !day.isAfter(completeThrough) && !missingDays.contains(day);
    }

    /// What holds for several bills together: only what all of them cover is covered.
    ///
    /// @param all at least one
    public static Freshness of(Collection<Freshness> all) {
        TreeSet<LocalDate> missing = new TreeSet<>();
        all.forEach(one -> missing.addAll(one.missingDays));
        return new Freshness(
                all.stream()
                        .map(Freshness::completeThrough)
                        .min(LocalDate::compareTo)
                        .orElseThrow(),
                List.copyOf(missing),
                all.stream().anyMatch(Freshness::estimated));
    }
}
