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
        return before("~");
    }

    /// The version that held at a time.
    public Optional<Uploaded> asKnownAt(Instant time) {
        return before(Keys.catalog(time).sk());
    }

    public Optional<Catalog> version(Instant version) {
        return table.get(Keys.catalog(version)).map(item -> item.content(KEPT).catalog());
    }

    private Optional<Uploaded> before(String sk) {
        return table.query(q -> q.consistentRead(true)
                        .scanIndexForward(false)
                        .limit(1)
                        .keyConditionExpression("pk = :pk and sk <= :sk")
                        .expressionAttributeValues(
                                Map.of(":pk", AttributeValue.fromS(Keys.CATALOG), ":sk", AttributeValue.fromS(sk))))
                .findFirst()
                .map(item -> {
                    Kept kept = item.content(KEPT);
                    return new Uploaded(Instant.parse(item.text(Keys.SK)), kept.text(), kept.catalog());
                });
    }
}
