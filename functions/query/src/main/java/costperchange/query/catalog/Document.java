package costperchange.query.catalog;

import java.util.Map;
import tools.jackson.databind.JsonNode;

/// A YAML file as a tree, with the place of every node. Nodes are named by JSON Pointers.
///
/// @param root the tree
/// @param values where each node begins
/// @param keys where the key of each member of a mapping stands
/// @param texts the text of each scalar, as it is written
record Document(JsonNode root, Map<String, Place> values, Map<String, Place> keys, Map<String, String> texts) {

    /// A problem with the value of a node.
    Problem problem(String path, String message) {
        return values.getOrDefault(path, Place.START).problem(path, message);
    }

    /// A problem with the key under which a node stands.
    Problem keyProblem(String path, String message) {
        return keys.getOrDefault(path, Place.START).problem(path, message);
    }

    /// The pointer of a member of a mapping.
    static String member(String path, String key) {
        return path + "/" + key.replace("~", "~0").replace("/", "~1");
    }

    /// The pointer of an item of a list.
    static String item(String path, int index) {
        return path + "/" + index;
    }
}
