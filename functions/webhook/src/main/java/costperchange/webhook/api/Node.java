package costperchange.webhook.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Fields of what an API answered, looked at only as far as a walk needs it: the readers judge them.
final class Node {

    private Node() {}

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    /// The text of a field, or the digits of a number; null where it is neither.
    static @Nullable String text(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && (value.isString() || value.isIntegralNumber()) ? value.asString() : null;
    }

    /// The time of a field; null where it is none.
    static @Nullable Instant time(JsonNode object, String field) {
        String text = text(object, field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            return null;
        }
    }

    /// The time of a field to the second, as GitLab's webhooks write it; as it stands where it is none.
    static @Nullable String seconds(JsonNode object, String field) {
        Instant time = time(object, field);
        return time == null
                ? text(object, field)
                : time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /// A field that is an object; an empty one where it is none.
    static JsonNode inside(JsonNode object, String field) {
        JsonNode value = object.get(field);
        return value != null && value.isObject() ? value : object();
    }
}
