package costperchange.join;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent.DynamodbStreamRecord;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.models.dynamodb.AttributeValue;
import costperchange.join.Join.Touched;
import costperchange.store.Delivered.Found;
import costperchange.store.Deployments;
import costperchange.store.Incidents;
import costperchange.store.Keys;
import costperchange.store.Revisions;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Wakes the join for what the stream tells: deployments, revisions, incidents and application bills, written
/// or moved away. What an old catalog assigned is assigned again first.
///
/// Input: a batch of stream records. Output: of each application that failed, its first record; Lambda sends
/// the batch again from the earliest of them, which changes nothing for those that were done.
public final class JoinFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final System.Logger LOG = System.getLogger(JoinFunction.class.getName());

    private final Assign assign;
    private final Join join;

    public JoinFunction() {
        this(Wiring.assign(Environment.read(System.getenv())), Wiring.join(Environment.read(System.getenv())));
    }

    public JoinFunction(Assign assign, Join join) {
        this.assign = assign;
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
            assign.recorded(woken.recorded);
            join.update(application, woken.touched);
            return Optional.empty();
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "join of application '" + application + "' failed", failed);
            return Optional.of(woken.firstRecord);
        }
    }

    /// What the records of a batch say of one application.
    ///
    /// @param recorded what was told, with the version of the catalog that assigned it
    private record Woken(String firstRecord, Touched touched, Map<Found, Instant> recorded) {}

    private static void read(DynamodbStreamRecord record, Map<String, Woken> byApplication) {
        String pk = key(record, Keys.PK);
        String sk = key(record, Keys.SK);
        if (!Keys.wakesJoin(pk, sk)) {
            return;
        }
        Woken woken = byApplication.computeIfAbsent(
                Keys.applicationOf(pk),
                application -> new Woken(record.getDynamodb().getSequenceNumber(), new Touched(), new HashMap<>()));
        Touched touched = woken.touched;
        if (sk.startsWith("BILL#")) {
            touched.billed().add(Keys.monthOfBill(sk));
            return;
        }
        // An item that moved away is told by its old image only.
        images(record, Deployments.OBSERVATIONS, text -> touched.deployed().addAll(Deployments.monthsOf(text)));
        images(record, Revisions.TELLINGS, text -> touched.told().addAll(Revisions.monthsOf(text)));
        images(record, Incidents.REPORTS, text -> touched.told().addAll(Incidents.monthsOf(text)));
        text(record.getDynamodb().getNewImage(), Keys.CATALOG_VERSION)
                .ifPresent(version -> woken.recorded.put(new Found(pk, sk), Instant.parse(version)));
    }

    private static void images(DynamodbStreamRecord record, String attribute, Consumer<String> read) {
        Stream.of(
                        text(record.getDynamodb().getOldImage(), attribute),
                        text(record.getDynamodb().getNewImage(), attribute))
                .flatMap(Optional::stream)
                .distinct()
                .forEach(read);
    }

    private static Optional<String> text(@Nullable Map<String, AttributeValue> image, String attribute) {
        return Optional.ofNullable(image)
                .map(attributes -> attributes.get(attribute))
                .map(AttributeValue::getS);
    }

    private static String key(DynamodbStreamRecord record, String name) {
        return Objects.requireNonNull(record.getDynamodb().getKeys().get(name), "a stream record has no key " + name)
                .getS();
    }
}
