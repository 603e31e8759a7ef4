package costperchange.store;

import costperchange.store.Keys.Key;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.PutRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/// The one table, with the few calls that its items need.
///
/// Every call may throw an `SdkException` when DynamoDB does not answer; then it may have taken effect or not.
///
/// @param client to DynamoDB
/// @param name of the table
public record Table(DynamoDbClient client, String name) {

    /// How many reads of one question may be under way at once: most of their time they wait for the network.
    static final int AT_ONCE = 8;

    private static final int BATCH_READ = 100;
    private static final int BATCH_WRITE = 25;

    /// A condition on the item that a write replaces.
    ///
    /// @param expression a DynamoDB condition expression
    /// @param values that it names
    record Condition(String expression, Map<String, AttributeValue> values) {

        static final Condition ABSENT = new Condition("attribute_not_exists(pk)", Map.of());

        /// An attribute has the value that was read; none, and the item is absent.
        static Condition unchanged(String attribute, @Nullable AttributeValue read) {
            return read == null ? ABSENT : new Condition(attribute + " = :read", Map.of(":read", read));
        }

        private @Nullable Map<String, AttributeValue> valuesOrNone() {
            return values.isEmpty() ? null : values;
        }
    }

    Optional<Item> get(Key key) {
        Map<String, AttributeValue> found = client.getItem(
                        r -> r.tableName(name).key(key.attributes()).consistentRead(true))
                .item();
        return found.isEmpty() ? Optional.empty() : Optional.of(new Item(found));
    }

    /// Items by their keys, in no order; those that do not exist are left out. Eventually consistent.
    List<Item> getAll(Collection<Key> keys) {
        return getAll(keys, false);
    }

    /// Items by their keys, in no order; those that do not exist are left out. Strongly consistent.
    List<Item> getAllNow(Collection<Key> keys) {
        return getAll(keys, true);
    }

    private List<Item> getAll(Collection<Key> keys, boolean consistent) {
        return keys.stream()
                .map(Key::attributes)
                .gather(Gatherers.windowFixed(BATCH_READ))
                .gather(Gatherers.mapConcurrent(AT_ONCE, some -> getSome(some, consistent)))
                .flatMap(List::stream)
                .toList();
    }

    private List<Item> getSome(List<Map<String, AttributeValue>> keys, boolean consistent) {
        List<Item> found = new ArrayList<>();
        Map<String, KeysAndAttributes> wanted = Map.of(
                name,
                KeysAndAttributes.builder()
                        .keys(keys)
                        .consistentRead(consistent)
                        .build());
        while (!wanted.isEmpty()) {
            Map<String, KeysAndAttributes> request = wanted;
            BatchGetItemResponse response = client.batchGetItem(r -> r.requestItems(request));
            response.responses().getOrDefault(name, List.of()).forEach(item -> found.add(new Item(item)));
            wanted = response.unprocessedKeys();
        }
        return found;
    }

    /// All items of a query, page after page.
    Stream<Item> query(Consumer<QueryRequest.Builder> query) {
        return client.queryPaginator(r -> query.accept(r.tableName(name))).items().stream()
                .map(Item::new);
    }

    /// All items of a partition, strongly consistent.
    Stream<Item> partition(String pk) {
        return query(q -> q.consistentRead(true)
                .keyConditionExpression("pk = :pk")
                .expressionAttributeValues(Map.of(":pk", AttributeValue.fromS(pk))));
    }

    /// Items of a partition whose sort keys start alike, strongly consistent.
    Stream<Item> startingWith(String pk, String prefix) {
        return query(q -> q.consistentRead(true)
                .keyConditionExpression("pk = :pk and begins_with(sk, :sk)")
                .expressionAttributeValues(
                        Map.of(":pk", AttributeValue.fromS(pk), ":sk", AttributeValue.fromS(prefix))));
    }

    /// Writes an item if a condition holds for the one it replaces.
    ///
    /// @return whether it held
    boolean putIf(Item item, Condition condition) {
        try {
            client.putItem(r -> r.tableName(name)
                    .item(item.attributes())
                    .conditionExpression(condition.expression)
                    .expressionAttributeValues(condition.valuesOrNone()));
            return true;
        } catch (ConditionalCheckFailedException changed) {
            return false;
        }
    }

    /// Writes items that no one else writes differently, in any order and not as one.
    void putAll(List<Item> items) {
        for (int from = 0; from < items.size(); from += BATCH_WRITE) {
            Map<String, List<WriteRequest>> wanted = new HashMap<>();
            wanted.put(
                    name,
                    items.subList(from, Math.min(from + BATCH_WRITE, items.size())).stream()
                            .map(item -> WriteRequest.builder()
                                    .putRequest(PutRequest.builder()
                                            .item(item.attributes())
                                            .build())
                                    .build())
                            .toList());
            while (!wanted.isEmpty()) {
                Map<String, List<WriteRequest>> request = wanted;
                wanted = client.batchWriteItem(r -> r.requestItems(request)).unprocessedItems();
            }
        }
    }

    TransactWriteItem put(Item item) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(name).item(item.attributes()))
                .build();
    }

    TransactWriteItem putWhere(Item item, Condition condition) {
        return TransactWriteItem.builder()
                .put(p -> p.tableName(name)
                        .item(item.attributes())
                        .conditionExpression(condition.expression)
                        .expressionAttributeValues(condition.valuesOrNone()))
                .build();
    }

    TransactWriteItem delete(Key key) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(name).key(key.attributes()))
                .build();
    }

    TransactWriteItem delete(Key key, Condition condition) {
        return TransactWriteItem.builder()
                .delete(d -> d.tableName(name)
                        .key(key.attributes())
                        .conditionExpression(condition.expression)
                        .expressionAttributeValues(condition.valuesOrNone()))
                .build();
    }

    TransactWriteItem check(Key key, Condition condition) {
        return TransactWriteItem.builder()
                .conditionCheck(c -> c.tableName(name)
                        .key(key.attributes())
                        .conditionExpression(condition.expression)
                        .expressionAttributeValues(condition.valuesOrNone()))
                .build();
    }

    /// Writes all or nothing.
    ///
    /// @param writes 1 to 100, at most 4 MB
    /// @return whether all conditions held and no one else was writing the same items
    boolean write(List<TransactWriteItem> writes) {
        try {
            client.transactWriteItems(r -> r.transactItems(writes));
            return true;
        } catch (TransactionCanceledException cancelled) {
            boolean contended = cancelled.cancellationReasons().stream()
                    .map(reason -> reason.code())
                    .anyMatch(code -> "ConditionalCheckFailed".equals(code) || "TransactionConflict".equals(code));
            if (contended) {
                return false;
            }
            throw cancelled;
        }
    }
}
