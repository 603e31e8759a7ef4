package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
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
final class GitHubEvent {

    private static final String DEPLOYMENT = "deployment";
    private static final String STATUS = "deployment_status";
    private static final List<String> LINKS = List.of("log_url", "target_url", "environment_url");

    /// The longest name that GitHub gives an environment.
    private static final int ENVIRONMENT = 255;

    /// The events that tell of deployments.
    static final Set<String> READ = Set.of(DEPLOYMENT, STATUS);

    private final JsonFields body;

    GitHubEvent(JsonFields body) {
        this.body = body;
    }

    Result read(String event) throws MalformedException {
        return event.equals(STATUS) ? status() : created();
    }

    private Result created() throws MalformedException {
        if (!"created".equals(body.optionalText("action", Fields.NAME))) {
            return new NotRelevant("only the action 'created' of a deployment is read");
        }
        JsonFields deployment = body.object(DEPLOYMENT);
        return told(
                deployment.text("environment", ENVIRONMENT), Outcome.IN_PROGRESS, deployment.time("created_at"), null);
    }

    private Result status() throws MalformedException {
        JsonFields status = body.object(STATUS);
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
        return told(environment(status), outcome, status.time("created_at"), link(status));
    }

    private String environment(JsonFields status) throws MalformedException {
        String environment = status.raw("environment");
        JsonFields named = environment == null || environment.isBlank() ? body.object(DEPLOYMENT) : status;
        return named.text("environment", ENVIRONMENT);
    }

    private Result told(String environment, Outcome outcome, Instant at, @Nullable String url)
            throws MalformedException {
        JsonFields deployment = body.object(DEPLOYMENT);
        Told told = Told.of(
                        Origin.repository(repository()), environment, deployment.optionalText("sha", Fields.NAME))
                .withStartedAt(deployment.time("created_at"))
                .withUrl(url);
        return new Result.Told(List.of(new DeploymentTold(GitHub.NAME, id(deployment), outcome, at, told)));
    }

    private static String id(JsonFields deployment) throws MalformedException {
        BigDecimal id = deployment.number("id");
        if (id == null) {
            throw deployment.malformed("id", "is missing");
        }
        if (id.scale() != 0) {
            throw deployment.malformed("id", "is not a whole number");
        }
        return id.toString();
    }

    private String repository() throws MalformedException {
        JsonFields repository = body.object("repository");
        String page = repository.optionalLink("html_url");
        if (page == null) {
            throw repository.malformed("html_url", "is missing");
        }
        String host;
        try {
            host = URI.create(page).getHost();
        } catch (IllegalArgumentException e) {
            throw repository.malformed("html_url", "is not an address");
        }
        if (host == null) {
            throw repository.malformed("html_url", "has no host");
        }
        return host.toLowerCase(Locale.ROOT) + "/" + repository.text("full_name", Fields.NAME);
    }

    private static @Nullable String link(JsonFields status) throws MalformedException {
        for (String field : LINKS) {
            String text = status.raw(field);
            // Whoever deploys may write anything here, and GitHub sends the empty text for none.
            if (text != null && Fields.isLink(text)) {
                return text;
            }
        }
        return null;
    }
}
