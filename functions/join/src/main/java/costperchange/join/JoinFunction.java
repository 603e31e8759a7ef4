package costperchange.join;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import costperchange.store.Deployments;
import costperchange.store.Keys;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Wakes the join for what the stream tells: deployments, incidents and application bills.
///
/// Input: a batch of stream records. Output: of each application that failed, its first record; Lambda sends the batch
/// again from the earliest of them, which changes nothing for those that were done.
public final class JoinFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final System.Logger LOG = System.getLogger(JoinFunction.class.getName());

    private final Join join;

    public JoinFunction() {
        this(Wiring.join(Environment.read(System.getenv())));
    }

    public JoinFunction(Join join) {
        this.join = join;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, @Nullable Context context) {
        Map<String, Woken> byApplication = new LinkedHashMap<>();
        event.getRecords().forEach(record -> read(record, byApplication));
        // In the order of their first records: the first failure is where the stream has to start again. Those after it
        // are done nevertheless, so that one application does not hold up the others.
        return new StreamsEventResponse(byApplication.entrySet().stream()
                .flatMap(entry -> update(entry.getKey(), entry.getValue()).stream())
                .map(BatchItemFailure::new)
                .toList());
    }

    private Optional<String> update(String application, Woken woken) {
        try {
            join.update(application, woken.deployed, woken.billed);
            return Optional.empty();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "join of application '" + application + "' failed", failed);
            return Optional.of(woken.firstRecord);
        }
    }

    /// What the records of a batch say of one application.
    private record Woken(String firstRecord, Set<YearMonth> deployed, Set<YearMonth> billed) {}

    private static void read(DynamodbStreamRecord record, Map<String, Woken> byApplication) {
        String pk = key(record, Keys.PK);
        String sk = key(record, Keys.SK);
        if (!Keys.wakesJoin(pk, sk)) {
            return;
        }
        Woken woken = byApplication.computeIfAbsent(
                Keys.applicationOf(pk),
                application -> new Woken(record.getDynamodb().getSequenceNumber(), new TreeSet<>(), new TreeSet<>()));
        if (sk.startsWith("BILL#")) {
            woken.billed.add(Keys.monthOfBill(sk));
        }
        observations(record).ifPresent(text -> woken.deployed.addAll(Deployments.monthsOf(text)));
    }

    private static Optional<String> observations(DynamodbStreamRecord record) {
        return Optional.ofNullable(record.getDynamodb().getNewImage())
                .map(image -> image.get(Deployments.OBSERVATIONS))
                .map(AttributeValue::getS);
    }

    private static String key(DynamodbStreamRecord record, String name) {
        return Objects.requireNonNull(record.getDynamodb().getKeys().get(name), "a stream record has no key " + name)
                .getS();
    }
}
