package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// GitHub's webhooks.
///
/// - Signature: `X-Hub-Signature-256`, `sha256=` and the HMAC-SHA256 of the body in lower-case hexadecimal.
/// - Event: `X-GitHub-Event` ([GitHubEvent]).
/// - Body: JSON, or a form whose field `payload` is JSON, as the hook's content type is set.
///
/// A delivery carries no time of sending, so an old one that comes again cannot be told from a redelivery. It
/// changes nothing: it tells the same of the same deployment.
///
/// Format: docs.github.com, "Webhook events and payloads" and "Validating webhook deliveries".
public final class GitHub implements Source {

    static final String NAME = "github";

    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final String EVENT = "X-GitHub-Event";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String PAYLOAD = "payload=";

    GitHub() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = Signatures.hexHmacRefusal(delivery, SIGNATURE, "sha256=", secrets);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<String> event = delivery.header(EVENT);
        if (event.isEmpty()) {
            return new Malformed(EVENT, "is missing");
        }
        if (!GitHubEvent.READ.contains(event.get())) {
            return new NotRelevant("events of the kind '" + event.get() + "' are not read");
        }
        try {
            return GitHubEvent.read(event.get(), JsonFields.of(Json.read(json(delivery)), "", now));
        } catch (MalformedException e) {
            return e.result();
        }
    }

    private static String json(Delivery delivery) throws MalformedException {
        String text = JsonBody.text(delivery);
        String type = delivery.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        return type.startsWith(FORM) ? payload(text) : text;
    }

    private static String payload(String form) throws MalformedException {
        for (String field : form.split("&", -1)) {
            if (field.startsWith(PAYLOAD)) {
                try {
                    return URLDecoder.decode(field.substring(PAYLOAD.length()), StandardCharsets.UTF_8);
                } catch (IllegalArgumentException e) {
                    throw new MalformedException("payload", "is not URL-encoded");
                }
            }
        }
        throw new MalformedException("payload", "is missing");
    }
}
