package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A `deployment` or `pipeline` event of GitLab.
///
/// | told of a deployment | taken from |
/// | --- | --- |
/// | id | `deployment_id`: a job that is run again makes a deployment of its own |
/// | repository | `project.web_url` |
/// | environment | `environment` |
/// | revision | the end of `commit_url`, else `short_sha` |
/// | outcome | `status` |
/// | time | `status_changed_at`; of the status `running` it is the start too |
/// | link | `deployable_url` |
/// | fields `environment_tier`, `branch` | `environment_tier`, `ref` |
///
/// | told of a pipeline's run | taken from `object_attributes` |
/// | --- | --- |
/// | id | `pipeline-` and `id` |
/// | pipeline | `name`, which a project may give its pipelines; else `ref` |
/// | pipeline's file | `project.ci_config_path`, else `.gitlab-ci.yml` |
/// | fields `branch`, `source` | `ref`, `source` |
/// | revision | `sha` |
/// | outcome | `status` |
/// | started, time | `created_at`, `finished_at`; while in progress, that of the start |
/// | pipeline seconds | `duration`, which is without waiting for runners |
final class GitLabRun {

    private static final String DEFAULT_FILE = ".gitlab-ci.yml";
    private static final Pattern COMMIT = Pattern.compile("/([0-9a-f]{7,64})$");

    private final JsonFields body;

    GitLabRun(JsonFields body) {
        this.body = body;
    }

    Result deployment() throws MalformedException {
        String status = body.text("status", Fields.NAME);
        Outcome outcome = outcome(status);
        if (outcome == null) {
            return new NotRelevant("the status '" + status + "' of a deployment is not recorded");
        }
        Map<String, String> fields = new Labels()
                .with("environment_tier", body.raw("environment_tier"))
                .with(PipelineRuns.BRANCH, branch(body.raw("ref")))
                .fields();
        Instant at = body.vendorsTime("status_changed_at");
        Told told = Told.of(
                        GitLabEvent.origin(body).withFields(fields),
                        body.text("environment", Fields.LONG_NAME),
                        revision())
                .withStartedAt(status.equals("running") ? at : null)
                .withUrl(body.link("deployable_url"));
        return JsonBody.tells(new DeploymentTold(GitLab.NAME, body.wholeNumber("deployment_id"), outcome, at, told));
    }

    private @Nullable String revision() throws MalformedException {
        String url = body.raw("commit_url");
        Matcher commit = COMMIT.matcher(url == null || url.length() > Fields.LINK ? "" : url);
        return commit.find() ? commit.group(1) : body.filledText("short_sha", Fields.COMMIT);
    }

    private static @Nullable String branch(@Nullable String ref) {
        return ref == null ? null : Branches.shortName(ref);
    }

    Result pipeline() throws MalformedException {
        JsonFields run = body.object("object_attributes");
        String status = run.text("status", Fields.NAME);
        Outcome outcome = outcome(status);
        if (outcome == null) {
            return new NotRelevant("the status '" + status + "' of a pipeline is not recorded");
        }
        Instant created = run.vendorsTime("created_at");
        Told told = Told.of(GitLabEvent.origin(body).withFields(fields(run)), null, run.text("sha", Fields.COMMIT))
                .withStartedAt(created)
                .withPipelineSeconds(outcome.isFinal() ? seconds(run) : null)
                .withUrl(run.link("url"));
        Instant at = outcome.isFinal() ? run.vendorsTime("finished_at") : created;
        return JsonBody.tells(new PipelineTold(GitLab.NAME, "pipeline-" + run.wholeNumber("id"), outcome, at, told));
    }

    private Map<String, String> fields(JsonFields run) throws MalformedException {
        String ref = run.text("ref", Fields.LONG_NAME);
        String name = run.filledText("name", Fields.LONG_NAME);
        String path = body.object("project").filledText("ci_config_path", Fields.LINK);
        String file = path == null ? DEFAULT_FILE : path;
        // It may lie in another project: `ci/deploy.yml@acme/pipelines`.
        int at = file.indexOf('@');
        return new Labels()
                .with(Assignment.PIPELINE, name == null ? ref : name)
                .with(Assignment.PIPELINE_FILE, at < 0 ? file : file.substring(0, at))
                .with(PipelineRuns.BRANCH, ref)
                .with("source", run.raw("source"))
                .fields();
    }

    private static @Nullable Long seconds(JsonFields run) throws MalformedException {
        BigDecimal seconds = run.number("duration");
        // The range first: writing out 1e999999999 would take all memory.
        return seconds == null || seconds.signum() < 0 || seconds.compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0
                ? null
                : PipelineRuns.seconds(Duration.ofSeconds(seconds.longValue()));
    }

    private static @Nullable Outcome outcome(String status) {
        return switch (status) {
            case "success" -> Outcome.SUCCEEDED;
            case "failed" -> Outcome.FAILED;
            case "canceled" -> Outcome.CANCELLED;
            case "created", "running", "blocked", "pending", "preparing", "waiting_for_resource", "scheduled" ->
                Outcome.IN_PROGRESS;
            default -> null;
        };
    }
}
