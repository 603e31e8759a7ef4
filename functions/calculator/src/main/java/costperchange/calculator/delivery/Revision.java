package costperchange.calculator.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What became known of a revision apart from its deployments: when its commits were made, what it contains,
/// how long pipelines ran for it. Tellings merge in any order to the same record.
///
/// @param application whose
/// @param name a commit or a tag, as deployments name it
/// @param tellings at least one, none repeated
public record Revision(String application, String name, List<Telling> tellings) {

    /// How many tellings are kept, the earliest: scheduled pipelines may run for one revision for years.
    static final int MOST = 100;

    public Revision {
        if (tellings.isEmpty()) {
            throw new IllegalArgumentException("a revision needs a telling: " + application + " " + name);
        }
        tellings = union(tellings);
    }

    /// Both tellings as one.
    ///
    /// @throws IllegalArgumentException if the other is another revision
    public Revision merge(Revision other) {
        if (!application.equals(other.application) || !name.equals(other.name)) {
            throw new IllegalArgumentException(
                    "cannot merge " + name + " of " + application + " with " + other.name + " of " + other.application);
        }
        return new Revision(
                application,
                name,
                Stream.concat(tellings.stream(), other.tellings.stream()).toList());
    }

    /// Whether it is known to change nothing of the application.
    public boolean touchesNothing() {
        return tellings.stream().anyMatch(telling -> Boolean.FALSE.equals(telling.assigned.touches)) && !touches();
    }

    /// Whether it is known to change something of the application.
    public boolean touches() {
        return tellings.stream().anyMatch(telling -> Boolean.TRUE.equals(telling.assigned.touches));
    }

    /// What had been recorded by a time; empty if nothing.
    public Optional<Revision> asKnownAt(Instant time) {
        List<Telling> known = tellings.stream()
                .filter(telling -> !telling.recordedAt().isAfter(time))
                .toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(new Revision(application, name, known));
    }

    /// The same without where it was told from, of which there may be much.
    public Revision withoutOrigins() {
        return new Revision(
                application,
                name,
                tellings.stream()
                        .map(telling -> new Telling(
                                telling.source,
                                telling.id,
                                telling.at,
                                Origin.NONE,
                                telling.what,
                                telling.assigned,
                                telling.recordedAt))
                        .toList());
    }

    /// The oldest catalog that assigned any of it.
    public Instant catalog() {
        return tellings.stream()
                .map(Telling::catalog)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// When the first thing became known of it.
    public Instant since() {
        return tellings.stream().map(Telling::at).min(Comparator.naturalOrder()).orElseThrow();
    }

    /// Whether both are the same but for the versions of catalogs that agree.
    public boolean isSame(Revision other) {
        return withoutCatalogs().equals(other.withoutCatalogs());
    }

    private Revision withoutCatalogs() {
        return assigned(telling -> telling.assigned(telling.assigned.by(Assigned.NO_CATALOG)));
    }

    /// The same tellings, as another catalog has them.
    public Revision assigned(UnaryOperator<Telling> anew) {
        return new Revision(application, name, tellings.stream().map(anew).toList());
    }

    private static List<Telling> union(List<Telling> told) {
        List<Telling> union = new ArrayList<>();
        for (Telling telling : new TreeSet<>(told)) {
            if (!union.isEmpty() && telling.repeats(union.getLast())) {
                union.add(union.removeLast().with(telling));
            } else {
                union.add(telling);
            }
        }
        // The first in order of a union are the first of the firsts of its parts, so this is a union still.
        return List.copyOf(union.subList(0, Math.min(MOST, union.size())));
    }

    /// One thing that was told of a revision. Times are kept to the millisecond. What was not told is null.
    ///
    /// @param source who told it
    /// @param id the source's name for what it tells of, such as a pipeline's run
    /// @param at when that was, by the teller's clock
    /// @param origin the repository, and what the revision changed in it
    /// @param what what was told
    /// @param assigned what the catalog made of it
    /// @param recordedAt when we accepted it
    public record Telling(
            String source, String id, Instant at, Origin origin, Content what, Sorted assigned, Instant recordedAt)
            implements Comparable<Telling> {

        private static final Comparator<Telling> ORDER = Comparator.comparing(Telling::at)
                .thenComparing(Telling::source)
                .thenComparing(Telling::id)
                .thenComparing(telling -> telling.what.toString())
                .thenComparing(telling -> telling.origin.application() + " " + telling.origin.repository() + " "
                        + telling.origin.paths() + " " + new TreeMap<>(telling.origin.fields()))
                .thenComparing(telling -> telling.assigned.toString())
                .thenComparing(Telling::recordedAt);

        public Telling {
            at = at.truncatedTo(ChronoUnit.MILLIS);
            recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public int compareTo(Telling other) {
            return ORDER.compare(this, other);
        }

        Instant catalog() {
            return assigned.catalog;
        }

        boolean repeats(Telling other) {
            return source.equals(other.source)
                    && id.equals(other.id)
                    && at.equals(other.at)
                    && origin.equals(other.origin)
                    && what.equals(other.what);
        }

        Telling with(Telling repetition) {
            Sorted later = catalog().isBefore(repetition.catalog()) ? repetition.assigned : assigned;
            Instant first = recordedAt.isBefore(repetition.recordedAt) ? recordedAt : repetition.recordedAt;
            return new Telling(source, id, at, origin, what, later, first);
        }

        public Telling assigned(Sorted anew) {
            return new Telling(source, id, at, origin, what, anew, recordedAt);
        }
    }

    /// What was told of a revision.
    ///
    /// @param firstCommitAt earliest time of the commits that came with it
    /// @param firstByPeople the same without commits of bots; null where all are, or no one can tell
    /// @param commits how many commits came with it
    /// @param contains the revision on which it was put, or which it merged
    /// @param trunk whether `contains` is what the branch that is deployed stood at before, which may have been
    ///     deployed itself
    /// @param reverts the revisions that its commits take back
    /// @param pipelineSeconds how long the pipeline ran, in seconds
    public record Content(
            @Nullable Instant firstCommitAt,
            @Nullable Instant firstByPeople,
            @Nullable Integer commits,
            @Nullable String contains,
            boolean trunk,
            List<String> reverts,
            @Nullable Long pipelineSeconds) {

        public Content {
            firstCommitAt = firstCommitAt == null ? null : firstCommitAt.truncatedTo(ChronoUnit.MILLIS);
            firstByPeople = firstByPeople == null ? null : firstByPeople.truncatedTo(ChronoUnit.MILLIS);
            reverts = reverts.stream().distinct().sorted().toList();
        }

        /// Whether this is told by a merge: that merged a head, and does not say when its commits were made.
        boolean isMerge() {
            return contains != null && firstCommitAt == null && !trunk;
        }

        public static Content pipeline(long seconds) {
            return new Content(null, null, null, null, false, List.of(), seconds);
        }
    }

    /// What a catalog made of a telling.
    ///
    /// @param catalog version of the latest catalog there was then
    /// @param touches whether the revision changed something of the application; null where that cannot be
    ///     told, or the application is the whole repository
    /// @param withoutBots whether commits of bots are left out
    public record Sorted(Instant catalog, @Nullable Boolean touches, boolean withoutBots) {

        Sorted by(Instant version) {
            return new Sorted(version, touches, withoutBots);
        }

        /// The first commit that counts.
        public @Nullable Instant first(Content what) {
            return withoutBots ? what.firstByPeople() : what.firstCommitAt();
        }
    }
}
