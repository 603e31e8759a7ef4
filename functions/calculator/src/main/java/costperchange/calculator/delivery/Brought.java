package costperchange.calculator.delivery;

import costperchange.calculator.delivery.Revision.Content;
import costperchange.calculator.delivery.Revision.Telling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each success brought to production for the first time: its revision and all that it contains and no
/// success before it contained. So a commit belongs to the first change that has it, however many pushes lie
/// between two deployments.
///
/// The first success of all does not take in what its branch stood at before, since no one knows what of that
/// was deployed: a first deployment would absorb the whole history.
///
/// @param bySuccess what is known of the revisions that each brought, in order of time; successes that turned
///     out to touch nothing of the application are left out
public record Brought(Map<Success, List<Revision>> bySuccess) {

    /// How many revisions one success may bring. A chain that is longer is not of this change alone.
    static final int MOST = 500;

    /// Finds what is known of revisions by their names.
    @FunctionalInterface
    public interface Lookup {

        /// Nothing is known of any.
        Lookup NOTHING = names -> Map.of();

        Map<String, Revision> find(Collection<String> names);
    }

    /// @param successes that count, in order of time
    static Brought of(List<Success> successes, Lookup lookup) {
        Walk walk = new Walk(lookup);
        walk.prefetch(successes.stream()
                .map(Success::revision)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<Success, List<Revision>> bySuccess = new LinkedHashMap<>();
        for (Success success : successes) {
            List<Revision> brought = walk.brought(success.revision());
            if (success.path() == null || walk.touches(Objects.toString(success.revision(), ""), brought)) {
                bySuccess.put(success, brought);
            }
        }
        return new Brought(bySuccess);
    }

    private static final class Walk {
        private final Lookup lookup;
        private final Map<String, @Nullable Revision> known = new HashMap<>();
        private final Set<String> visited = new HashSet<>();
        private final Map<String, Boolean> touched = new HashMap<>();
        private boolean first = true;

        Walk(Lookup lookup) {
            this.lookup = lookup;
        }

        void prefetch(Collection<String> names) {
            List<String> wanted =
                    names.stream().filter(name -> !known.containsKey(name)).toList();
            if (!wanted.isEmpty()) {
                Map<String, Revision> found = lookup.find(wanted);
                wanted.forEach(name -> known.put(name, found.get(name)));
            }
        }

        List<Revision> brought(@Nullable String revision) {
            List<Revision> brought = new ArrayList<>();
            List<String> next = revision == null || !visited.add(revision) ? List.of() : List.of(revision);
            while (!next.isEmpty() && brought.size() < MOST) {
                prefetch(next);
                List<Revision> level =
                        next.stream().map(known::get).filter(Objects::nonNull).toList();
                brought.addAll(level);
                next = level.stream()
                        .flatMap(this::contained)
                        .filter(visited::add)
                        .toList();
            }
            first = first && revision == null;
            return brought;
        }

        private Stream<String> contained(Revision revision) {
            return revision.tellings().stream()
                    .map(Telling::what)
                    .filter(what -> !(first && what.trunk()))
                    .map(Content::contains)
                    .filter(Objects::nonNull)
                    .distinct();
        }

        /// Whether a deployment touches the application; so it does where no one told what it changes.
        boolean touches(String revision, List<Revision> brought) {
            Revision own = known.get(revision);
            List<Revision> all = brought.isEmpty() && own != null ? List.of(own) : brought;
            return touched.computeIfAbsent(revision, name -> {
                List<Boolean> told = all.stream()
                        .flatMap(one -> one.tellings().stream())
                        .map(telling -> telling.assigned().touches())
                        .filter(Objects::nonNull)
                        .toList();
                return told.isEmpty() || told.contains(true);
            });
        }
    }

    /// The earliest commit among revisions; null if no one told of one.
    static java.time.@Nullable Instant firstCommitAt(List<Revision> revisions) {
        return tellings(revisions)
                .map(telling -> telling.assigned().first(telling.what()))
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// How many commits came with revisions: pushes to the branch that is deployed tell of each commit once;
    /// without any, the largest number told.
    static @Nullable Integer commits(List<Revision> revisions) {
        List<Content> told = tellings(revisions)
                .map(Telling::what)
                .filter(what -> what.commits() != null)
                .toList();
        List<Integer> trunk =
                told.stream().filter(Content::trunk).map(Content::commits).toList();
        return trunk.isEmpty()
                ? told.stream()
                        .map(Content::commits)
                        .filter(Objects::nonNull)
                        .max(Comparator.naturalOrder())
                        .orElse(null)
                : trunk.stream().filter(Objects::nonNull).reduce(0, Integer::sum);
    }

    /// How long pipelines ran for revisions, each run once; of several sources the one that tells most.
    static @Nullable Long pipelineSeconds(List<Revision> revisions) {
        Map<String, Map<String, Long>> runs = new HashMap<>();
        tellings(revisions).forEach(telling -> {
            Long seconds = telling.what().pipelineSeconds();
            if (seconds != null) {
                runs.computeIfAbsent(telling.source(), source -> new HashMap<>())
                        .merge(telling.id(), seconds, Math::max);
            }
        });
        return runs.values().stream()
                .map(ofSource -> ofSource.values().stream().reduce(0L, Long::sum))
                .max(Comparator.naturalOrder())
                .orElse(null);
    }

    /// The revisions that are taken back.
    static List<String> reverts(List<Revision> revisions) {
        return tellings(revisions)
                .flatMap(telling -> telling.what().reverts().stream())
                .distinct()
                .toList();
    }

    private static Stream<Telling> tellings(List<Revision> revisions) {
        return revisions.stream().flatMap(revision -> revision.tellings().stream());
    }
}
