package costperchange.store;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// A new, empty table in a DynamoDB Local in memory, which the tests of a thread share.
public final class LocalTable implements AutoCloseable {

    private static final ThreadLocal<AmazonDynamoDBLocal> DATABASES = ThreadLocal.withInitial(DynamoDBEmbedded::create);

    private final AmazonDynamoDBLocal database = DATABASES.get();
    private final Table table;

    public LocalTable() {
        String name = "table-" + UUID.randomUUID();
        database.dynamoDbClient().createTable(TableDefinition.create(name));
        table = new Table(database.dynamoDbClient(), name);
    }

    public Table table() {
        return table;
    }

    /// The same table through another client.
    public Table through(DynamoDbClient client) {
        return new Table(client, table.name());
    }

    public DynamoDbStreamsClient streams() {
        return database.dynamoDbStreamsClient();
    }

    @Override
    public void close() {
        table.client().deleteTable(r -> r.tableName(table.name()));
    }
}
