package costperchange.calculator.delivery;

import costperchange.calculator.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which successes of an application were changes, and what was live when.
///
/// A success counts as a change unless its revision is live already or was live in the [#MEMORY] before. A success
/// without a revision counts. What succeeded last is live; a rollback gives the application back to what was live
/// before it.
///
/// Counts and live periods of a span are right if the successes given hold all of that span and of [#MEMORY] before
/// it, and back to the latest one before that which was never rolled back.
///
/// @param successes in order of time
/// @param changes those that were changes, in order
/// @param live who was live when, in order, without overlap; gaps are times when nothing was
public record Timeline(List<Success> successes, List<Success> changes, List<Live> live) {

    /// How long a revision is remembered after it was last live.
    public static final Duration MEMORY = Duration.ofDays(90);

    /// A span of time in which one change was live.
    ///
    /// @param subject the revision, or the deployment where it had none
    /// @param change the change by which it came; null if that lies before the successes given
    /// @param period when
    public record Live(String subject, @Nullable Success change, Period period) {}

    /// The timeline up to a time.
    ///
    /// @param told successes in any order, none twice
    /// @param end where the last live period ends
    public static Timeline of(Collection<Success> told, Instant end) {
        Walk walk = new Walk();
        turns(told).filter(turn -> turn.at.isBefore(end)).forEach(walk::take);
        walk.liveUntil(end);
        return new Timeline(told.stream().sorted().toList(), List.copyOf(walk.changes), List.copyOf(walk.live));
    }

    private record Turn(Instant at, boolean rollback, Success success) {}

    private static Stream<Turn> turns(Collection<Success> told) {
        return told.stream()
                .flatMap(success -> Stream.of(
                                Optional.of(new Turn(success.at(), false, success)),
                                Optional.ofNullable(success.rolledBackAt())
                                        // A rollback told for a time before the success took it back at once.
                                        .map(at ->
                                                new Turn(at.isBefore(success.at()) ? success.at() : at, true, success)))
                        .flatMap(Optional::stream))
                .sorted(Comparator.comparing(Turn::at)
                        .thenComparing(Turn::success)
                        .thenComparing(Turn::rollback));
    }

    /// Goes through successes and rollbacks in order of time, the last success on top of those it covers.
    private static final class Walk {
        private final List<Success> stack = new ArrayList<>();
        private final List<Success> changes = new ArrayList<>();
        private final List<Live> live = new ArrayList<>();
        private final Map<String, Instant> lastLive = new HashMap<>();
        private final Map<String, Success> changeOf = new HashMap<>();
        private @Nullable Instant since;

        void take(Turn turn) {
            Success success = turn.success;
            if (turn.rollback) {
                boolean wasLive = !stack.isEmpty() && stack.getLast().equals(success);
                if (wasLive) {
                    liveUntil(turn.at);
                }
                stack.remove(success);
                return;
            }
            if (counts(success)) {
                changes.add(success);
                changeOf.put(success.subject(), success);
            }
            liveUntil(turn.at);
            stack.add(success);
        }

        private boolean counts(Success success) {
            String revision = success.revision();
            if (revision == null) {
                return true;
            }
            if (!stack.isEmpty() && revision.equals(stack.getLast().revision())) {
                return false;
            }
            Instant last = lastLive.get(revision);
            return last == null || last.isBefore(success.at().minus(MEMORY));
        }

        void liveUntil(Instant time) {
            if (!stack.isEmpty()) {
                String subject = stack.getLast().subject();
                lastLive.put(subject, time);
                Instant from = Objects.requireNonNullElse(since, time);
                if (time.isAfter(from)) {
                    live.add(new Live(subject, changeOf.get(subject), new Period(from, time)));
                }
            }
            since = time;
        }
    }
}
