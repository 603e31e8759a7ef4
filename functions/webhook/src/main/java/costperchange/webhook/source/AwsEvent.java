package costperchange.webhook.source;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/// The envelope of an event of AWS.
///
/// @param envelope the event
/// @param kind its `source` and `detail-type`, with a colon between
record AwsEvent(JsonFields envelope, String kind) {

    static AwsEvent of(JsonFields envelope) throws MalformedException {
        return new AwsEvent(
                envelope, envelope.text("source", Fields.NAME) + ": " + envelope.text("detail-type", Fields.NAME));
    }

    JsonFields detail() throws MalformedException {
        return envelope.object("detail");
    }

    /// When it happened, to the second.
    Instant time() throws MalformedException {
        return envelope.time("time");
    }

    /// Account and region, and what else the event is about.
    Map<String, String> fields(Map<String, String> more) throws MalformedException {
        Map<String, String> fields = new TreeMap<>(more);
        fields.put("account", envelope.text("account", Fields.NAME));
        fields.put("region", envelope.text("region", Fields.NAME));
        return fields;
    }
}
