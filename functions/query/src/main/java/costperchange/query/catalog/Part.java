package costperchange.query.catalog;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A node of a document that the schema has accepted, with its place.
///
/// @param path its pointer in the document
record Part(Document document, String path, JsonNode node) {

    static Part root(Document document) {
        return new Part(document, "", document.root());
    }

    /// A member of a mapping; empty if it is not there.
    Optional<Part> get(String key) {
        return Optional.ofNullable(node.get(key)).map(member -> new Part(document, Document.member(path, key), member));
    }

    /// A member that the schema requires.
    Part need(String key) {
        return get(key).orElseThrow(() -> new IllegalStateException("the schema requires " + path + "/" + key));
    }

    /// The items of a list; none if the member is not there.
    List<Part> items(String key) {
        return get(key).map(Part::items).orElse(List.of());
    }

    List<Part> items() {
        List<Part> items = new ArrayList<>();
        for (JsonNode item : node) {
            items.add(new Part(document, Document.item(path, items.size()), item));
        }
        return items;
    }

    /// The members of a mapping, in the file's order.
    Map<String, Part> members() {
        Map<String, Part> members = new LinkedHashMap<>();
        node.propertyNames().forEach(key -> members.put(key, need(key)));
        return members;
    }

    /// A scalar as it is written, without surrounding space.
    String text() {
        return document.texts().getOrDefault(path, "").strip();
    }

    @Nullable
    String optionalText(String key) {
        return get(key).map(Part::text).orElse(null);
    }

    /// A day that the checks have accepted; null if the member is not there.
    @Nullable
    LocalDate day(String key) {
        return get(key).map(day -> LocalDate.parse(day.text())).orElse(null);
    }

    /// Whether a member is there and true.
    boolean isTrue(String key) {
        return get(key).map(flag -> flag.node().booleanValue()).orElse(false);
    }

    /// One scalar, or all of a list.
    List<String> texts() {
        return node.isArray() ? items().stream().map(Part::text).toList() : List.of(text());
    }

    Problem problem(String message) {
        return document.problem(path, message);
    }

    Problem keyProblem(String message) {
        return document.keyProblem(path, message);
    }
}
