package costperchange.webhook.api;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Revision;
import costperchange.calculator.delivery.Revision.Telling;
import costperchange.calculator.delivery.Told;
import costperchange.store.Deployments;
import costperchange.store.Revisions;
import costperchange.store.Table;
import costperchange.webhook.source.Fact;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;

/// What was told before, so that it need not be asked for again.
///
/// @param deployments that are recorded
/// @param revisions that are recorded
/// @param assignments that say whose they are
public record Known(Deployments deployments, Revisions revisions, Assignments assignments) {

    /// By how much the times of one state may differ between a webhook and the API, as each notes its own.
    private static final Duration APART = Duration.ofMinutes(1);

    public static Known in(Table table, Assignments assignments) {
        return new Known(new Deployments(table), new Revisions(table), assignments);
    }

    /// Whether a deployment or run is recorded as having ended this way at this time.
    boolean has(Fact fact) {
        return switch (fact) {
            case DeploymentTold told -> has(told.source(), told.id(), told.outcome(), told.at(), told.told());
            case PipelineTold told -> has(told.source(), told.id(), told.outcome(), told.at(), told.told());
            default -> false;
        };
    }

    private boolean has(String source, String id, Outcome outcome, Instant at, Told told) {
        if (!outcome.isFinal()) {
            return false;
        }
        Assignment assignment = assignments.at(Objects.requireNonNullElse(told.startedAt(), at));
        Set<String> applications =
                assignment.deployment(source, told.origin(), told.environment()).keySet();
        return applications.isEmpty()
                ? told.revision() != null
                        && revision(told.origin(), at, told.revision(), telling -> isOf(telling, source, id))
                : applications.stream()
                        .allMatch(application -> deployments
                                .find(new DeploymentId(application, source, id))
                                .filter(found -> found.observations().stream()
                                        .anyMatch(observation -> isSame(observation, outcome, at)))
                                .isPresent());
    }

    private static boolean isSame(Observation observation, Outcome outcome, Instant at) {
        return observation.outcome() == outcome
                && Duration.between(observation.at(), at).abs().compareTo(APART) <= 0;
    }

    /// Whether a telling is a source's of an id.
    static boolean isOf(Telling telling, String source, String id) {
        return telling.source().equals(source) && telling.id().equals(id);
    }

    /// Whether something is known of a revision, by every application that its repository brings out.
    boolean revision(Origin origin, Instant at, String revision, Predicate<Telling> telling) {
        return assignments.at(at).revision(origin).keySet().stream().allMatch(application -> {
            Revision known = revisions.named(application, List.of(revision)).get(revision);
            return known != null && known.tellings().stream().anyMatch(telling);
        });
    }
}
