package costperchange.local;

import costperchange.store.Table;
import costperchange.store.TableDefinition;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;
import software.amazon.dynamodb.services.local.embedded.DynamoDBEmbedded;
import software.amazon.dynamodb.services.local.shared.access.AmazonDynamoDBLocal;

/// DynamoDB Local in this JVM, in memory or in a folder, with the one table.
///
/// A folder holds two files: the database, and `unfinished` while something was written that the stream may not
/// have been worked through for.
final class Database implements AutoCloseable {

    private static final String TABLE = "cost-per-change";

    private final AmazonDynamoDBLocal dynamoDb;
    private final Optional<Path> unfinished;
    private final boolean leftUnfinished;

    private Database(AmazonDynamoDBLocal dynamoDb, Optional<Path> unfinished) {
        this.dynamoDb = dynamoDb;
        this.unfinished = unfinished;
        this.leftUnfinished = unfinished.filter(Files::exists).isPresent();
        if (!dynamoDb.dynamoDbClient().listTables().tableNames().contains(TABLE)) {
            dynamoDb.dynamoDbClient().createTable(TableDefinition.create(TABLE));
        }
        unfinished.ifPresent(Database::write);
    }

    static Database inMemory() {
        return new Database(DynamoDBEmbedded.create(), Optional.empty());
    }

    /// @throws UncheckedIOException if the folder cannot be made
    static Database in(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot make the folder " + folder, failed);
        }
        return new Database(
                DynamoDBEmbedded.create(folder.resolve("cost-per-change.db").toFile()),
                Optional.of(folder.resolve("unfinished")));
    }

    Table table() {
        return new Table(dynamoDb.dynamoDbClient(), TABLE);
    }

    DynamoDbStreamsClient streams() {
        return dynamoDb.dynamoDbStreamsClient();
    }

    /// Whether the last run on this folder ended before its stream was worked through.
    boolean leftUnfinished() {
        return leftUnfinished;
    }

    /// Says that everything written has been worked through.
    void finished() {
        unfinished.ifPresent(file -> {
            try {
                Files.deleteIfExists(file);
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot remove " + file, failed);
            }
        });
    }

    @Override
    public void close() {
        dynamoDb.shutdown();
    }

    private static void write(Path file) {
        try {
            Files.writeString(file, "");
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot write " + file, failed);
        }
    }
}
