package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A `deployment` or `deployment_status` event of GitHub.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `deployment.id`: every attempt of a workflow makes a deployment of its own |
/// | repository | host of `repository.html_url` and `repository.full_name` |
/// | environment | `deployment_status.environment`, else `deployment.environment` |
/// | revision | `deployment.sha` |
/// | outcome | `deployment_status.state`; in progress where there is none |
/// | time | `deployment_status.created_at`, or `deployment.created_at` |
/// | started | `deployment.created_at` |
/// | link | the first of `log_url`, `target_url` and `environment_url` that is one |
/// | field `task` | `deployment.task`, such as `deploy` or `deploy:migrations` |
/// | fields `payload.<name>` | texts, numbers and flags of `deployment.payload`, where it is an object |
final class GitHubDeployment {

    private static final String DEPLOYMENT = "deployment";

    private final JsonFields body;

    GitHubDeployment(JsonFields body) {
        this.body = body;
    }

    Result created() throws MalformedException {
        if (!"created".equals(body.optionalText("action", Fields.NAME))) {
            return new NotRelevant("only the action 'created' of a deployment is read");
        }
        JsonFields deployment = body.object(DEPLOYMENT);
        return told(
                deployment.text("environment", Fields.LONG_NAME),
                Outcome.IN_PROGRESS,
                deployment.time("created_at"),
                null);
    }

    Result status() throws MalformedException {
        JsonFields status = body.object("deployment_status");
        String state = status.text("state", Fields.NAME);
        @Nullable
        Outcome outcome = switch (state) {
            case "success" -> Outcome.SUCCEEDED;
            case "failure", "error" -> Outcome.FAILED;
            case "queued", "pending", "in_progress", "waiting" -> Outcome.IN_PROGRESS;
            default -> null;
        };
        if (outcome == null) {
            // `inactive` says that a later deployment took the place of this one, which that one tells itself.
            return new NotRelevant("the state '" + state + "' of a deployment is not recorded");
        }
        String url = status.link("log_url", "target_url", "environment_url");
        return told(environment(status), outcome, status.time("created_at"), url);
    }

    private String environment(JsonFields status) throws MalformedException {
        String environment = status.filledText("environment", Fields.LONG_NAME);
        return environment == null ? body.object(DEPLOYMENT).text("environment", Fields.LONG_NAME) : environment;
    }

    private Result told(String environment, Outcome outcome, Instant at, @Nullable String url)
            throws MalformedException {
        JsonFields deployment = body.object(DEPLOYMENT);
        Origin origin = Origin.repository(GitHubEvent.repository(body)).withFields(fields(deployment));
        Told told = Told.of(origin, environment, deployment.optionalText("sha", Fields.NAME))
                .withStartedAt(deployment.time("created_at"))
                .withUrl(url);
        return JsonBody.tells(new DeploymentTold(GitHub.NAME, deployment.wholeNumber("id"), outcome, at, told));
    }

    private static Map<String, String> fields(JsonFields deployment) throws MalformedException {
        return new Labels()
                .with("task", deployment.raw("task"))
                .withAll("payload.", deployment.inside("payload").scalars())
                .fields();
    }
}
