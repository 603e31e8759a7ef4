package costperchange.store;

import costperchange.calculator.delivery.Revision;
import costperchange.calculator.delivery.Revision.Telling;
import costperchange.store.Table.Condition;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// What is known of revisions, recorded as deployments are.
///
/// @param table where they are kept
public record Revisions(Table table) {

    public static final String TELLINGS = "tellings";
    private static final TypeReference<List<Telling>> TOLD = new TypeReference<>() {};

    /// Records what was told of a revision, together with what was known of it.
    ///
    /// @return whether anything was new
    public boolean record(Revision told) {
        while (true) {
            Optional<Item> item = table.get(Keys.revision(told.application(), told.name()));
            Optional<Revision> known = item.map(found -> revision(told.application(), found));
            Revision merged = known.map(told::merge).orElse(told);
            if (known.equals(Optional.of(merged))) {
                return false;
            }
            AttributeValue read =
                    item.map(found -> found.attributes().get(TELLINGS)).orElse(null);
            if (table.putIf(item(merged), Condition.unchanged(TELLINGS, read))) {
                return true;
            }
        }
    }

    /// Revisions of an application by their names; those of which nothing is known are left out. Strongly consistent.
    public Map<String, Revision> named(String application, Collection<String> names) {
        return table
                .getAllNow(names.stream()
                        .map(name -> Keys.revision(application, name))
                        .toList())
                .stream()
                .map(item -> revision(application, item))
                .collect(Collectors.toMap(Revision::name, revision -> revision));
    }

    static Item item(Revision revision) {
        return Item.of(Keys.revision(revision.application(), revision.name()))
                .with("revision", revision.name())
                .with(Keys.CATALOG_VERSION, revision.catalog())
                .with("since", revision.since())
                .with(TELLINGS, Json.text(revision.tellings()));
    }

    static Revision revision(String application, Item item) {
        return new Revision(application, item.text("revision"), Json.read(item.text(TELLINGS), TOLD));
    }
}
