package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Opsgenie's webhooks (also of Jira Service Management) for alerts.
///
/// - Signature: none is made. The integration's custom header `Authorization` is set to `Bearer` and the
///   secret ([Authorization]).
/// - Event: `action`, of which `Create` and `Close` are read ([OpsgenieAlert]).
/// - Body: JSON.
///
/// Format: docs.opsgenie.com, "Webhook Integration" and "Alert Action Data".
public final class Opsgenie implements Source {

    static final String NAME = "opsgenie";

    Opsgenie() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = Authorization.bearer(delivery, secrets);
        return refusal.isPresent() ? refusal.get() : JsonBody.read(delivery, now, body -> read(body, now));
    }

    private static Result read(JsonFields body, Instant now) throws MalformedException {
        String action = body.text("action", Fields.NAME);
        return switch (action) {
            case "Create" -> new OpsgenieAlert(body.object("alert"), now).told(false);
            case "Close" -> new OpsgenieAlert(body.object("alert"), now).told(true);
            default -> new NotRelevant("the action '" + action + "' is not read");
        };
    }
}
