package costperchange.store;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.stream.Stream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemResponse;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;
import software.amazon.awssdk.services.dynamodb.model.ReturnConsumedCapacity;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;

/// Counts the capacity units that calls take, as DynamoDB says; but those of transactions as it documents them,
/// since DynamoDB Local says of a transaction of any size what one of its items takes: two units for each 1 KB
/// of each item, put, deleted or only checked, and as many again for each index that it stands in.
public final class MeteredClient {

    private final DynamoDbClient client;
    private final DoubleAdder read = new DoubleAdder();
    private final DoubleAdder written = new DoubleAdder();

    public MeteredClient(DynamoDbClient client) {
        this.client = client;
    }

    /// Units since the last time this was asked.
    ///
    /// @param read read units
    /// @param written write units, transactions and indexes included
    public record Units(double read, double written) {}

    public Units take() {
        return new Units(read.sumThenReset(), written.sumThenReset());
    }

    public DynamoDbClient client() {
        InvocationHandler handler = (proxy, method, arguments) -> {
            boolean paginator = method.getName().endsWith("Paginator");
            Object request = arguments != null && arguments.length == 1 && !paginator ? metered(arguments[0]) : null;
            if (request == null && method.isDefault()) {
                return InvocationHandler.invokeDefault(proxy, method, arguments);
            }
            try {
                if (request instanceof TransactWriteItemsRequest transaction) {
                    written.add(transaction.transactItems().stream()
                            .mapToDouble(this::units)
                            .sum());
                }
                Object response = request == null ? method.invoke(client, arguments) : method.invoke(client, request);
                count(response);
                return response;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        };
        return (DynamoDbClient) Proxy.newProxyInstance(
                MeteredClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, handler);
    }

    private static Object metered(Object request) {
        ReturnConsumedCapacity total = ReturnConsumedCapacity.TOTAL;
        return switch (request) {
            case GetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(total).build();
            case PutItemRequest put ->
                put.toBuilder().returnConsumedCapacity(total).build();
            case QueryRequest query ->
                query.toBuilder().returnConsumedCapacity(total).build();
            case BatchGetItemRequest get ->
                get.toBuilder().returnConsumedCapacity(total).build();
            case BatchWriteItemRequest put ->
                put.toBuilder().returnConsumedCapacity(total).build();
            case TransactWriteItemsRequest put -> put;
            default -> null;
        };
    }

    private void count(Object response) {
        switch (response) {
            case GetItemResponse get -> add(read, List.of(get.consumedCapacity()));
            case QueryResponse query -> add(read, List.of(query.consumedCapacity()));
            case BatchGetItemResponse get -> add(read, get.consumedCapacity());
            case PutItemResponse put -> add(written, List.of(put.consumedCapacity()));
            case BatchWriteItemResponse put -> add(written, put.consumedCapacity());
            case null, default -> {}
        }
    }

    private double units(TransactWriteItem item) {
        if (item.put() != null) {
            return units(item.put().item());
        }
        return item.delete() != null
                ? units(standing(item.delete().tableName(), item.delete().key()))
                : units(standing(
                        item.conditionCheck().tableName(), item.conditionCheck().key()));
    }

    private static double units(Map<String, AttributeValue> item) {
        long bytes = item.entrySet().stream()
                .mapToLong(attribute -> attribute.getKey().length() + bytes(attribute.getValue()))
                .sum();
        long indexes = Stream.of(Keys.BY_TIME, Keys.BY_MONTH, Keys.BY_SIGNAL)
                .filter(item::containsKey)
                .count();
        return 2 * Math.ceilDiv(Math.max(1, bytes), 1024) * (1 + indexes);
    }

    /// Texts and bytes are what makes items large here.
    private static long bytes(AttributeValue value) {
        if (value.b() != null) {
            return value.b().asByteArrayUnsafe().length;
        }
        return value.s() == null ? 8 : value.s().getBytes(StandardCharsets.UTF_8).length;
    }

    private Map<String, AttributeValue> standing(String table, Map<String, AttributeValue> key) {
        return client.getItem(r -> r.tableName(table).key(key).consistentRead(true))
                .item();
    }

    private static void add(DoubleAdder units, Collection<ConsumedCapacity> consumed) {
        consumed.forEach(capacity -> units.add(capacity.capacityUnits()));
    }
}
