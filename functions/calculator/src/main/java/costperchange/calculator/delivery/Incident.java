package costperchange.calculator.delivery;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A failure in production, as far as it was told. Tellings merge in any order to the same record.
///
/// @param id which incident of which application
/// @param reports at least one, none repeated
public record Incident(DeploymentId id, List<Report> reports) {

    public Incident {
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("an incident needs a report: " + id);
        }
        reports = union(reports);
    }

    /// Both tellings as one.
    ///
    /// @throws IllegalArgumentException if the other is another incident
    public Incident merge(Incident other) {
        if (!id.equals(other.id)) {
            throw new IllegalArgumentException("cannot merge " + id + " with " + other.id);
        }
        return new Incident(
                id, Stream.concat(reports.stream(), other.reports.stream()).toList());
    }

    /// When it began: the earliest start that was told; null while only its end was.
    public @Nullable Instant startedAt() {
        return parts(Report::startedAt).min(Comparator.naturalOrder()).orElse(null);
    }

    /// When it was last said to be resolved; null while it is open, or open again.
    public @Nullable Instant resolvedAt() {
        Instant resolved =
                parts(Report::resolvedAt).max(Comparator.naturalOrder()).orElse(null);
        Instant reopened =
                parts(Report::reopenedAt).max(Comparator.naturalOrder()).orElse(null);
        boolean open = resolved != null && reopened != null && reopened.isAfter(resolved);
        return open ? null : resolved;
    }

    /// The deployment that caused it, by its source's name for it or by its revision; null if none was named.
    public @Nullable String cause() {
        return parts(Report::cause).max(Comparator.naturalOrder()).orElse(null);
    }

    /// How long before it the change may have come that it is tied to, if it names none; null to tie it to none.
    public @Nullable Duration tiedWithin() {
        return reports.stream()
                .max(Comparator.comparing(Report::catalog))
                .map(Report::tiedWithin)
                .orElse(null);
    }

    /// The oldest catalog that assigned any of it.
    public Instant catalog() {
        return reports.stream()
                .map(Report::catalog)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// Whether both are the same but for the versions of catalogs that agree.
    public boolean isSame(Incident other) {
        return withoutCatalogs().equals(other.withoutCatalogs());
    }

    private Incident withoutCatalogs() {
        return assigned(report -> report.assigned(Assigned.NO_CATALOG, report.tiedWithin()));
    }

    /// The same reports, as another catalog has them.
    public Incident assigned(UnaryOperator<Report> anew) {
        return new Incident(id, reports.stream().map(anew).toList());
    }

    private <T> Stream<T> parts(Function<Report, @Nullable T> part) {
        return reports.stream().map(part).filter(Objects::nonNull);
    }

    private static List<Report> union(List<Report> told) {
        List<Report> union = new ArrayList<>();
        for (Report report : new TreeSet<>(told)) {
            if (!union.isEmpty() && report.repeats(union.getLast())) {
                union.add(union.removeLast().with(report));
            } else {
                union.add(report);
            }
        }
        return List.copyOf(union);
    }

    /// One thing that was told of an incident. Times are kept to the millisecond.
    ///
    /// @param origin what failed, in the teller's words
    /// @param startedAt when it began; null if that was not told
    /// @param resolvedAt when it ended; null if that was not told
    /// @param reopenedAt when it began again after that; null if that was not told
    /// @param cause the deployment that caused it, by its id or its revision, if it was told
    /// @param url where people can look at it
    /// @param catalog version of the latest catalog when this was assigned
    /// @param tiedWithin as that catalog says, see [Incident#tiedWithin]
    /// @param recordedAt when we accepted this
    public record Report(
            Origin origin,
            @Nullable Instant startedAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant reopenedAt,
            @Nullable String cause,
            @Nullable String url,
            Instant catalog,
            @Nullable Duration tiedWithin,
            Instant recordedAt)
            implements Comparable<Report> {

        private static final Comparator<Report> ORDER = Comparator.comparing(
                        (Report report) -> Objects.toString(report.startedAt, ""))
                .thenComparing(report -> Objects.toString(report.resolvedAt, ""))
                .thenComparing(report -> Objects.toString(report.reopenedAt, ""))
                .thenComparing(report -> Objects.toString(report.cause, ""))
                .thenComparing(report -> Objects.toString(report.url, ""))
                .thenComparing(report -> report.origin.application() + " " + report.origin.repository() + " "
                        + new TreeMap<>(report.origin.fields()))
                .thenComparing(Report::catalog)
                .thenComparing(Report::recordedAt);

        public Report {
            startedAt = startedAt == null ? null : startedAt.truncatedTo(ChronoUnit.MILLIS);
            resolvedAt = resolvedAt == null ? null : resolvedAt.truncatedTo(ChronoUnit.MILLIS);
            reopenedAt = reopenedAt == null ? null : reopenedAt.truncatedTo(ChronoUnit.MILLIS);
            recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
            origin = new Origin(origin.application(), origin.repository(), List.of(), origin.fields());
        }

        @Override
        public int compareTo(Report other) {
            return ORDER.compare(this, other);
        }

        /// Whether both are the same report, whatever a catalog made of it and whenever it came.
        boolean repeats(Report other) {
            return origin.equals(other.origin)
                    && Objects.equals(startedAt, other.startedAt)
                    && Objects.equals(resolvedAt, other.resolvedAt)
                    && Objects.equals(reopenedAt, other.reopenedAt)
                    && Objects.equals(cause, other.cause)
                    && Objects.equals(url, other.url);
        }

        /// One report that came twice: recorded when it first came, assigned by the later catalog.
        Report with(Report repetition) {
            Report later = catalog.isBefore(repetition.catalog) ? repetition : this;
            Instant first = recordedAt.isBefore(repetition.recordedAt) ? recordedAt : repetition.recordedAt;
            return new Report(
                    origin, startedAt, resolvedAt, reopenedAt, cause, url, later.catalog, later.tiedWithin, first);
        }

        /// The time by which a catalog is chosen.
        public Instant chosenBy() {
            return startedAt != null ? startedAt : Objects.requireNonNullElse(resolvedAt, recordedAt);
        }

        public Report assigned(Instant catalog, @Nullable Duration tiedWithin) {
            return new Report(origin, startedAt, resolvedAt, reopenedAt, cause, url, catalog, tiedWithin, recordedAt);
        }
    }
}
