package costperchange.join;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse.BatchItemFailure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Assigns everything that was delivered again when a catalog was uploaded.
///
/// Input: a batch of stream records about the latest catalog; what they say does not matter, as the latest is
/// read. Output: the first record if time did not suffice or something failed; Lambda sends it again, and the
/// walk goes on where it stopped.
public final class AssignFunction implements RequestHandler<DynamodbEvent, StreamsEventResponse> {

    private static final System.Logger LOG = System.getLogger(AssignFunction.class.getName());

    /// Time left at which no further page is begun.
    private static final int ENOUGH_MILLIS = 60_000;

    private final Assign assign;

    public AssignFunction() {
        this(Wiring.assign(Environment.read(System.getenv())));
    }

    public AssignFunction(Assign assign) {
        this.assign = assign;
    }

    @Override
    public StreamsEventResponse handleRequest(DynamodbEvent event, @Nullable Context context) {
        if (event.getRecords().isEmpty()) {
            return new StreamsEventResponse(List.of());
        }
        try {
            Assign.Walked walked =
                    assign.walk(() -> context != null && context.getRemainingTimeInMillis() < ENOUGH_MILLIS);
            if (walked.finished()) {
                return new StreamsEventResponse(List.of());
            }
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "deliveries were not all assigned by the latest catalog", failed);
        }
        String first = event.getRecords().getFirst().getDynamodb().getSequenceNumber();
        return new StreamsEventResponse(List.of(new BatchItemFailure(first)));
    }
}
