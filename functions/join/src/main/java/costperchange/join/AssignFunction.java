package costperchange.join;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Assigns everything that was delivered again, after a catalog was uploaded.
///
/// Input: EventBridge Scheduler's event, which says nothing: the latest catalog is looked at, which costs two
/// small reads where there is nothing to do. Output: what was done. A walk for which time does not suffice goes
/// on with the next event. Errors: what DynamoDB does not answer is thrown.
public final class AssignFunction implements RequestHandler<Map<String, Object>, String> {

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
    public String handleRequest(Map<String, Object> event, @Nullable Context context) {
        if (!assign.isDue()) {
            return "nothing to do";
        }
        Assign.Walked walked = assign.walk(() -> context != null && context.getRemainingTimeInMillis() < ENOUGH_MILLIS);
        return walked.moved() + " moved; " + (walked.finished() ? "finished" : "to be continued");
    }
}
