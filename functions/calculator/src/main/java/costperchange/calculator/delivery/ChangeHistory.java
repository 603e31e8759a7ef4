package costperchange.calculator.delivery;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An application's changes with what became of each: the sources that count tell the changes, the others add
/// what they know of the same revisions.
///
/// Right for a span if the successes and incidents given hold that span, [Timeline#MEMORY] before it and after
/// it, and successes back to the latest one before that which was never rolled back.
///
/// @param timeline what was live when
/// @param changes in order of time
/// @param rework when deployments succeeded that were made because of a failure: those of rework changes, and
///     those that brought an earlier revision back
public record ChangeHistory(Timeline timeline, List<Change> changes, List<Instant> rework) {

    /// @param successes in any order, none twice
    /// @param incidents that may name one of them
    /// @param lookup finds what is known of revisions
    /// @param end where the last live period ends
    public static ChangeHistory of(
            Collection<Success> successes, Collection<Incident> incidents, Brought.Lookup lookup, Instant end) {
        List<Success> counting =
                successes.stream().filter(Success::counts).sorted().toList();
        List<Success> adding =
                successes.stream().filter(success -> !success.counts()).sorted().toList();
        Brought brought = Brought.of(counting, lookup);
        List<Success> own = List.copyOf(brought.bySuccess().keySet());
        Timeline timeline = Timeline.of(own, end);
        Failures failures = Failures.of(timeline.changes(), own, adding, brought, incidents);
        Sayings sayings = new Sayings(bySubject(own), bySubject(adding));
        List<Change> changes = timeline.changes().stream()
                .map(change -> sayings.change(change, brought.of(change), failures))
                .toList();
        return new ChangeHistory(timeline, changes, rework(own, changes, failures));
    }

    private static List<Instant> rework(List<Success> own, List<Change> changes, Failures failures) {
        Set<String> subjects = changes.stream()
                .filter(Change::rework)
                .map(change -> change.success().subject())
                .collect(Collectors.toSet());
        return own.stream()
                .filter(success -> failures.rollbacks().contains(success) || subjects.contains(success.subject()))
                .map(Success::at)
                .sorted()
                .toList();
    }

    private static Map<String, List<Success>> bySubject(List<Success> successes) {
        return successes.stream().collect(Collectors.groupingBy(Success::subject));
    }

    /// What is said of a change: first by its own source, then by other sources of its revision's deployments,
    /// then of the revisions that it brought.
    ///
    /// @param own deployments that count, by what they brought
    /// @param adding the others
    private record Sayings(Map<String, List<Success>> own, Map<String, List<Success>> adding) {

        Change change(Success change, Brought.Parts brought, Failures failures) {
            Instant first = either(
                    of(change, own, Told::firstCommitAt).min(Comparator.naturalOrder()),
                    () -> of(change, adding, Told::firstCommitAt).min(Comparator.naturalOrder()));
            Integer commits = either(
                    Optional.ofNullable(change.told().commits()),
                    () -> of(change, adding, Told::commits).findFirst());
            Long seconds = either(
                    of(change, own, Told::pipelineSeconds).reduce(Long::sum),
                    () -> of(change, adding, Told::pipelineSeconds).max(Comparator.naturalOrder()));
            boolean rework = change.told().isRework()
                    || of(change, adding, Told::isRework).anyMatch(Boolean::booleanValue)
                    || !brought.reverts().isEmpty();
            return new Change(
                    change,
                    first == null ? brought.firstCommitAt() : first,
                    commits == null ? brought.commits() : commits,
                    seconds == null ? brought.pipelineSeconds() : seconds,
                    failures.of(change),
                    rework,
                    failures.rolledBackAt(change));
        }

        private static <T> @Nullable T either(Optional<T> one, Supplier<Optional<T>> other) {
            return one.or(other).orElse(null);
        }

        /// What the deployments of a change's revision tell.
        private static <T> Stream<T> of(
                Success change, Map<String, List<Success>> successes, Function<Told, @Nullable T> part) {
            return successes.getOrDefault(change.subject(), List.of()).stream()
                    .map(one -> part.apply(one.told()))
                    .filter(Objects::nonNull);
        }
    }
}
