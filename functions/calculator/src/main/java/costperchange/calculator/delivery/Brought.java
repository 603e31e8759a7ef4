package costperchange.calculator.delivery;

import costperchange.calculator.delivery.Revision.Content;
import costperchange.calculator.delivery.Revision.Telling;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What each success brought to production for the first time: its revision and all that it contains and no
/// success before it contained. So a commit belongs to the first change that has it, however many pushes lie
/// between two deployments. What touches nothing of the application is not among it.
///
/// Of the first success of all only its own revision counts, with the head that it merged: no one knows what was
/// deployed before, and it would absorb the whole history.
///
/// @param bySuccess what each brought, in order of time; successes that turned out to touch nothing of the
///     application are left out
public record Brought(Map<Success, Parts> bySuccess) {

    /// How many revisions one success may bring. A chain that is longer is not of this change alone.
    static final int MOST = 500;

    /// Finds what is known of revisions by their names.
    @FunctionalInterface
    public interface Lookup {

        /// Nothing is known of any.
        Lookup NOTHING = names -> Map.of();

        Map<String, Revision> find(Collection<String> names);
    }

    /// What a success brought.
    ///
    /// @param revisions what is known of those that touch the application, or of which no one told
    /// @param whole whether something is known of every revision of the chain
    public record Parts(List<Revision> revisions, boolean whole) {

        static final Parts NOTHING = new Parts(List.of(), true);

        /// The earliest commit; null if no one told of one, or there may be others.
        @Nullable
        Instant firstCommitAt() {
            return !whole
                    ? null
                    : tellings()
                            .map(telling -> telling.assigned().first(telling.what()))
                            .filter(Objects::nonNull)
                            .min(Comparator.naturalOrder())
                            .orElse(null);
        }

        /// How many commits: pushes to the branch that is deployed tell of each once; without any, the largest
        /// number told. Null if no one told, or there may be others.
        @Nullable
        Integer commits() {
            List<Content> told = tellings()
                    .map(Telling::what)
                    .filter(what -> what.commits() != null)
                    .toList();
            List<Content> trunk = told.stream().filter(Content::trunk).toList();
            Stream<Integer> counts = (trunk.isEmpty() ? told : trunk)
                    .stream().map(Content::commits).filter(Objects::nonNull);
            return !whole
                    ? null
                    : counts.reduce(trunk.isEmpty() ? Math::max : Integer::sum).orElse(null);
        }

        /// How long pipelines ran, each run once; of several sources the one that tells most. Null if no one
        /// told.
        @Nullable
        Long pipelineSeconds() {
            Map<String, Map<String, Long>> runs = new HashMap<>();
            tellings().forEach(telling -> {
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

        /// The revisions that are taken back and came before.
        List<String> reverts() {
            return tellings()
                    .flatMap(telling -> telling.what().reverts().stream())
                    .distinct()
                    .filter(name -> !contains(name))
                    .toList();
        }

        boolean contains(String name) {
            return revisions.stream().anyMatch(revision -> isCalled(name, revision.name()));
        }

        private Stream<Telling> tellings() {
            return revisions.stream().flatMap(revision -> revision.tellings().stream());
        }
    }

    /// Whether a revision is called so, perhaps abbreviated as people and `git revert` write it.
    static boolean isCalled(String name, @Nullable String revision) {
        return revision != null
                && (revision.equals(name) || (ABBREVIATED.matcher(name).matches() && revision.startsWith(name)));
    }

    private static final Pattern ABBREVIATED = Pattern.compile("[0-9a-f]{7,39}");

    Parts of(Success success) {
        return bySuccess.getOrDefault(success, Parts.NOTHING);
    }

    /// @param successes that count, in order of time
    static Brought of(List<Success> successes, Lookup lookup) {
        BroughtWalk walk = new BroughtWalk(lookup);
        walk.prefetch(successes.stream()
                .map(Success::revision)
                .filter(Objects::nonNull)
                .distinct()
                .toList());
        Map<Success, Parts> bySuccess = new LinkedHashMap<>();
        for (Success success : successes) {
            Parts all = walk.brought(success.revision());
            if (success.path() == null || walk.touches(success.revision(), all)) {
                bySuccess.put(
                        success,
                        new Parts(
                                all.revisions.stream()
                                        .filter(revision -> !revision.touchesNothing())
                                        .toList(),
                                all.whole));
            }
        }
        return new Brought(bySuccess);
    }
}
