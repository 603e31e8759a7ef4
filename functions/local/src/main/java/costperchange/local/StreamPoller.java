package costperchange.local;

import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import costperchange.store.Keys;
import costperchange.store.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.GetRecordsResponse;
import software.amazon.awssdk.services.dynamodb.model.Record;
import software.amazon.awssdk.services.dynamodb.model.Shard;
import software.amazon.awssdk.services.dynamodb.model.ShardIteratorType;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// Stands in for Lambda's event source mappings: reads the table's stream, filters as the template's mappings
/// do, and hands batches to the split and the join. A batch that failed is sent again from the record it names.
///
/// Not for use by several threads at once.
final class StreamPoller {

    /// More than the template's mappings take at a time: after an import, months are joined fewer times.
    private static final int BATCH = 1_000;

    private static final int MOST_TRIES = 10;

    private final DynamoDbStreamsClient streams;
    private final String streamArn;
    private final List<Mapping> mappings;
    private final Map<String, @Nullable String> iterators = new HashMap<>();
    private final Set<String> ended = new HashSet<>();
    private ShardIteratorType start;

    /// One function and the records that wake it.
    record Mapping(BiPredicate<String, String> filter, RequestHandler<DynamodbEvent, StreamsEventResponse> function) {}

    private StreamPoller(Table table, DynamoDbStreamsClient streams, ShardIteratorType start, List<Mapping> mappings) {
        this.streams = streams;
        this.start = start;
        this.mappings = mappings;
        this.streamArn = table.client()
                .describeTable(r -> r.tableName(table.name()))
                .table()
                .latestStreamArn();
    }

    /// Reads what is written from now on.
    static StreamPoller fromNow(Table table, DynamoDbStreamsClient streams, List<Mapping> mappings) {
        StreamPoller poller = new StreamPoller(table, streams, ShardIteratorType.LATEST, mappings);
        poller.shards();
        // A shard that comes later is new from its start.
        poller.start = ShardIteratorType.TRIM_HORIZON;
        return poller;
    }

    /// Reads everything that was ever written.
    static StreamPoller fromTheStart(Table table, DynamoDbStreamsClient streams, List<Mapping> mappings) {
        return new StreamPoller(table, streams, ShardIteratorType.TRIM_HORIZON, mappings);
    }

    static List<Mapping> mappings(
            RequestHandler<DynamodbEvent, StreamsEventResponse> split,
            RequestHandler<DynamodbEvent, StreamsEventResponse> join) {
        return List.of(new Mapping(Keys::wakesSplit, split), new Mapping(Keys::wakesJoin, join));
    }

    /// Works through the stream until nothing more comes.
    ///
    /// @throws IllegalStateException if a batch fails again and again
    void drain() {
        while (poll()) {
            // What the functions wrote may wake others.
        }
    }

    /// Works through what there is.
    ///
    /// @return whether there was anything
    boolean poll() {
        boolean any = false;
        for (String shard : shards()) {
            String iterator = iterators.get(shard);
            while (iterator != null) {
                GetRecordsResponse response = read(iterator);
                deliver(response.records());
                any |= !response.records().isEmpty();
                iterator = response.nextShardIterator();
                iterators.put(shard, iterator);
                if (response.records().isEmpty()) {
                    break;
                }
            }
            if (iterator == null) {
                ended.add(shard);
            }
        }
        return any;
    }

    private GetRecordsResponse read(String iterator) {
        return streams.getRecords(r -> r.shardIterator(iterator).limit(1000));
    }

    private List<String> shards() {
        List<String> all = new ArrayList<>();
        for (Shard shard : streams.describeStream(r -> r.streamArn(streamArn))
                .streamDescription()
                .shards()) {
            String id = shard.shardId();
            if (!ended.contains(id)) {
                iterators.computeIfAbsent(id, this::iterator);
                all.add(id);
            }
        }
        return all;
    }

    private String iterator(String shard) {
        return streams.getShardIterator(
                        r -> r.streamArn(streamArn).shardId(shard).shardIteratorType(start))
                .shardIterator();
    }

    private void deliver(List<Record> records) {
        for (Mapping mapping : mappings) {
            List<DynamodbEvent.DynamodbStreamRecord> wanted = records.stream()
                    .filter(record -> mapping.filter.test(key(record, Keys.PK), key(record, Keys.SK)))
                    .map(StreamRecords::record)
                    .toList();
            for (int from = 0; from < wanted.size(); from += BATCH) {
                deliver(mapping, wanted.subList(from, Math.min(from + BATCH, wanted.size())));
            }
        }
    }

    private static String key(Record record, String name) {
        return Objects.requireNonNull(record.dynamodb().keys().get(name), "a stream record has no key " + name)
                .s();
    }

    private static void deliver(Mapping mapping, List<DynamodbEvent.DynamodbStreamRecord> batch) {
        List<DynamodbEvent.DynamodbStreamRecord> left = batch;
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            DynamodbEvent event = new DynamodbEvent();
            event.setRecords(left);
            List<StreamsEventResponse.BatchItemFailure> failures =
                    mapping.function.handleRequest(event, null).getBatchItemFailures();
            if (failures == null || failures.isEmpty()) {
                return;
            }
            left = from(left, failures.getFirst().getItemIdentifier());
        }
        throw new IllegalStateException("a batch of the stream failed " + MOST_TRIES + " times, from record "
                + left.getFirst().getDynamodb().getSequenceNumber());
    }

    private static List<DynamodbEvent.DynamodbStreamRecord> from(
            List<DynamodbEvent.DynamodbStreamRecord> batch, String sequenceNumber) {
        for (int i = 0; i < batch.size(); i++) {
            if (batch.get(i).getDynamodb().getSequenceNumber().equals(sequenceNumber)) {
                return batch.subList(i, batch.size());
            }
        }
        return batch;
    }
}
