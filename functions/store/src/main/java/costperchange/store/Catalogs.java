package costperchange.store;

import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.allocation.Assignments.Reach;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.delivery.Assigned;
import costperchange.store.Table.Condition;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// Catalogs, one item for each version ever uploaded.
///
/// @param table where they are kept
public record Catalogs(Table table) {

    private static final String VERSION = "version";
    private static final TypeReference<Kept> KEPT = new TypeReference<>() {};

    private record Kept(
            String text, Catalog catalog, @Nullable LocalDate from) {}

    /// A catalog as it was uploaded.
    ///
    /// @param version when that was
    /// @param text the file, as it was written
    /// @param catalog what it says
    /// @param from first day whose deployments it assigns; null for all there are
    public record Uploaded(
            Instant version,
            String text,
            Catalog catalog,
            @Nullable LocalDate from) {

        private Reach reach() {
            return new Reach(version, Objects.requireNonNullElse(from, LocalDate.MIN), catalog);
        }
    }

    /// Keeps a catalog under the present time, unless it is the latest already.
    ///
    /// @param from first day whose deployments it assigns; null for all there are
    /// @return the version that holds now
    public Instant upload(String text, Catalog catalog, @Nullable LocalDate from, Clock clock) {
        while (true) {
            Optional<Uploaded> latest = latest();
            if (latest.isPresent()
                    && latest.get().text().equals(text)
                    && Objects.equals(latest.get().from(), from)) {
                return latest.get().version();
            }
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Instant version = latest.map(Uploaded::version)
                    .filter(last -> !last.isBefore(now))
                    .map(last -> last.plusMillis(1))
                    .orElse(now);
            Optional<AttributeValue> before = table.get(Keys.latestCatalog())
                    .map(item -> item.attributes().get(VERSION));
            Item pointer = Item.of(Keys.latestCatalog()).with(VERSION, version);
            if (table.write(List.of(
                    table.putWhere(
                            Item.of(Keys.catalog(version)).withContent(new Kept(text, catalog, from)),
                            Condition.ABSENT),
                    table.putWhere(pointer, Condition.unchanged(VERSION, before.orElse(null)))))) {
                return version;
            }
        }
    }

    /// The latest version, by a small item; the earliest time there is where none was uploaded. Strongly
    /// consistent.
    public Instant latestVersion() {
        return table.get(Keys.latestCatalog())
                .map(item -> Objects.requireNonNull(item.optionalTime(VERSION)))
                .orElse(Assigned.NO_CATALOG);
    }

    /// The catalogs by which deliveries are assigned: back to the latest that assigns all there are.
    public Assignments assignments() {
        List<Reach> reaches = new ArrayList<>();
        for (Item item : (Iterable<Item>) versions("sk <= :sk", "~", false)::iterator) {
            Reach reach = uploaded(item).reach();
            reaches.add(reach);
            if (reach.from().equals(LocalDate.MIN)) {
                break;
            }
        }
        return new Assignments(List.copyOf(reaches));
    }

    /// The version that holds now; empty if none was ever uploaded. Strongly consistent.
    public Optional<Uploaded> latest() {
        return nearest("sk <= :sk", "~", false);
    }

    /// All versions, each read when it is asked for. Strongly consistent.
    public Stream<Uploaded> newestFirst() {
        return versions("sk <= :sk", "~", false).map(Catalogs::uploaded);
    }

    /// The version that held at a time; the first there is where none did yet, as bills read by it are shown
    /// then too.
    public Optional<Uploaded> asKnownAt(Instant time) {
        String sk = Keys.catalog(time).sk();
        return nearest("sk <= :sk", sk, false).or(() -> nearest("sk > :sk", sk, true));
    }

    public Optional<Catalog> version(Instant version) {
        return table.get(Keys.catalog(version)).map(item -> item.content(KEPT).catalog());
    }

    private Optional<Uploaded> nearest(String condition, String sk, boolean forward) {
        return versions(condition, sk, forward).findFirst().map(Catalogs::uploaded);
    }

    private Stream<Item> versions(String condition, String sk, boolean forward) {
        return table.query(q -> q.consistentRead(true)
                .scanIndexForward(forward)
                .limit(1)
                .keyConditionExpression("pk = :pk and " + condition)
                .expressionAttributeValues(
                        Map.of(":pk", AttributeValue.fromS(Keys.CATALOG), ":sk", AttributeValue.fromS(sk))));
    }

    private static Uploaded uploaded(Item item) {
        Kept kept = item.content(KEPT);
        return new Uploaded(Instant.parse(item.text(Keys.SK)), kept.text(), kept.catalog(), kept.from());
    }
}
