package costperchange.webhook;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Revision;
import costperchange.calculator.delivery.Revision.Content;
import costperchange.calculator.delivery.Revision.Telling;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Fact.RevisionTold;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Gives what was told the catalog's names: the applications, the environment, and whether that is production.
///
/// @param assignments that hold when the fact is recorded; a later catalog assigns again what is recorded
/// @param recordedAt when the facts were accepted
public record Resolution(Assignments assignments, Instant recordedAt) {

    /// The deployment, to each application it is one of.
    public List<Deployment> deployments(DeploymentTold fact) {
        return deployments(fact.source(), fact.id(), fact.outcome(), fact.at(), fact.told());
    }

    /// The deployment that a pipeline's run was; none if the catalog says of no such pipeline that it deploys.
    public List<Deployment> deployments(PipelineTold fact) {
        return deployments(fact.source(), fact.id(), fact.outcome(), fact.at(), fact.told());
    }

    private List<Deployment> deployments(String source, String id, Outcome outcome, Instant at, Told told) {
        Assignment assignment = assignments.at(Objects.requireNonNullElse(told.startedAt(), at));
        Map<String, Assigned> assigned = assignment.deployment(source, told.origin(), told.environment());
        Told kept = told.withOrigin(assignment.kept(told.origin()));
        List<Deployment> deployments = new ArrayList<>();
        assigned.forEach((application, one) -> deployments.add(Deployment.of(
                new DeploymentId(application, source, id), new Observation(outcome, at, kept, one, recordedAt))));
        return deployments;
    }

    /// Where an earlier telling of the same deployment may stand that the catalog of its time did not know
    /// better.
    public List<DeploymentId> earlier(String source, String id, Instant at, Told told) {
        return assignments
                .at(Objects.requireNonNullElse(told.startedAt(), at))
                .without(source, told.origin(), told.environment())
                .stream()
                .map(application -> new DeploymentId(application, source, id))
                .toList();
    }

    /// The revision, to each application that its repository brings out.
    public List<Revision> revisions(RevisionTold fact) {
        Assignment assignment = assignments.at(fact.at());
        List<Revision> revisions = new ArrayList<>();
        assignment
                .revision(fact.origin())
                .forEach((application, sorted) -> revisions.add(new Revision(
                        application,
                        fact.revision(),
                        List.of(new Telling(
                                fact.source(),
                                fact.id(),
                                fact.at(),
                                assignment.kept(fact.origin()),
                                fact.content(),
                                sorted,
                                recordedAt)))));
        return revisions;
    }

    /// A run's time, as something that is known of its revision; empty if it has not ended, or told no revision.
    public static Optional<RevisionTold> timeOf(PipelineTold run) {
        String revision = run.told().revision();
        Long seconds = run.told().pipelineSeconds();
        return revision == null || seconds == null || !run.outcome().isFinal()
                ? Optional.empty()
                : Optional.of(new RevisionTold(
                        run.source(), run.id(), run.told().origin(), revision, run.at(), Content.pipeline(seconds)));
    }

    /// The incident; empty if it was told of an environment that is not production.
    public Optional<Incident> incident(IncidentTold fact) {
        Instant time =
                fact.startedAt() != null ? fact.startedAt() : Objects.requireNonNullElse(fact.resolvedAt(), recordedAt);
        Assignment assignment = assignments.at(time);
        if (fact.environment() != null
                && !assignment.catalog().isProduction(assignment.catalog().environment(fact.environment()))) {
            return Optional.empty();
        }
        return Optional.of(new Incident(
                new DeploymentId(assignment.incident(fact.origin()), fact.source(), fact.id()),
                List.of(new Incident.Report(
                        assignment.kept(fact.origin()),
                        fact.startedAt(),
                        fact.resolvedAt(),
                        fact.reopenedAt(),
                        fact.cause(),
                        fact.url(),
                        assignment.version(),
                        assignment.catalog().deliveries().tieIncidentsWithin(),
                        recordedAt))));
    }
}
