package costperchange.local;

import static java.nio.charset.StandardCharsets.UTF_8;

import costperchange.store.Table;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What stands in a table, in words.
///
/// @param items their attributes as text, what is compressed written out, by partition and sort key
record TableContent(Map<String, Map<String, String>> items) {

    static TableContent of(Table table) {
        Map<String, Map<String, String>> items = new TreeMap<>();
        table.client()
                .scanPaginator(r -> r.tableName(table.name()).consistentRead(true))
                .items()
                .forEach(item -> {
                    Map<String, String> words = new TreeMap<>();
                    item.forEach((name, value) -> words.put(name, words(value)));
                    items.put(item.get("pk").s() + " " + item.get("sk").s(), words);
                });
        return new TableContent(items);
    }

    /// How many items there are of a kind, such as `DEPLOYMENT`.
    int count(String kind) {
        return (int) items.keySet().stream()
                .filter(key -> key.contains(" " + kind + "#"))
                .count();
    }

    /// The same without catalogs, their versions, and how often a month was written.
    TableContent withoutCatalogs() {
        Map<String, Map<String, String>> left = new TreeMap<>();
        items.forEach((key, item) -> {
            if (!key.startsWith("CATALOG")) {
                Map<String, String> words = new TreeMap<>(item);
                words.remove("catalog");
                words.computeIfPresent("revision", (name, value) -> item.containsKey("byMonth") ? null : value);
                words.replaceAll((name, value) -> value.replaceAll("\"catalog\":\"[^\"]*\"", ""));
                left.put(key, words);
            }
        });
        return new TableContent(left);
    }

    private static String words(AttributeValue value) {
        return switch (value.type()) {
            case S -> value.s();
            case N -> value.n();
            case B -> inflated(value.b().asByteArray());
            default -> value.toString();
        };
    }

    private static String inflated(byte[] content) {
        try (InflaterInputStream in = new InflaterInputStream(new ByteArrayInputStream(content), new Inflater(true))) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
