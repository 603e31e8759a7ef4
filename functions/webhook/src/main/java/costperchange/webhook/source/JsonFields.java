package costperchange.webhook.source;

import costperchange.calculator.delivery.Repositories;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/// The fields of a JSON object. Nothing is converted: a number in quotes is not a number.
final class JsonFields extends Fields {

    private static final int MOST_SCALARS = 100;

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

    /// An object inside this one; empty if it was not told.
    Optional<JsonFields> optionalObject(String field) throws MalformedException {
        return has(field) ? Optional.of(object(field)) : Optional.empty();
    }

    /// The object at the end of a path, for what a vendor may leave out: one without any field where there is
    /// none.
    JsonFields inside(String... fields) {
        JsonFields inside = this;
        for (String field : fields) {
            JsonNode node = inside.object.get(field);
            boolean found = node != null && node.isObject();
            inside = new JsonFields(found ? node : JsonNodeFactory.instance.objectNode(), inside.place(field), now);
        }
        return inside;
    }

    /// The objects of a list inside this one; none if it was not told.
    ///
    /// @param most how many are accepted
    List<JsonFields> objects(String field, int most) throws MalformedException {
        List<JsonFields> objects = new ArrayList<>();
        for (JsonNode item : items(field, most)) {
            objects.add(of(item, place(field) + "[" + objects.size() + "]", now));
        }
        return objects;
    }

    /// The texts of a list inside this one; none if it was not told.
    ///
    /// @param most how many are accepted
    List<String> texts(String field, int most, int longest) throws MalformedException {
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(field, most)) {
            String place = field + "[" + texts.size() + "]";
            if (!item.isString()) {
                throw malformed(place, "is not a string");
            }
            if (item.stringValue().length() > longest) {
                throw malformed(place, "is longer than " + longest + " characters");
            }
            texts.add(item.stringValue());
        }
        return texts;
    }

    private Iterable<JsonNode> items(String field, int most) throws MalformedException {
        JsonNode node = node(field);
        if (node == null) {
            return List.of();
        }
        if (!node.isArray()) {
            throw malformed(field, "is not a list");
        }
        if (node.size() > most) {
            throw malformed(field, "has more than " + most + " items");
        }
        return node;
    }

    /// The members that are texts, numbers or flags, as texts: what a catalog may tell applications apart by.
    /// Members
    /// that are anything else, or longer than a name, are passed over.
    Map<String, String> scalars() {
        Map<String, String> scalars = new TreeMap<>();
        object.propertyStream().limit(MOST_SCALARS).forEach(member -> {
            JsonNode value = member.getValue();
            String text = value.isString() || value.isNumber() || value.isBoolean() ? value.asString() : "";
            if (!text.isBlank() && text.length() <= NAME && member.getKey().length() <= NAME && isPrintable(text)) {
                scalars.put(member.getKey(), text.strip());
            }
        });
        return scalars;
    }

    /// The names of its members.
    List<String> names() {
        return List.copyOf(object.propertyNames());
    }

    /// The number by which a vendor knows something; it must be there and whole.
    String wholeNumber(String field) throws MalformedException {
        BigDecimal number = number(field);
        if (number == null) {
            throw malformed(field, "is missing");
        }
        if (number.scale() != 0) {
            throw malformed(field, "is not a whole number");
        }
        return number.toString();
    }

    /// The first of some fields that is an address. Whoever deploys may write anything there, so what is none
    /// is passed
    /// over.
    @Nullable
    String link(String... fields) {
        for (String field : fields) {
            JsonNode node = object.get(field);
            if (node != null && node.isString() && isLink(node.stringValue())) {
                return withoutUser(node.stringValue());
            }
        }
        return null;
    }

    /// Host, in lower case, and path of the first of some fields that is the address of a repository.
    @Nullable
    String repository(String... fields) {
        for (String field : fields) {
            JsonNode node = object.get(field);
            String text = node != null && node.isString() ? node.stringValue() : "";
            Optional<String> name =
                    text.length() <= LINK && isPrintable(text) ? Repositories.normal(text) : Optional.empty();
            if (name.isPresent()) {
                int slash = name.get().indexOf('/');
                return name.get().substring(0, slash).toLowerCase(Locale.ROOT)
                        + name.get().substring(slash);
            }
        }
        return null;
    }

    /// A time in milliseconds since 1970; null if there is none.
    @Nullable
    Instant optionalMillis(String field) throws MalformedException {
        Long millis = optionalCount(field, now.plus(AHEAD).toEpochMilli());
        return millis == null || millis == 0 ? null : Instant.ofEpochMilli(millis);
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

    @Override
    @Nullable
    Boolean optionalFlag(String field) throws MalformedException {
        JsonNode node = node(field);
        if (node == null) {
            return null;
        }
        if (!node.isBoolean()) {
            throw malformed(field, "is not true or false");
        }
        return node.booleanValue();
    }

    private @Nullable JsonNode node(String field) {
        JsonNode node = object.get(field);
        return node == null || node.isNull() ? null : node;
    }
}
