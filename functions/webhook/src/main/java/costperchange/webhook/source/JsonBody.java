package costperchange.webhook.source;

import java.time.Instant;
import java.util.List;

/// A delivery's body that is a JSON object, once it is known to be genuine.
final class JsonBody {

    /// What a source makes of the body.
    @FunctionalInterface
    interface Reading {
        Result read(JsonFields body) throws MalformedException;
    }

    private JsonBody() {}

    static Result read(Delivery delivery, Instant now, Reading reading) {
        try {
            return reading.read(JsonFields.of(Json.read(text(delivery)), "", now));
        } catch (MalformedException e) {
            return e.result();
        }
    }

    /// That a body tells one fact.
    static Result tells(Fact fact) {
        return new Result.Told(List.of(fact));
    }

    /// The body as text.
    static String text(Delivery delivery) throws MalformedException {
        return Utf8.decode(delivery.body()).orElseThrow(() -> new MalformedException("body", "is not UTF-8"));
    }
}
