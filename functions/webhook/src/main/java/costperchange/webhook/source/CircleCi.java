package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// CircleCI's outbound webhooks.
///
/// - Signature: `circleci-signature`, versions of it with commas between; `v1=` and the HMAC-SHA256 of the body
///   in lower-case hexadecimal is the one there is.
/// - Event: `type` of the body, of which `workflow-completed` is read.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `workflow.id`: a workflow that is run again has another one |
/// | repository | `pipeline.vcs.target_repository_url`, else that of the commit, else `checkout_url` of the trigger |
/// | application | `project.name`, where no repository is told |
/// | pipeline | `workflow.name` |
/// | fields `branch`, `tag`, `project` | of `pipeline.vcs` or the trigger, `project.name` |
/// | revision | `pipeline.vcs.revision`, else `checkout_sha` of the trigger |
/// | outcome | `workflow.status`; an `unauthorized` workflow was not let run: cancelled |
/// | started, time | `workflow.created_at`, `workflow.stopped_at` |
/// | pipeline seconds | the difference of the two |
/// | link | `workflow.url` |
///
/// `pipeline.vcs` is there with GitHub OAuth and Bitbucket Cloud, `pipeline.trigger_parameters.git` with all
/// others.
///
/// Format: circleci.com/docs, "Outbound webhooks" and "Webhooks reference".
public final class CircleCi implements Source {

    static final String NAME = "circleci";

    private static final String SIGNATURE = "circleci-signature";
    private static final String VERSION = "v1=";

    CircleCi() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = Signatures.hexHmacRefusal(delivery, SIGNATURE, VERSION, secrets);
        return refusal.isPresent() ? refusal.get() : JsonBody.read(delivery, now, CircleCi::read);
    }

    private static Result read(JsonFields body) throws MalformedException {
        String type = body.text("type", Fields.NAME);
        if (!type.equals("workflow-completed")) {
            return new NotRelevant("events of the kind '" + type + "' are not read");
        }
        JsonFields workflow = body.object("workflow");
        String status = workflow.text("status", Fields.NAME);
        Outcome outcome = outcome(status);
        if (outcome == null) {
            return new NotRelevant("the status '" + status + "' of a workflow is not recorded");
        }
        Instant started = workflow.vendorsTime("created_at");
        Instant at = workflow.vendorsTime("stopped_at");
        Told told = Told.of(origin(body), null, revision(body))
                .withStartedAt(started)
                .withPipelineSeconds(PipelineRuns.seconds(started, at))
                .withUrl(workflow.link("url"));
        return JsonBody.tells(new PipelineTold(NAME, workflow.text("id", Fields.NAME), outcome, at, told));
    }

    private static Origin origin(JsonFields body) throws MalformedException {
        JsonFields vcs = body.inside("pipeline", "vcs");
        JsonFields git = body.inside("pipeline", "trigger_parameters", "git");
        String checkedOut = git.repository("checkout_url");
        String repository = vcs.repository("target_repository_url", "origin_repository_url");
        String named = repository == null ? checkedOut : repository;
        String project = body.inside("project").filledText("name", Fields.NAME);
        Map<String, String> fields = new Labels()
                .with(Assignment.PIPELINE, body.object("workflow").text("name", Fields.LONG_NAME))
                .with(PipelineRuns.BRANCH, git.raw("branch"))
                .with("tag", git.raw("tag"))
                .with(PipelineRuns.BRANCH, vcs.raw("branch"))
                .with("tag", vcs.raw("tag"))
                .with("project", project)
                .fields();
        return new Origin(named == null ? project : null, named, List.of(), fields);
    }

    private static @Nullable String revision(JsonFields body) throws MalformedException {
        String revision = body.inside("pipeline", "vcs").filledText("revision", Fields.COMMIT);
        return revision == null
                ? body.inside("pipeline", "trigger_parameters", "git").filledText("checkout_sha", Fields.COMMIT)
                : revision;
    }

    private static @Nullable Outcome outcome(String status) {
        return switch (status) {
            case "success" -> Outcome.SUCCEEDED;
            case "failed", "error" -> Outcome.FAILED;
            case "canceled", "unauthorized" -> Outcome.CANCELLED;
            default -> null;
        };
    }
}
