package costperchange.query.catalog;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Turns YAML nodes into a JSON tree and remembers places and texts. Aliases are written out, as often as they stand.
final class YamlTree {

    /// How many nodes a file may have once aliases are written out.
    static final int MOST_NODES = 200_000;

    // Beyond this a number is a text: nothing here needs it, and arithmetic with it could take all memory.
    private static final int MOST_DIGITS = 18;

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Map<String, Place> values = new HashMap<>();
    private final Map<String, Place> keys = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final List<Problem> problems = new ArrayList<>();
    private int nodes;

    Document document(Node root) throws RejectedException {
        JsonNode tree = node(root, "", 0);
        if (!tree.isObject() && problems.isEmpty()) {
            problems.add(Place.of(root.getStartMark()).problem("", "is not a mapping"));
        }
        if (!problems.isEmpty()) {
            throw new RejectedException(problems);
        }
        return new Document(tree, values, keys, texts);
    }

    private JsonNode node(Node node, String path, int depth) throws RejectedException {
        Place place = Place.of(node.getStartMark());
        values.put(path, place);
        if (node.isRecursive()) {
            throw new RejectedException(List.of(place.problem(path, "contains itself")));
        }
        if (++nodes > MOST_NODES || depth > YamlReader.DEEPEST) {
            throw new RejectedException(List.of(place.problem(path, "becomes too large when aliases are written out")));
        }
        return switch (node) {
            case MappingNode mapping -> object(mapping, path, depth);
            case SequenceNode sequence -> array(sequence, path, depth);
            case ScalarNode scalar -> scalar(scalar, path, place);
            default -> throw new RejectedException(List.of(place.problem(path, "is not YAML that is used here")));
        };
    }

    private ObjectNode object(MappingNode mapping, String path, int depth) throws RejectedException {
        checkTag(mapping, Tag.MAP, path);
        ObjectNode object = JSON.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            Place place = Place.of(tuple.getKeyNode().getStartMark());
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.add(place.problem(path, "has a key that is not a text"));
                continue;
            }
            String member = Document.member(path, key.getValue());
            if (object.has(key.getValue())) {
                problems.add(place.problem(member, "stands twice"));
                continue;
            }
            keys.put(member, place);
            object.set(key.getValue(), node(tuple.getValueNode(), member, depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String path, int depth) throws RejectedException {
        checkTag(sequence, Tag.SEQ, path);
        ArrayNode array = JSON.arrayNode();
        for (Node item : sequence.getValue()) {
            array.add(node(item, Document.item(path, array.size()), depth + 1));
        }
        return array;
    }

    private JsonNode scalar(ScalarNode scalar, String path, Place place) {
        String text = scalar.getValue();
        texts.put(path, text);
        Tag tag = scalar.getTag();
        if (tag.equals(Tag.NULL)) {
            return JSON.nullNode();
        }
        if (tag.equals(Tag.BOOL)) {
            return JSON.booleanNode(Boolean.parseBoolean(text));
        }
        if (tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) {
            return number(text);
        }
        if (!tag.equals(Tag.STR)) {
            problems.add(place.problem(path, "has the tag " + tag.getValue() + ", which is not used here"));
        }
        return JSON.stringNode(text);
    }

    private static JsonNode number(String text) {
        try {
            BigDecimal number = new BigDecimal(text);
            boolean plain = Math.abs((long) number.precision() - number.scale()) <= MOST_DIGITS
                    && Math.abs((long) number.scale()) <= MOST_DIGITS;
            return plain ? JSON.numberNode(number) : JSON.stringNode(text);
        } catch (NumberFormatException e) {
            // Hexadecimal, infinite, not a number.
            return JSON.stringNode(text);
        }
    }

    private void checkTag(Node node, Tag plain, String path) {
        if (!node.getTag().equals(plain)) {
            problems.add(Place.of(node.getStartMark())
                    .problem(path, "has the tag " + node.getTag().getValue() + ", which is not used here"));
        }
    }
}
