package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// CDEvents 0.3 to 0.6, from any tool that sends them as CloudEvents over HTTP.
///
/// - Signature: the specifications name none. Accepted is one as Standard Webhooks has it
///   ([StandardWebhooks]), or, as most senders of CloudEvents can only do that, `Authorization: Bearer` and
///   the secret ([Authorization]).
/// - Body: the CDEvent itself, its CloudEvent's attributes in headers (`binary` mode); or, with the content
///   type `application/cloudevents+json`, a CloudEvent whose `data` or `data_base64` is the CDEvent
///   (`structured` mode). The attributes repeat what stands in the CDEvent, which is what is read
///   ([CdEvent]). Batches are not read.
///
/// Format: cdevents.dev, "CDEvents specification" and "CloudEvents Binding for CDEvents"; cloudevents.io,
/// "HTTP Protocol Binding" and "JSON Event Format".
public final class CdEvents implements Source {

    static final String NAME = "cdevents";

    private static final String STRUCTURED = "application/cloudevents+json";
    private static final String DATA = "data";
    private static final String ENCODED = "data_base64";

    CdEvents() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<String> text = Utf8.decode(delivery.body());
        if (text.isEmpty()) {
            return new BadSignature("the body is not UTF-8, as every CDEvent is");
        }
        Optional<String> refusal = delivery.header(StandardWebhooks.SIGNATURE).isPresent()
                ? StandardWebhooks.refusal(delivery, text.get(), secrets, now)
                : Authorization.bearer(delivery, secrets).map(BadSignature::why);
        if (refusal.isPresent()) {
            return new BadSignature(refusal.get());
        }
        try {
            JsonFields body = JsonFields.of(Json.read(text.get()), "", now);
            return isStructured(delivery) ? structured(body, now) : CdEvent.read(body);
        } catch (MalformedException e) {
            return e.result();
        }
    }

    private static boolean isStructured(Delivery delivery) {
        return delivery.header("Content-Type")
                .orElse("")
                .toLowerCase(Locale.ROOT)
                .startsWith(STRUCTURED);
    }

    private static Result structured(JsonFields event, Instant now) throws MalformedException {
        String type = event.text("type", Fields.NAME);
        if (!type.startsWith(CdEvent.TYPE)) {
            return new NotRelevant("events of the type '" + type + "' are not CDEvents");
        }
        return CdEvent.read(event.has(ENCODED) ? decoded(event, now) : event.object(DATA));
    }

    private static JsonFields decoded(JsonFields event, Instant now) throws MalformedException {
        String encoded = event.raw(ENCODED);
        try {
            byte[] data = Base64.getDecoder().decode(encoded == null ? "" : encoded);
            return JsonFields.of(Json.read(new String(data, StandardCharsets.UTF_8)), ENCODED, now);
        } catch (IllegalArgumentException e) {
            throw event.malformed(ENCODED, "is not base64");
        } catch (MalformedException e) {
            throw event.malformed(ENCODED, e.problem());
        }
    }
}
