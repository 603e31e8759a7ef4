package costperchange.webhook;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Copies of a document of JSON, each with one thing in it changed. The same seed makes the same copies.
final class Mutants {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int LONG = 100_000;
    private static final int MANY = 10_000;
    private static final int DEEP = 100;

    private final JsonNode original;
    private final Random random;

    Mutants(JsonNode original, Random random) {
        this.original = original;
        this.random = random;
    }

    /// A place in a document: a member of an object or an item of a list.
    private record Place(JsonNode parent, String member, int item) {

        JsonNode value() {
            return parent.isObject() ? parent.get(member) : parent.get(item);
        }

        void put(JsonNode value) {
            if (parent instanceof ObjectNode object) {
                object.set(member, value);
            } else {
                ((ArrayNode) parent).set(item, value);
            }
        }

        void remove() {
            if (parent instanceof ObjectNode object) {
                object.remove(member);
            } else {
                ((ArrayNode) parent).remove(item);
            }
        }
    }

    JsonNode next() {
        JsonNode copy = original.deepCopy();
        List<Place> places = new ArrayList<>();
        collect(copy, places);
        Place place = places.get(random.nextInt(places.size()));
        int change = random.nextInt(16);
        if (change < 2) {
            place.remove();
        } else {
            place.put(changed(place.value(), change));
        }
        return copy;
    }

    private JsonNode changed(JsonNode value, int change) {
        return switch (change) {
            case 2 -> NODES.nullNode();
            case 3 -> NODES.numberNode(random.nextInt(-2, 3));
            case 4 -> NODES.numberNode(new BigDecimal("0.5"));
            case 5 -> NODES.stringNode("other");
            case 6 -> NODES.stringNode(random.nextBoolean() ? "" : " \u0000 ");
            case 7 -> NODES.arrayNode();
            case 8 -> NODES.objectNode();
            case 9 -> NODES.booleanNode(random.nextBoolean());
            case 10 -> NODES.arrayNode().add(value.deepCopy()).add(value.deepCopy());
            case 11 -> NODES.objectNode().set("id", value.deepCopy());
            case 12 -> NODES.stringNode("x".repeat(LONG));
            case 13 -> NODES.numberNode(new BigDecimal(random.nextBoolean() ? "1e400" : "-1e999999999"));
            case 14 -> many();
            default -> deep();
        };
    }

    private static JsonNode many() {
        ArrayNode list = NODES.arrayNode();
        for (int i = 0; i < MANY; i++) {
            list.add(i);
        }
        return list;
    }

    private static JsonNode deep() {
        JsonNode node = NODES.objectNode();
        for (int i = 0; i < DEEP; i++) {
            node = i % 2 == 0 ? NODES.arrayNode().add(node) : NODES.objectNode().set("a", node);
        }
        return node;
    }

    private static void collect(JsonNode node, List<Place> places) {
        if (node.isObject()) {
            for (String name : node.propertyNames()) {
                places.add(new Place(node, name, 0));
                collect(node.get(name), places);
            }
        }
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                places.add(new Place(node, "", i));
                collect(node.get(i), places);
            }
        }
    }
}
