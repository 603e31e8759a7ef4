package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A run of a YAML pipeline of Azure DevOps, or a stage of one, told when its state changed. A catalog's rule
/// takes either runs or, by the field `stage`, one of their stages.
///
/// | told | taken from `resource` |
/// | --- | --- |
/// | id | `run-` and `run.id`; of a stage `-` and `stage.name`, the same when it is run again |
/// | repository | the first of `repositories[].url`; `api.github.com/repos/…` is `github.com/…` |
/// | application | name of the pipeline, where no repository is told |
/// | pipeline | `run.pipeline.name`, else `pipeline.name` |
/// | field `stage` | `stage.name`; only a rule that names the stage takes it |
/// | field `branch` | `run.resources.repositories.self.refName`, if that came along |
/// | revision | `run.resources.repositories.self.version`, else `repositories[].change.version`, if they came along |
/// | outcome | `state` and `result` of the run or the stage |
/// | started | `run.createdDate`, or `stage.startTime` |
/// | time | `run.finishedDate`, or `stage.finishTime`; else the event's `createdDate` |
/// | pipeline seconds | from `run.createdDate` to `run.finishedDate`; not told of a stage |
/// | link | `_links.web.href` of the run or the stage |
final class AzureDevOpsRun {

    private static final int MOST_REPOSITORIES = 1_000;
    private static final String GITHUB_API = "api.github.com/repos/";

    private final JsonFields body;
    private final JsonFields resource;

    AzureDevOpsRun(JsonFields body) {
        this.body = body;
        this.resource = body.inside("resource");
    }

    Result run() throws MalformedException {
        JsonFields run = resource.object("run");
        Outcome outcome = outcome(run);
        if (outcome == null) {
            return new NotRelevant("this state of a run is not recorded");
        }
        Instant started = run.optionalVendorsTime("createdDate");
        Instant ended = outcome.isFinal() ? run.optionalVendorsTime("finishedDate") : started;
        Told told = told(run, fields(null))
                .withStartedAt(started)
                .withPipelineSeconds(outcome.isFinal() ? PipelineRuns.seconds(started, ended) : null);
        return tells("run-" + run.wholeNumber("id"), outcome, ended, told);
    }

    Result stage() throws MalformedException {
        JsonFields stage = resource.object("stage");
        Outcome outcome = outcome(stage);
        if (outcome == null) {
            return new NotRelevant("this state of a stage is not recorded");
        }
        String name = stage.text("name", Fields.NAME / 2);
        Instant started = stage.optionalVendorsTime("startTime");
        Instant at = outcome.isFinal() ? stage.optionalVendorsTime("finishTime") : started;
        String id = "run-" + resource.object("run").wholeNumber("id") + "-" + name;
        return tells(id, outcome, at, told(stage, fields(name)).withStartedAt(started));
    }

    private Result tells(String id, Outcome outcome, @Nullable Instant at, Told told) throws MalformedException {
        Instant time = at == null ? body.vendorsTime("createdDate") : at;
        return JsonBody.tells(new PipelineTold(AzureDevOps.NAME, id, outcome, time, told));
    }

    private Told told(JsonFields subject, Map<String, String> fields) throws MalformedException {
        String repository = repository();
        String application = repository == null ? fields.get(Assignment.PIPELINE) : null;
        return Told.of(new Origin(application, repository, List.of(), fields), null, revision())
                .withUrl(subject.inside("_links", "web").link("href"));
    }

    private Map<String, String> fields(@Nullable String stage) throws MalformedException {
        JsonFields run = resource.object("run");
        JsonFields pipeline = run.has("pipeline") ? run.object("pipeline") : resource.object("pipeline");
        String ref = self().raw("refName");
        return new Labels()
                .with(Assignment.PIPELINE, pipeline.text("name", Fields.LONG_NAME))
                .with(Assignment.STAGE, stage)
                .with(PipelineRuns.BRANCH, ref == null ? null : Branches.shortName(ref))
                .fields();
    }

    private JsonFields self() {
        return resource.inside("run", "resources", "repositories", "self");
    }

    private @Nullable String revision() throws MalformedException {
        String version = self().filledText("version", Fields.COMMIT);
        List<JsonFields> repositories = resource.objects("repositories", MOST_REPOSITORIES);
        return version == null && !repositories.isEmpty()
                ? repositories.getFirst().inside("change").filledText("version", Fields.COMMIT)
                : version;
    }

    private @Nullable String repository() throws MalformedException {
        List<JsonFields> repositories = resource.objects("repositories", MOST_REPOSITORIES);
        String name = repositories.isEmpty() ? null : repositories.getFirst().repository("url");
        return name != null && name.startsWith(GITHUB_API) ? "github.com/" + name.substring(GITHUB_API.length()) : name;
    }

    private static @Nullable Outcome outcome(JsonFields subject) throws MalformedException {
        return switch (subject.text("state", Fields.NAME)) {
            case "inProgress", "running" -> Outcome.IN_PROGRESS;
            case "completed" ->
                switch (subject.text("result", Fields.NAME)) {
                    case "succeeded", "succeededWithIssues", "partiallySucceeded" -> Outcome.SUCCEEDED;
                    case "failed" -> Outcome.FAILED;
                    // Rejected by an approver: it never ran.
                    case "canceled", "rejected" -> Outcome.CANCELLED;
                    default -> null;
                };
            default -> null;
        };
    }
}
