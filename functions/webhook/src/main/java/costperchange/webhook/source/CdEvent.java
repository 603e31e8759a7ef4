package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One CDEvent. What is read of it is the same in every version from 0.3 on, so the version is not looked
/// at.
///
/// | event | told |
/// | --- | --- |
/// | `service.deployed`, `.upgraded`, `.rolledback` | a deployment that succeeded, of an earlier artifact in the last |
/// | `incident.detected`, `.reported`, `.resolved` | an incident began, or ended |
/// | `pipelinerun.started`, `.finished` | the run of a pipeline |
///
/// | told | taken from |
/// | --- | --- |
/// | id of a deployment | `context.source` and `context.id` |
/// | id of an incident or run | `subject.source`, else `context.source`, and `subject.id` |
/// | application | `subject.id`, of an incident `subject.content.service.id` |
/// | environment | `subject.content.environment.id` |
/// | revision; cause of an incident | `subject.content.artifactId`, a package URL; no cause at its end |
/// | pipeline | `subject.content.pipelineName` |
/// | time | `context.timestamp` |
/// | pipeline's time | `customData.pipelineSeconds`: CDEvents has no word for it |
/// | link | `subject.content.ticketURI` of an incident, `uri` or (to 0.4) `url` of a run |
///
/// The artifact of `incident.resolved` may be the one that put things right, so it is not taken for the
/// cause.
///
/// Not relevant is, among others:
///
/// - `service.published`: it says that a service can be reached, and `service.removed`: it ends one.
///   Neither is an attempt to bring a revision.
/// - `change.merged`: its `subject.id` names a proposal, such as the number of a pull request, and need not
///   be a commit, and it has no times of commits, so nothing is known by it of a revision.
/// - `pipelinerun.queued`: nothing has begun.
final class CdEvent {

    /// What every type begins with.
    static final String TYPE = "dev.cdevents.";

    private static final Pattern KIND = Pattern.compile("dev\\.cdevents\\.([a-z]+\\.[a-z]+)\\..+");
    private static final long YEAR = 365L * 24 * 60 * 60;

    private final JsonFields event;
    private final JsonFields context;
    private final JsonFields subject;

    private CdEvent(JsonFields event, JsonFields context) throws MalformedException {
        this.event = event;
        this.context = context;
        this.subject = event.object("subject");
    }

    static Result read(JsonFields event) throws MalformedException {
        Optional<JsonFields> context = event.optionalObject("context");
        if (context.isEmpty()) {
            return new NotRelevant("it is no CDEvent: it has no context");
        }
        String type = context.get().text("type", Fields.NAME);
        Matcher kind = KIND.matcher(type);
        if (!kind.matches()) {
            return new NotRelevant("events of the type '" + type + "' are not CDEvents");
        }
        return switch (kind.group(1)) {
            case "service.deployed", "service.upgraded", "service.rolledback" ->
                told(new CdEvent(event, context.get()).deployment());
            case "incident.detected", "incident.reported" -> new CdEvent(event, context.get()).incident(false);
            case "incident.resolved" -> new CdEvent(event, context.get()).incident(true);
            case "pipelinerun.started" -> told(new CdEvent(event, context.get()).run(Outcome.IN_PROGRESS));
            case "pipelinerun.finished" -> new CdEvent(event, context.get()).finished();
            default -> new NotRelevant("events of the kind '" + kind.group(1) + "' are not read");
        };
    }

    private static Result told(Fact fact) {
        return new Result.Told(List.of(fact));
    }

    private Fact deployment() throws MalformedException {
        JsonFields content = subject.object("content");
        Origin origin = Origin.application(subject.text("id", Fields.NAME));
        String environment = content.object("environment").text("id", Fields.NAME);
        return new DeploymentTold(
                CdEvents.NAME,
                Bounded.name(context.text("source", Fields.LINK) + " " + context.text("id", Fields.LINK)),
                Outcome.SUCCEEDED,
                context.time("timestamp"),
                Told.of(origin, environment, artifact(content)));
    }

    private Result incident(boolean resolved) throws MalformedException {
        JsonFields content = subject.object("content");
        Optional<JsonFields> service = content.optionalObject("service");
        if (service.isEmpty()) {
            return new NotRelevant("the incident names no service");
        }
        Instant at = context.time("timestamp");
        return told(new IncidentTold(
                CdEvents.NAME,
                id(),
                Origin.application(service.get().text("id", Fields.NAME)),
                content.object("environment").text("id", Fields.NAME),
                resolved ? null : at,
                resolved ? at : null,
                resolved ? null : artifact(content),
                content.link("ticketURI")));
    }

    private Result finished() throws MalformedException {
        String outcome = subject.object("content").optionalText("outcome", Fields.NAME);
        return switch (outcome) {
            case "success" -> told(run(Outcome.SUCCEEDED));
            case "failure", "error" -> told(run(Outcome.FAILED));
            case "cancel", "cancelled" -> told(run(Outcome.CANCELLED));
            case null -> new NotRelevant("the run of a pipeline does not say how it ended");
            default -> new NotRelevant("the outcome '" + outcome + "' of a pipeline's run is not recorded");
        };
    }

    private Fact run(Outcome outcome) throws MalformedException {
        JsonFields content = subject.object("content");
        Origin origin = Origin.NONE.withFields(
                Map.of(Assignment.PIPELINE, Bounded.name(content.text("pipelineName", Fields.LINK))));
        Instant at = context.time("timestamp");
        Told told = Told.of(origin, null, null)
                .withStartedAt(outcome.isFinal() ? null : at)
                .withPipelineSeconds(outcome.isFinal() ? seconds() : null)
                .withUrl(content.link("uri", "url"));
        return new PipelineTold(CdEvents.NAME, id(), outcome, at, told);
    }

    private String id() throws MalformedException {
        String source = subject.optionalText("source", Fields.LINK);
        String id = subject.text("id", Fields.LINK);
        return Bounded.name((source == null ? context.text("source", Fields.LINK) : source) + " " + id);
    }

    private static @Nullable String artifact(JsonFields content) throws MalformedException {
        String artifact = content.optionalText("artifactId", Fields.LINK);
        return artifact == null ? null : Bounded.name(artifact);
    }

    private @Nullable Long seconds() {
        try {
            Optional<JsonFields> custom = event.optionalObject("customData");
            return custom.isEmpty() ? null : custom.get().optionalCount("pipelineSeconds", YEAR);
        } catch (MalformedException e) {
            // What a producer adds of its own may be anything, and is no reason to refuse the event.
            return null;
        }
    }
}
