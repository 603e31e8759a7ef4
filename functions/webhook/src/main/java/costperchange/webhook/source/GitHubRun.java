package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `workflow_run` or `release` event of GitHub.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `run-` and `workflow_run.id`, `-` and `run_attempt` |
/// | pipeline | `workflow_run.name` |
/// | pipeline's file | `workflow_run.path`, without what follows an `@` |
/// | field `branch` | `workflow_run.head_branch` |
/// | field `event` | `workflow_run.event`, such as `push` |
/// | revision | `workflow_run.head_sha` |
/// | outcome | `workflow_run.conclusion`; in progress before the action `completed` |
/// | started | `workflow_run.run_started_at` |
/// | time | `workflow_run.updated_at`; while in progress, that of the start |
/// | pipeline seconds | the difference of the two |
///
/// A release that is published is told as a run of a pipeline called `release`, as it deploys only where the
/// catalog says that it does; else it tells nothing.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `release-` and `release.id` |
/// | revision, field `tag` | `release.tag_name`: the event names no commit |
/// | field `branch` | `release.target_commitish` |
/// | time | `release.published_at` |
final class GitHubRun {

    private GitHubRun() {}

    static Result workflow(JsonFields body) throws MalformedException {
        String action = body.text("action", Fields.NAME);
        JsonFields run = body.object("workflow_run");
        Outcome outcome = Outcome.IN_PROGRESS;
        if (action.equals("completed")) {
            outcome = outcome(run.filledText("conclusion", Fields.NAME));
        } else if (!action.equals("requested") && !action.equals("in_progress")) {
            return new NotRelevant("the action '" + action + "' of a workflow's run is not read");
        }
        if (outcome == null) {
            return new NotRelevant("the run of a workflow ended without a result");
        }
        return told(body, run, outcome);
    }

    private static @Nullable Outcome outcome(@Nullable String conclusion) {
        return switch (conclusion) {
            case "success" -> Outcome.SUCCEEDED;
            case "failure", "timed_out", "startup_failure" -> Outcome.FAILED;
            case "cancelled" -> Outcome.CANCELLED;
            case null, default -> null;
        };
    }

    private static Result told(JsonFields body, JsonFields run, Outcome outcome) throws MalformedException {
        Instant started = run.vendorsTime("run_started_at");
        Instant at = outcome.isFinal() ? run.vendorsTime("updated_at") : started;
        Told told = Told.of(
                        Origin.repository(GitHubEvent.repository(body)).withFields(fields(run)),
                        null,
                        run.text("head_sha", Fields.NAME))
                .withStartedAt(started)
                .withPipelineSeconds(outcome.isFinal() ? PipelineRuns.seconds(started, at) : null)
                .withUrl(run.link("html_url"));
        String id = "run-" + run.wholeNumber("id") + "-" + run.wholeNumber("run_attempt");
        return JsonBody.tells(new PipelineTold(GitHub.NAME, id, outcome, at, told));
    }

    private static Map<String, String> fields(JsonFields run) throws MalformedException {
        String path = run.text("path", Fields.LINK);
        int at = path.indexOf('@');
        String file = at < 0 ? path : path.substring(0, at);
        return new Labels()
                .with(Assignment.PIPELINE, run.filledText("name", Fields.LONG_NAME))
                .with(Assignment.PIPELINE_FILE, file)
                .with(PipelineRuns.BRANCH, run.raw("head_branch"))
                .with("event", run.raw("event"))
                .fields();
    }

    static Result release(JsonFields body) throws MalformedException {
        String action = body.text("action", Fields.NAME);
        if (!action.equals("published")) {
            return new NotRelevant("the action '" + action + "' of a release is not read");
        }
        JsonFields release = body.object("release");
        if (Boolean.TRUE.equals(release.optionalFlag("draft"))
                || Boolean.TRUE.equals(release.optionalFlag("prerelease"))) {
            return new NotRelevant("drafts and releases before others are not read");
        }
        String tag = release.text("tag_name", Fields.NAME);
        Map<String, String> fields = new Labels()
                .with(Assignment.PIPELINE, "release")
                .with("tag", tag)
                .with(PipelineRuns.BRANCH, release.raw("target_commitish"))
                .fields();
        Told told = Told.of(Origin.repository(GitHubEvent.repository(body)).withFields(fields), null, tag)
                .withUrl(release.link("html_url"));
        return JsonBody.tells(new PipelineTold(
                GitHub.NAME,
                "release-" + release.wholeNumber("id"),
                Outcome.SUCCEEDED,
                release.vendorsTime("published_at"),
                told));
    }
}
