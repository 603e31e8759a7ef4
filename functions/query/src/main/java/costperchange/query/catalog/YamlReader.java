package costperchange.query.catalog;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/// YAML 1.2 to a [Document]: one document of scalars, lists and mappings of the core schema, within limits.
final class YamlReader {

    /// The largest file, in bytes of UTF-8.
    static final int LARGEST = 1 << 20;

    /// How deep lists and mappings may stand in one another. The format needs seven.
    static final int DEEPEST = 32;

    private static final LoadSettings SETTINGS = LoadSettings.builder()
            .setLabel("catalog")
            .setSchema(new WithoutMerging())
            .setUseMarks(true)
            // Both are bounded by YamlTree, which can name the place.
            .setMaxAliasesForCollections(Integer.MAX_VALUE)
            .setAllowNonScalarKeys(true)
            .setAllowRecursiveKeys(true)
            .build();

    /// YAML 1.2 has no merge keys (`<<`), and each could copy a large mapping while nodes are composed.
    private static final class WithoutMerging extends CoreSchema {
        @Override
        public ScalarResolver getScalarResolver() {
            return new CoreScalarResolver(false);
        }
    }

    private YamlReader() {}

    /// @throws RejectedException if the text is not such a document
    static Document read(String text) throws RejectedException {
        if (text.getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw rejected(Place.START.problem("", "is larger than " + LARGEST + " bytes"));
        }
        Optional<Node> root;
        try {
            checkDepth(text);
            root = new Compose(SETTINGS).composeString(text);
        } catch (MarkedYamlEngineException e) {
            Place place = Place.of(e.getProblemMark().or(e::getContextMark));
            throw rejected(place.problem("", "is not YAML: " + e.getProblem()));
        } catch (ReaderException e) {
            throw rejected(place(text, e.getPosition()).problem("", "has a character that YAML does not allow"));
        } catch (YamlEngineException e) {
            throw rejected(Place.START.problem("", "is not YAML"));
        }
        if (root.isEmpty()) {
            throw rejected(Place.START.problem("", "is empty; a catalog that says nothing is {}"));
        }
        return new YamlTree().document(root.get());
    }

    /// Composing nodes recurses, so that depth is looked at first, event by event.
    private static void checkDepth(String text) throws RejectedException {
        int depth = 0;
        for (Event event : new Parse(SETTINGS).parseString(text)) {
            if (event instanceof CollectionStartEvent && ++depth > DEEPEST) {
                throw rejected(Place.of(event.getStartMark()).problem("", "is nested more than " + DEEPEST + " deep"));
            }
            if (event instanceof CollectionEndEvent) {
                depth--;
            }
        }
    }

    private static Place place(String text, int position) {
        String before = text.substring(0, Math.min(position, text.length()));
        int lineStart = before.lastIndexOf('\n') + 1;
        return new Place((int) before.chars().filter(c -> c == '\n').count() + 1, before.length() - lineStart + 1);
    }

    private static RejectedException rejected(Problem problem) {
        return new RejectedException(List.of(problem));
    }
}
