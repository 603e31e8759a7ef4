package costperchange.calculator.allocation;

import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/// Which catalog assigns a telling: the latest of those that reach back to its day. So what was assigned before
/// a catalog's first day stays where it is, whenever it is told again.
///
/// @param catalogs the latest first, as far back as any telling can need them
public record Assignments(List<Reach> catalogs) {

    /// @param from first day whose deployments the catalog assigns; [LocalDate#MIN] for all there are
    public record Reach(Instant version, LocalDate from, Catalog catalog) {}

    public static final Assignments NONE = new Assignments(List.of());

    /// The assignment of what happened at a time.
    public Assignment at(Instant time) {
        Instant latest = catalogs.isEmpty() ? Assigned.NO_CATALOG : catalogs.getFirst().version;
        return new Assignment(
                latest,
                catalogs.stream()
                        .filter(one -> !Period.day(time).isBefore(one.from))
                        .map(Reach::catalog)
                        .findFirst()
                        .orElse(Catalog.NONE));
    }
}
