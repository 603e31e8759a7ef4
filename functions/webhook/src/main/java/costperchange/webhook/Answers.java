package costperchange.webhook;

import costperchange.store.Json;
import costperchange.webhook.Recorder.Recorded;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.util.LinkedHashMap;
import java.util.Map;

/// What senders are answered.
///
/// | status | when | sending again |
/// | --- | --- | --- |
/// | 202 | something new was recorded | changes nothing |
/// | 200 | all of it was known, or nothing of it is relevant | changes nothing |
/// | 400 | it cannot be read; names the field | does not help |
/// | 401 | it is not signed by a live secret, or too long ago | helps once that is put right |
/// | 404, 405 | no such source; not a POST | does not help |
/// | 413 | the body is larger than 1 MiB | does not help |
/// | 503 | the store could not be reached | helps, after the seconds in `Retry-After` |
///
/// Errors are `application/problem+json` (RFC 9457), with the member `field` where one is to blame.
final class Answers {

    /// The largest body that is read, in bytes.
    static final int LARGEST = 1 << 20;

    private static final String RETRY_AFTER_SECONDS = "30";
    private static final String CONTENT_TYPE = "content-type";

    private Answers() {}

    static Answer of(Recorded recorded) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("recorded", recorded.fresh());
        body.put("known", recorded.known());
        return json(recorded.fresh() > 0 ? 202 : 200, body);
    }

    static Answer of(NotRelevant result) {
        return json(200, Map.of("notRelevant", result.why()));
    }

    static Answer of(Malformed result) {
        return problem(
                400, "Malformed", result.field() + " " + result.message(), Map.of("field", result.field()), Map.of());
    }

    static Answer of(BadSignature result) {
        return problem(401, "Not signed", result.why(), Map.of(), Map.of());
    }

    static Answer noSource(String name) {
        return problem(404, "No such source", "there is no source '" + name + "'", Map.of(), Map.of());
    }

    static Answer notPost(String method) {
        return problem(
                405,
                "Method not allowed",
                "deliveries are sent by POST, not " + method,
                Map.of(),
                Map.of("allow", "POST"));
    }

    static Answer tooLarge() {
        return problem(413, "Too large", "the body is larger than " + LARGEST + " bytes", Map.of(), Map.of());
    }

    static Answer notReachable() {
        return problem(
                503,
                "Not recorded",
                "the store cannot be reached; please send again",
                Map.of(),
                Map.of("retry-after", RETRY_AFTER_SECONDS));
    }

    private static Answer problem(
            int status, String title, String detail, Map<String, String> members, Map<String, String> headers) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", "about:blank");
        body.put("title", title);
        body.put("status", status);
        body.put("detail", detail);
        body.putAll(members);
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put(CONTENT_TYPE, "application/problem+json");
        return new Answer(status, all, Json.text(body));
    }

    private static Answer json(int status, Map<String, Object> body) {
        return new Answer(status, Map.of(CONTENT_TYPE, "application/json"), Json.text(body));
    }
}
