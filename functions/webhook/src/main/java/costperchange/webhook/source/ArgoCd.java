package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Argo CD, by a template of its notifications that is ours: events/webhook/README.md has it.
///
/// - Signature: none, as a template cannot compute one. The service sends `Authorization: Bearer` and the
///   secret.
/// - Body: JSON, one operation on an application.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `application`, `@` and `startedAt`: what else names an operation is known only when it has ended |
/// | application | `application` |
/// | repository, paths | `repoURL`, `path` |
/// | environment | `environment`, which is a label of the application; else `namespace` |
/// | fields `project`, `cluster`, `namespace` | the fields of these names |
/// | revision | `revision`, which is one of the repository that Argo CD reads |
/// | outcome | `phase` and `health` |
/// | started, time | `startedAt`, `finishedAt`; while in progress, that of the start |
/// | link | `url` |
///
/// An operation that succeeded is in progress until the application is healthy; if it is `Degraded` then, it
/// failed.
///
/// Format: argo-cd.readthedocs.io, "Notifications": "Webhook", "Triggers" and "Templates".
public final class ArgoCd implements Source {

    static final String NAME = "argocd";

    ArgoCd() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = Authorization.bearer(delivery, secrets);
        return refusal.isPresent() ? refusal.get() : JsonBody.read(delivery, now, ArgoCd::read);
    }

    private static Result read(JsonFields body) throws MalformedException {
        String phase = body.text("phase", Fields.NAME);
        Outcome outcome = outcome(phase, body.filledText("health", Fields.NAME));
        if (outcome == null) {
            return new NotRelevant("the phase '" + phase + "' of an operation is not recorded");
        }
        String application = body.text("application", Fields.NAME / 2);
        Instant started = body.vendorsTime("startedAt");
        String environment = body.filledText("environment", Fields.LONG_NAME);
        Told told = Told.of(
                        origin(body, application),
                        environment == null ? body.text("namespace", Fields.LONG_NAME) : environment,
                        body.filledText("revision", Fields.NAME))
                .withStartedAt(started)
                .withUrl(body.link("url"));
        Instant at = outcome.isFinal() ? body.vendorsTime("finishedAt") : started;
        return JsonBody.tells(new DeploymentTold(NAME, application + "@" + started, outcome, at, told));
    }

    private static Origin origin(JsonFields body, String application) throws MalformedException {
        Map<String, String> fields = new Labels()
                .with("project", body.raw("project"))
                .with("cluster", body.raw("cluster"))
                .with("namespace", body.raw("namespace"))
                .fields();
        String path = body.filledText("path", Fields.LONG_NAME);
        return new Origin(application, body.repository("repoURL"), paths(path), fields);
    }

    private static List<String> paths(@Nullable String path) {
        if (path == null || path.equals(".") || path.equals("/")) {
            return List.of();
        }
        return List.of(path.endsWith("/") ? path : path + "/");
    }

    private static @Nullable Outcome outcome(String phase, @Nullable String health) {
        return switch (phase) {
            case "Running" -> Outcome.IN_PROGRESS;
            case "Failed", "Error" -> Outcome.FAILED;
            case "Succeeded" ->
                switch (health) {
                    case "Healthy" -> Outcome.SUCCEEDED;
                    case "Degraded" -> Outcome.FAILED;
                    case null -> Outcome.SUCCEEDED;
                    default -> Outcome.IN_PROGRESS;
                };
            default -> null;
        };
    }
}
