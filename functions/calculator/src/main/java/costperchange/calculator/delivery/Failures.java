package costperchange.calculator.delivery;

import costperchange.calculator.delivery.Change.Failure;
import costperchange.calculator.delivery.Change.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which changes failed in production, as far as anyone told: they were rolled back, repaired by a later
/// change, or named by an incident.
///
/// An incident decides when service was restored: it has when its last incident is resolved. Without one it has
/// with the first rollback or repair.
final class Failures {

    private final List<Success> changes;
    private final Map<String, TreeSet<Success>> bySubject = new HashMap<>();
    private final Brought brought;
    private final Map<Success, List<Ended>> ended = new HashMap<>();
    private final Map<Success, List<Incident>> incidents = new HashMap<>();
    private final Set<Success> rollbacks = new HashSet<>();

    private record Ended(Instant at, Reason reason) {}

    private Failures(List<Success> changes, Brought brought) {
        this.changes = changes;
        this.brought = brought;
        changes.forEach(change -> bySubject
                .computeIfAbsent(change.subject(), subject -> new TreeSet<>())
                .add(change));
    }

    /// @param changes in order of time
    /// @param successes those that count, in order of time
    /// @param adding those of other sources, which add what they know
    static Failures of(
            List<Success> changes,
            List<Success> successes,
            List<Success> adding,
            Brought brought,
            Collection<Incident> incidents) {
        Failures failures = new Failures(changes, brought);
        failures.rolledBack(successes);
        failures.rolledBack(adding);
        failures.deployedAgain(successes);
        failures.repaired(adding);
        incidents.forEach(failures::named);
        return failures;
    }

    /// The failure of a change; null if none is known.
    @Nullable
    Failure of(Success change) {
        List<Incident> own = incidents.getOrDefault(change, List.of());
        if (!own.isEmpty()) {
            boolean open = own.stream().anyMatch(incident -> incident.resolvedAt() == null);
            Instant resolved = own.stream()
                    .map(Incident::resolvedAt)
                    .filter(Objects::nonNull)
                    .max(Comparator.naturalOrder())
                    .orElse(null);
            boolean isNamed = own.stream().anyMatch(incident -> names(incident, change));
            return new Failure(isNamed ? Reason.INCIDENT : Reason.INFERRED, open ? null : resolved);
        }
        return ended.getOrDefault(change, List.of()).stream()
                .min(Comparator.comparing(Ended::at).thenComparing(Ended::reason))
                .map(end -> new Failure(end.reason, end.at))
                .orElse(null);
    }

    /// When a change was first rolled back; null if it is not known to have been.
    @Nullable
    Instant rolledBackAt(Success change) {
        return ended.getOrDefault(change, List.of()).stream()
                .filter(end -> end.reason == Reason.ROLLBACK)
                .map(Ended::at)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// The deployments that brought an earlier revision back.
    Set<Success> rollbacks() {
        return rollbacks;
    }

    private void rolledBack(List<Success> successes) {
        for (Success success : successes) {
            Instant at = success.rolledBackAt();
            if (at != null) {
                change(success.subject(), success.at()).ifPresent(change -> end(change, at, Reason.ROLLBACK));
            }
        }
    }

    /// In one environment, a revision deployed again in the place of a later one is a rollback of what came
    /// since.
    private void deployedAgain(List<Success> successes) {
        Map<String, Instant> firstSeen = new HashMap<>();
        Map<String, Place> places = new HashMap<>();
        for (Success success : successes) {
            firstSeen.putIfAbsent(success.subject(), success.at());
            Place place =
                    places.computeIfAbsent(Objects.toString(success.told().environment(), ""), name -> new Place());
            Instant own = firstSeen.get(success.subject());
            List<Success> since = place.since(success);
            if (!since.isEmpty() && own.isBefore(firstSeen.get(since.getLast().subject()))) {
                rollbacks.add(success);
                since.stream()
                        .filter(one -> own.isBefore(firstSeen.get(one.subject())))
                        .forEach(one -> change(one.subject(), one.at())
                                .ifPresent(change -> end(change, success.at(), Reason.ROLLBACK)));
            }
            place.add(success);
        }
    }

    /// What was deployed in one environment, in order of time.
    private static final class Place {
        private final List<Success> deployed = new ArrayList<>();
        private final Map<String, Integer> last = new HashMap<>();

        void add(Success success) {
            last.put(success.subject(), deployed.size());
            deployed.add(success);
        }

        /// What came since the same was deployed before; nothing if that is long ago, or never was.
        List<Success> since(Success success) {
            Integer before = last.get(success.subject());
            if (before == null
                    || deployed.get(before).at().plus(Timeline.MEMORY).isBefore(success.at())) {
                return List.of();
            }
            return deployed.subList(before + 1, deployed.size());
        }
    }

    private void repaired(List<Success> adding) {
        Map<String, List<String>> told = new HashMap<>();
        adding.forEach(success -> {
            String fixes = success.told().fixes();
            if (fixes != null) {
                told.computeIfAbsent(success.subject(), subject -> new ArrayList<>())
                        .add(fixes);
            }
        });
        for (Success change : changes) {
            Stream.of(
                            Stream.ofNullable(change.told().fixes()),
                            told.getOrDefault(change.subject(), List.of()).stream(),
                            brought.of(change).reverts().stream())
                    .flatMap(names -> names)
                    .flatMap(name -> called(name, change.at()).stream())
                    .forEach(repaired -> end(repaired, change.at(), Reason.FIX));
        }
    }

    /// An incident that names a change no one knows of is one that names none.
    private void named(Incident incident) {
        Optional.ofNullable(incident.cause())
                .flatMap(cause -> called(cause, Instant.MAX))
                .or(() -> soonBefore(incident))
                .ifPresent(change -> incidents
                        .computeIfAbsent(change, key -> new ArrayList<>())
                        .add(incident));
    }

    private Optional<Success> soonBefore(Incident incident) {
        Instant started = incident.startedAt();
        Duration within = incident.tiedWithin();
        return started == null || within == null
                ? Optional.empty()
                : changes.stream()
                        .filter(one -> !one.at().isAfter(started) && !one.at().isBefore(started.minus(within)))
                        .max(Comparator.naturalOrder());
    }

    private void end(Success change, Instant at, Reason reason) {
        ended.computeIfAbsent(change, key -> new ArrayList<>()).add(new Ended(at, reason));
    }

    /// The change by which a revision came, at or before a time.
    private Optional<Success> change(String subject, Instant time) {
        return bySubject.getOrDefault(subject, new TreeSet<>()).descendingSet().stream()
                .filter(one -> !one.at().isAfter(time))
                .findFirst();
    }

    private boolean names(Incident incident, Success change) {
        String cause = incident.cause();
        return cause != null && isCalled(change, cause);
    }

    private boolean isCalled(Success change, String name) {
        return change.id().id().equals(name)
                || Brought.isCalled(name, change.revision())
                || brought.of(change).contains(name);
    }

    /// The latest change before a time that is called so: by its deployment's id, its revision, or one it
    /// brought.
    private Optional<Success> called(String name, Instant before) {
        return changes.stream()
                .filter(one -> one.at().isBefore(before))
                .filter(one -> isCalled(one, name))
                .max(Comparator.naturalOrder());
    }
}
