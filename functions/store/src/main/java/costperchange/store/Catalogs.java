package costperchange.store;

import costperchange.calculator.allocation.Catalog;
import costperchange.store.Table.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// Catalogs, one item for each version ever uploaded.
///
/// @param table where they are kept
public record Catalogs(Table table) {

    private static final TypeReference<Kept> KEPT = new TypeReference<>() {};

    private record Kept(String text, Catalog catalog) {}

    /// A catalog as it was uploaded.
    ///
    /// @param version when that was
    /// @param text the file, as it was written
    /// @param catalog what it says
    public record Uploaded(Instant version, String text, Catalog catalog) {}

    /// Keeps a catalog under the present time, unless it is the latest already.
    ///
    /// @return the version that holds now
    public Instant upload(String text, Catalog catalog, Clock clock) {
        while (true) {
            Optional<Uploaded> latest = latest();
            if (latest.isPresent() && latest.get().text().equals(text)) {
                return latest.get().version();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant version = latest.map(Uploaded::version)
                    .filter(last -> !last.isBefore(now))
                    .map(last -> last.plusMillis(1))
                    .orElse(now);
            Item item = Item.of(Keys.catalog(version)).withContent(new Kept(text, catalog));
            if (table.putIf(item, Condition.ABSENT)) {
                return version;
            }
        }
    }

    /// The version that holds now; empty if none was ever uploaded. Strongly consistent.
    public Optional<Uploaded> latest() {
        return nearest("sk <= :sk", "~", false);
    }

    /// The version that held at a time; the first there is where none did yet, as bills read by it are shown then too.
    public Optional<Uploaded> asKnownAt(Instant time) {
        String sk = Keys.catalog(time).sk();
        return nearest("sk <= :sk", sk, false).or(() -> nearest("sk > :sk", sk, true));
    }

    public Optional<Catalog> version(Instant version) {
        return table.get(Keys.catalog(version)).map(item -> item.content(KEPT).catalog());
    }

    private Optional<Uploaded> nearest(String condition, String sk, boolean forward) {
        return table.query(q -> q.consistentRead(true)
                        .scanIndexForward(forward)
                        .limit(1)
                        .keyConditionExpression("pk = :pk and " + condition)
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(Keys.CATALOG), ":sk", AttributeValue.fromS(sk))))
                .findFirst()
                .map(item -> {
                    Kept kept = item.content(KEPT);
                    return new Uploaded(Instant.parse(item.text(Keys.SK)), kept.text(), kept.catalog());
                });
    }
}
