package costperchange.calculator.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One attempt to bring a revision of an application to an environment, as far as it was told.
///
/// Everything about it is derived from its observations, so deployments merge in any order to the same record.
///
/// @param id which deployment
/// @param observations at least one, in their order, none repeated
public record Deployment(DeploymentId id, List<Observation> observations) {

    public Deployment {
        if (observations.isEmpty()) {
            throw new IllegalArgumentException("a deployment needs an observation: " + id);
        }
        observations = union(observations);
    }

    public static Deployment of(DeploymentId id, Observation observation) {
        return new Deployment(id, List.of(observation));
    }

    /// Both tellings as one: commutative, associative and idempotent.
    ///
    /// @throws IllegalArgumentException if the other is another deployment
    public Deployment merge(Deployment other) {
        if (!id.equals(other.id)) {
            throw new IllegalArgumentException("cannot merge " + id + " with " + other.id);
        }
        return new Deployment(
                id,
                Stream.concat(observations.stream(), other.observations.stream())
                        .toList());
    }

    /// What had been recorded by a time; empty if nothing.
    public Optional<Deployment> asKnownAt(Instant time) {
        List<Observation> known =
                observations.stream().filter(o -> !o.recordedAt().isAfter(time)).toList();
        return known.isEmpty() ? Optional.empty() : Optional.of(new Deployment(id, known));
    }

    /// How it stands: the latest final state, or in progress while there is none.
    public Outcome outcome() {
        return last().outcome();
    }

    /// When it first came to stand as it does; null while in progress.
    public @Nullable Instant finishedAt() {
        Outcome outcome = outcome();
        return outcome.isFinal()
                ? observations.stream()
                        .filter(o -> o.outcome() == outcome)
                        .map(Observation::at)
                        .min(Comparator.naturalOrder())
                        .orElseThrow()
                : null;
    }

    public String environment() {
        return last().assigned().environment();
    }

    public boolean production() {
        return last().assigned().production();
    }

    /// What the catalog made of the state in which it stands.
    public Assigned assigned() {
        return last().assigned();
    }

    /// The oldest catalog that assigned any of it.
    public Instant catalog() {
        return observations.stream()
                .map(o -> o.assigned().catalog())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }

    /// All that was told, as one telling: of what can be known only once the earliest time, of what can change
    /// the latest word. Where it came from is left out.
    public Told told() {
        return new Told(
                Origin.NONE,
                Objects.requireNonNullElse(last().told().environment(), environment()),
                revision(),
                startedAt(),
                firstCommitAt(),
                latest(Told::commits),
                latest(Told::pipelineSeconds),
                url(),
                rolledBackAt(),
                latest(Told::rework),
                latest(Told::fixes),
                latest(Told::reverts));
    }

    /// Whether both are the same but for the versions of catalogs that agree.
    public boolean isSame(Deployment other) {
        return withoutCatalogs().equals(other.withoutCatalogs());
    }

    private Deployment withoutCatalogs() {
        return assigned(o -> o.assigned(o.assigned().by(Assigned.NO_CATALOG)));
    }

    /// The same tellings, as another catalog has them.
    public Deployment assigned(UnaryOperator<Observation> anew) {
        return new Deployment(id, observations.stream().map(anew).toList());
    }

    /// Whether it brought its revision to production.
    public boolean succeededInProduction() {
        return production() && outcome() == Outcome.SUCCEEDED;
    }

    public @Nullable String revision() {
        return latest(Told::revision);
    }

    public @Nullable String url() {
        return latest(Told::url);
    }

    public @Nullable Instant startedAt() {
        return earliest(Told::startedAt);
    }

    public @Nullable Instant firstCommitAt() {
        return earliest(Told::firstCommitAt);
    }

    public @Nullable Instant rolledBackAt() {
        return earliest(Told::rolledBackAt);
    }

    private Observation last() {
        return observations.getLast();
    }

    private <T> @Nullable T latest(Function<Told, @Nullable T> part) {
        return parts(part).reduce((first, second) -> second).orElse(null);
    }

    private @Nullable Instant earliest(Function<Told, @Nullable Instant> part) {
        return parts(part).min(Comparator.naturalOrder()).orElse(null);
    }

    private <T> Stream<T> parts(Function<Told, @Nullable T> part) {
        return observations.stream().map(Observation::told).map(part).filter(Objects::nonNull);
    }

    private static List<Observation> union(List<Observation> told) {
        List<Observation> union = new ArrayList<>();
        for (Observation observation : new TreeSet<>(told)) {
            // In order, repetitions of one telling stand together.
            if (!union.isEmpty() && observation.repeats(union.getLast())) {
                union.add(union.removeLast().with(observation));
            } else {
                union.add(observation);
            }
        }
        return List.copyOf(union);
    }
}
