package costperchange.store;

import java.util.UUID;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// A new, empty table in a DynamoDB Local in memory.
public final class LocalTable implements AutoCloseable {

    private static final AmazonDynamoDBLocal SHARED = DynamoDBEmbedded.create();

    private final AmazonDynamoDBLocal database;
    private final Table table;

    /// A table in the database that the tests of a JVM share.
    public LocalTable() {
        this(SHARED);
    }

    private LocalTable(AmazonDynamoDBLocal database) {
        this.database = database;
        String name = "table-" + UUID.randomUUID();
        database.dynamoDbClient().createTable(TableDefinition.create(name));
        table = new Table(database.dynamoDbClient(), name);
    }

    /// A table in a database of its own: for many tables after each other, since a database grows slow with the streams
    /// of all it ever had.
    public static LocalTable alone() {
        return new LocalTable(DynamoDBEmbedded.create());
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
        if (database == SHARED) {
            table.client().deleteTable(r -> r.tableName(table.name()));
        } else {
            database.shutdownNow();
        }
    }
}
