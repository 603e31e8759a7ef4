package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The build status of a commit, as Bitbucket Cloud tells of it.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `commit_status.key`, `@` and the first 12 characters of the commit: one status, however often it changes |
/// | repository | `repository.links.html.href` |
/// | pipeline | `commit_status.name` without the number of the run, else `key` |
/// | fields `key`, `branch` | `commit_status.key`, `commit_status.refname` |
/// | revision | `commit_status.commit.hash`, else the end of `commit_status.links.commit.href` |
/// | outcome | `commit_status.state` |
/// | started, time | `commit_status.created_on`, `commit_status.updated_on` |
/// | pipeline seconds | the difference of the two, once it has ended; not told above 4 hours, as it was run again then
/// |
/// | link | `commit_status.url` |
final class BitbucketStatus {

    private static final int SHORT = 12;

    /// The longest that a build may take: Bitbucket ends a step after two hours.
    private static final Duration LONGEST = Duration.ofHours(4);

    /// `Pipeline #12 for main` differs with every run, and a catalog names the pipeline.
    private static final Pattern NUMBER = Pattern.compile(" ?#\\d+");

    private BitbucketStatus() {}

    static Result read(JsonFields body) throws MalformedException {
        JsonFields status = body.object("commit_status");
        String state = status.text("state", Fields.NAME);
        Outcome outcome = outcome(state);
        if (outcome == null) {
            return new NotRelevant("the state '" + state + "' of a build is not recorded");
        }
        String repository = body.inside("repository", "links", "html").repository("href");
        if (repository == null) {
            throw new MalformedException("repository.links.html.href", "is not the address of a repository");
        }
        String key = status.text("key", Fields.NAME - SHORT - 1);
        String revision = revision(status);
        Instant started = status.vendorsTime("created_on");
        Instant at = outcome.isFinal() ? status.vendorsTime("updated_on") : started;
        Told told = Told.of(Origin.repository(repository).withFields(fields(status, key)), null, revision)
                .withStartedAt(started)
                .withPipelineSeconds(outcome.isFinal() ? seconds(started, at) : null)
                .withUrl(status.link("url"));
        String id = key + "@" + revision.substring(0, Math.min(SHORT, revision.length()));
        return JsonBody.tells(new PipelineTold(Bitbucket.NAME, id, outcome, at, told));
    }

    /// A build that is run again later changes the same status: then the two times are of two runs.
    private static @Nullable Long seconds(Instant started, Instant at) {
        Long seconds = PipelineRuns.seconds(started, at);
        return seconds == null || seconds > LONGEST.toSeconds() ? null : seconds;
    }

    private static Map<String, String> fields(JsonFields status, String key) throws MalformedException {
        String name = status.filledText("name", Fields.LONG_NAME);
        String pipeline =
                name == null ? "" : NUMBER.matcher(name).replaceAll("").strip();
        return new Labels()
                .with(Assignment.PIPELINE, pipeline.isEmpty() ? key : pipeline)
                .with("key", key)
                .with(PipelineRuns.BRANCH, status.raw("refname"))
                .fields();
    }

    private static String revision(JsonFields status) throws MalformedException {
        String hash = status.inside("commit").filledText("hash", Fields.COMMIT);
        if (hash != null) {
            return hash;
        }
        JsonFields commit = status.inside("links", "commit");
        String link = commit.text("href", Fields.LINK);
        String end = link.substring(link.lastIndexOf('/') + 1);
        if (end.isEmpty() || end.length() > Fields.COMMIT) {
            throw commit.malformed("href", "is not the address of a commit");
        }
        return end;
    }

    private static @Nullable Outcome outcome(String state) {
        return switch (state) {
            case "SUCCESSFUL" -> Outcome.SUCCEEDED;
            case "FAILED" -> Outcome.FAILED;
            case "STOPPED" -> Outcome.CANCELLED;
            case "INPROGRESS" -> Outcome.IN_PROGRESS;
            default -> null;
        };
    }
}
