package costperchange.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import costperchange.store.Keys;
import costperchange.store.Splits;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Splits the months whose bills were committed, woken by the stream.
///
/// Input: a batch of stream records. Output: the first record of each month that failed; Lambda sends the batch
/// again from there, which changes nothing for those that were done.
public final class SplitFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final System.Logger LOG = System.getLogger(SplitFunction.class.getName());

    private final Splits splits;

    public SplitFunction() {
        this(Wiring.splits(Environment.read(System.getenv())));
    }

    public SplitFunction(Splits splits) {
        this.splits = splits;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, @Nullable Context context) {
        Map<YearMonth, String> months = new LinkedHashMap<>();
        event.getRecords().forEach(record -> {
            String pk = key(record, Keys.PK);
            if (Keys.wakesSplit(pk, key(record, Keys.SK))) {
                months.putIfAbsent(Keys.monthOfBills(pk), record.getDynamodb().getSequenceNumber());
            }
        });
        List<BatchItemFailure> failures = new ArrayList<>();
        for (Map.Entry<YearMonth, String> month : months.entrySet()) {
            try {
                splits.updateTouchedBy(month.getKey());
            } catch (RuntimeException failed) {
                LOG.log(System.Logger.Level.ERROR, "split of " + month.getKey() + " failed", failed);
                failures.add(new BatchItemFailure(month.getValue()));
            }
        }
        return new StreamsEventResponse(failures);
    }

    private static String key(DynamodbStreamRecord record, String name) {
        return Objects.requireNonNull(record.getDynamodb().getKeys().get(name), "a stream record has no key " + name)
                .getS();
    }
}
