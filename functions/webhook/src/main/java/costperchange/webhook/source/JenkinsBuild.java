package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A build as the plugin "Notification" tells of it. With a parameter `ENVIRONMENT` it is a deployment; else it
/// is a pipeline's run, which deploys where the catalog says so.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `build.full_url` without `https://`, else `build.url`: server, job and number |
/// | application | parameter `APPLICATION` |
/// | repository | `build.scm.url` |
/// | environment | parameter `ENVIRONMENT` |
/// | pipeline | the job's name with its folders, as `shop/checkout/main`, from `url`; else `name` |
/// | field `branch` | `build.scm.branch`, without `origin/` |
/// | fields `parameter.<name>` | `build.parameters`; Jenkins leaves out passwords |
/// | revision | `build.scm.commit` |
/// | outcome | `build.phase` and `build.status`; an unstable build has run to its end: succeeded |
/// | time | `build.timestamp`, in milliseconds: when the phase was reached |
/// | started, pipeline seconds | by `build.duration`, in milliseconds |
/// | link | `build.full_url` |
///
/// The phase `FINALIZED` says again, and later, what `COMPLETED` said; it is not relevant.
final class JenkinsBuild {

    private static final long YEAR = Duration.ofDays(365).toMillis();
    private static final Pattern SCHEME = Pattern.compile("^https?://");
    private static final Pattern JOB = Pattern.compile("(^|/)job/");

    private final JsonFields body;
    private final JsonFields build;

    JenkinsBuild(JsonFields body) throws MalformedException {
        this.body = body;
        this.build = body.object("build");
    }

    Result read() throws MalformedException {
        String phase = build.text("phase", Fields.NAME);
        return switch (phase) {
            case "QUEUED", "STARTED" -> told(Outcome.IN_PROGRESS);
            case "COMPLETED" -> {
                String status = build.text("status", Fields.NAME);
                Outcome outcome = outcome(status);
                yield outcome == null
                        ? new NotRelevant("the status '" + status + "' of a build is not recorded")
                        : told(outcome);
            }
            default -> new NotRelevant("the phase '" + phase + "' of a build is not read");
        };
    }

    private static @Nullable Outcome outcome(String status) {
        return switch (status) {
            case "SUCCESS", "UNSTABLE" -> Outcome.SUCCEEDED;
            case "FAILURE" -> Outcome.FAILED;
            case "ABORTED" -> Outcome.CANCELLED;
            default -> null;
        };
    }

    private Result told(Outcome outcome) throws MalformedException {
        Instant at = build.optionalMillis("timestamp");
        if (at == null) {
            throw build.malformed("timestamp", "is missing");
        }
        Long duration = outcome.isFinal() ? build.optionalCount("duration", YEAR) : null;
        JsonFields parameters = build.inside("parameters");
        JsonFields scm = build.inside("scm");
        String environment = parameters.filledText("ENVIRONMENT", Fields.LONG_NAME);
        Told told = Told.of(origin(parameters, scm), environment, scm.filledText("commit", Fields.NAME))
                .withStartedAt(duration == null ? (outcome.isFinal() ? null : at) : at.minusMillis(duration))
                .withPipelineSeconds(
                        duration == null ? null : Duration.ofMillis(duration).toSeconds())
                .withUrl(build.link("full_url"));
        return JsonBody.tells(
                environment == null
                        ? new PipelineTold(Jenkins.NAME, id(), outcome, at, told)
                        : new DeploymentTold(Jenkins.NAME, id(), outcome, at, told));
    }

    private String id() throws MalformedException {
        String field = build.link("full_url") == null ? "url" : "full_url";
        String id = SCHEME.matcher(Fields.withoutUser(build.text(field, Fields.LINK)))
                .replaceFirst("");
        String name = id.endsWith("/") ? id.substring(0, id.length() - 1) : id;
        if (name.isEmpty() || name.length() > Fields.NAME) {
            throw build.malformed(field, "is longer than " + Fields.NAME + " characters, or nothing");
        }
        return name;
    }

    private Origin origin(JsonFields parameters, JsonFields scm) throws MalformedException {
        String branch = scm.raw("branch");
        Map<String, String> fields = new Labels()
                .with(Assignment.PIPELINE, job())
                .with(
                        PipelineRuns.BRANCH,
                        branch != null && branch.startsWith("origin/") ? branch.substring(7) : branch)
                .withAll("parameter.", parameters.scalars())
                .fields();
        return new Origin(parameters.filledText("APPLICATION", Fields.NAME), scm.repository("url"), List.of(), fields);
    }

    /// `shop/checkout/main` of `job/shop/job/checkout/job/main/`.
    private String job() throws MalformedException {
        String path = body.filledText("url", Fields.LINK);
        String name = body.text("name", Fields.LONG_NAME);
        if (path == null || !path.startsWith("job/")) {
            return name;
        }
        String folders = JOB.matcher(path.endsWith("/") ? path.substring(0, path.length() - 1) : path)
                .replaceAll("$1");
        try {
            String decoded = URLDecoder.decode(folders.replace("+", "%2B"), StandardCharsets.UTF_8);
            return decoded.length() <= Fields.LONG_NAME && Fields.isPrintable(decoded) ? decoded : name;
        } catch (IllegalArgumentException e) {
            return name;
        }
    }
}
