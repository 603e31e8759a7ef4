package costperchange.webhook.source;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The fields of a JSON object. Nothing is converted: a number in quotes is not a number.
final class JsonFields extends Fields {

    private final JsonNode object;
    private final String path;
    private final Instant now;

    private JsonFields(JsonNode object, String path, Instant now) {
        super(now);
        this.object = object;
        this.path = path;
        this.now = now;
    }

    /// @param path where the object stands in the body, such as `[3]`; empty if it is the body
    static JsonFields of(JsonNode node, String path, Instant now) throws MalformedException {
        if (!node.isObject()) {
            throw new MalformedException(path.isEmpty() ? "body" : path, "is not an object");
        }
        return new JsonFields(node, path, now);
    }

    /// An object inside this one, which must be there.
    JsonFields object(String field) throws MalformedException {
        JsonNode node = node(field);
        if (node == null) {
            throw malformed(field, "is missing");
        }
        return of(node, place(field), now);
    }

    boolean has(String field) {
        return node(field) != null;
    }

    @Override
    String place(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    @Override
    @Nullable
    String raw(String field) throws MalformedException {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (!node.isString()) {
            throw malformed(field, "is not a string");
        }
        return node.stringValue();
    }

    @Override
    @Nullable
    BigDecimal number(String field) throws MalformedException {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (!node.isNumber()) {
            throw malformed(field, "is not a number");
        }
        return node.decimalValue();
    }

    private @Nullable JsonNode node(String field) {
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }
}
