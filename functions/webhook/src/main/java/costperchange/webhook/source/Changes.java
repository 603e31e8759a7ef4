package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Our own document, for any tool: [ChangeDocument], described by `change.schema.json`.
///
/// - Signature: as Standard Webhooks has it ([StandardWebhooks]).
/// - Body: JSON in UTF-8, one document or an array of up to 500. If one of them cannot be read, none is used.
public final class Changes implements Source {

    static final String NAME = "changes";

    /// How many documents one delivery may hold.
    static final int MOST = 500;

    Changes() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<String> text = Utf8.decode(delivery.body());
        if (text.isEmpty()) {
            return new BadSignature("the body is not UTF-8, so no signature of it can be checked");
        }
        Optional<String> refusal = StandardWebhooks.refusal(delivery, text.get(), secrets, now);
        if (refusal.isPresent()) {
            return new BadSignature(refusal.get());
        }
        try {
            return new Told(facts(Json.read(text.get()), now));
        } catch (MalformedException e) {
            return e.result();
        }
    }

    static List<Fact> facts(JsonNode body, Instant now) throws MalformedException {
        if (!body.isArray()) {
            return List.of(ChangeDocument.read(JsonFields.of(body, "", now)));
        }
        if (body.isEmpty() || body.size() > MOST) {
            throw new MalformedException("body", "is an array of " + body.size() + " documents, not of 1 to " + MOST);
        }
        List<Fact> facts = new ArrayList<>();
        for (int i = 0; i < body.size(); i++) {
            facts.add(ChangeDocument.read(JsonFields.of(body.get(i), "[" + i + "]", now)));
        }
        return facts;
    }
}
