package costperchange.store;

import costperchange.calculator.allocation.Assignments;
import costperchange.store.Keys.Key;
import costperchange.store.Table.Condition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/// What deliveries told, wherever it stands: deployments, revisions and incidents, to be assigned again.
///
/// An item moves in one transaction, on condition that neither it nor those it is merged with changed
/// meanwhile: at no moment is it in none of its applications, or in one too many.
///
/// @param table where they are kept
public record Delivered(Table table) {

    private static final String PURPOSE = "assign";
    private static final String NEXT_PK = "nextPk";
    private static final String NEXT_SK = "nextSk";

    /// How many writes a transaction takes.
    private static final int MOST_WRITES = 100;

    /// How many items a page is read from.
    private static final int PAGE = 1_000;

    /// An item that was assigned by an older catalog.
    public record Found(String pk, String sk) {}

    /// A page of a walk over the table.
    ///
    /// @param items of it that were assigned by an older catalog
    /// @param from where the page began, as the progress says it
    /// @param next where the next one begins; empty on the last
    public record Page(List<Found> items, Map<String, AttributeValue> from, Map<String, AttributeValue> next) {

        public boolean isLast() {
            return next.isEmpty();
        }
    }

    /// The first page of the walk for a catalog, or the one where an earlier walk for it stopped.
    public Page resume(Instant version) {
        Map<String, AttributeValue> from = progress(version);
        ScanResponse response = table.client()
                .scan(r -> r.tableName(table.name())
                        .consistentRead(true)
                        .limit(PAGE)
                        .exclusiveStartKey(from.isEmpty() ? null : from)
                        .projectionExpression("pk, sk, #catalog")
                        .expressionAttributeNames(Map.of("#catalog", Keys.CATALOG_VERSION)));
        List<Found> found = response.items().stream()
                .map(Item::new)
                .filter(item -> isOlder(item, version))
                .map(item -> new Found(item.text(Keys.PK), item.text(Keys.SK)))
                .toList();
        return new Page(found, from, response.hasLastEvaluatedKey() ? response.lastEvaluatedKey() : Map.of());
    }

    private static boolean isOlder(Item item, Instant version) {
        return Keys.isDelivered(item.text(Keys.PK), item.text(Keys.SK))
                && Optional.ofNullable(item.optionalTime(Keys.CATALOG_VERSION))
                        .map(version::isAfter)
                        .orElse(true);
    }

    private Map<String, AttributeValue> progress(Instant version) {
        return table.get(Keys.mark(PURPOSE, version.toString()))
                .map(Item::attributes)
                .map(kept -> Map.of(Keys.PK, kept.get(NEXT_PK), Keys.SK, kept.get(NEXT_SK)))
                .orElse(Map.of());
    }

    /// Keeps that a page was worked through, unless another walk came further meanwhile. At the end nothing is
    /// kept, and the next walk starts from the beginning.
    public void passed(Instant version, Page page) {
        Key key = Keys.mark(PURPOSE, version.toString());
        Condition unchanged = page.from().isEmpty()
                ? Condition.ABSENT
                : new Condition(
                        NEXT_PK + " = :pk and " + NEXT_SK + " = :sk",
                        Map.of(
                                ":pk", page.from().get(Keys.PK),
                                ":sk", page.from().get(Keys.SK)));
        if (page.isLast()) {
            table.write(List.of(table.delete(key, unchanged)));
        } else {
            Item progress = Item.of(key);
            progress.attributes().put(NEXT_PK, page.next().get(Keys.PK));
            progress.attributes().put(NEXT_SK, page.next().get(Keys.SK));
            table.putIf(progress, unchanged);
        }
    }

    /// Assigns one item again.
    ///
    /// @return whether anything changed
    public boolean assign(Found found, Assignments assignments) {
        DeliveredKind<?> kind = DeliveredKind.of(found.sk());
        return assign(new Key(found.pk(), found.sk()), kind, assignments);
    }

    private <T> boolean assign(Key key, DeliveredKind<T> kind, Assignments assignments) {
        while (true) {
            Optional<Item> item = table.get(key);
            if (item.isEmpty()) {
                return false;
            }
            List<TransactWriteItem> writes = writes(key, item.get(), kind, assignments);
            if (written(writes)) {
                return !writes.isEmpty();
            }
        }
    }

    /// Writes as one transaction; of more than fit one, the item itself in the last, so that it is done again
    /// if one before fails.
    private boolean written(List<TransactWriteItem> writes) {
        for (int from = 0; from < writes.size(); from += MOST_WRITES) {
            if (!table.write(writes.subList(from, Math.min(from + MOST_WRITES, writes.size())))) {
                return false;
            }
        }
        return true;
    }

    /// The item itself is the last.
    private <T> List<TransactWriteItem> writes(Key key, Item item, DeliveredKind<T> kind, Assignments assignments) {
        T told = kind.known(key, Optional.of(item)).orElseThrow();
        Map<Key, T> wanted = new HashMap<>();
        kind.assigned()
                .apply(assignments, told)
                .forEach(one -> wanted.put(kind.item().apply(one).key(), one));
        T here = wanted.remove(key);
        List<TransactWriteItem> writes = new ArrayList<>();
        wanted.forEach((other, one) -> {
            Optional<Item> there = table.get(other);
            Optional<T> known = kind.known(other, there);
            T merged = known.map(before -> kind.merge().apply(before, one)).orElse(one);
            if (known.isEmpty() || !kind.isSame().test(known.get(), merged)) {
                writes.add(table.putWhere(kind.item().apply(merged), kind.unchanged(there)));
            }
        });
        Condition unchanged = kind.unchanged(Optional.of(item));
        if (here == null) {
            writes.add(table.delete(key, unchanged));
        } else if (!kind.isSame().test(here, told)) {
            writes.add(table.putWhere(kind.item().apply(here), unchanged));
        }
        return writes;
    }
}
