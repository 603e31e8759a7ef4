package costperchange.calculator.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
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
    public Incident merge(Incident other) {
        return new Incident(
                id, Stream.concat(reports.stream(), other.reports.stream()).toList());
    }

    /// When it began: the earliest start that was told.
    public Instant startedAt() {
        return reports.stream()
                .map(Report::startedAt)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// When it was last said to be resolved; null while it is open.
    public @Nullable Instant resolvedAt() {
        return reports.stream()
                .map(Report::resolvedAt)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    private static List<Report> union(List<Report> told) {
        TreeSet<Report> union = new TreeSet<>();
        for (Report report : new TreeSet<>(told)) {
            if (union.isEmpty() || !report.repeats(union.last())) {
                union.add(report);
            }
        }
        return List.copyOf(union);
    }

    /// One thing that was told of an incident. Times are kept to the millisecond.
    ///
    /// @param startedAt when it began
    /// @param resolvedAt when it ended; null if that was not told
    /// @param deployment the source's name of the deployment that caused it, if it was told
    /// @param url where people can look at it
    /// @param recordedAt when we accepted this
    public record Report(
            Instant startedAt,
            @Nullable Instant resolvedAt,
            @Nullable String deployment,
            @Nullable String url,
            Instant recordedAt)
            implements Comparable<Report> {

        private static final Comparator<Report> ORDER = Comparator.comparing(Report::startedAt)
                .thenComparing(report -> Objects.toString(report.resolvedAt, ""))
                .thenComparing(report -> Objects.toString(report.deployment, ""))
                .thenComparing(report -> Objects.toString(report.url, ""))
                .thenComparing(Report::recordedAt);

        public Report {
            startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
            resolvedAt = resolvedAt == null ? null : resolvedAt.truncatedTo(ChronoUnit.MILLIS);
            recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public int compareTo(Report other) {
            return ORDER.compare(this, other);
        }

        boolean repeats(Report other) {
            return new Report(startedAt, resolvedAt, deployment, url, other.recordedAt).equals(other);
        }
    }
}
