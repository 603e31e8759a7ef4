package costperchange.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import costperchange.report.word.Tell;
import costperchange.store.Json;
import costperchange.store.host.Patience;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Tells those who made a change what it cost, once its first full day is known and again after seven, where
/// the catalog asks for it ([costperchange.report.word]).
///
/// Input: EventBridge Scheduler's event, whose `time` says what day it is. Output: how many were told, and
/// what was refused, failed or put off.
///
/// Errors: what may succeed if it is tried again fails once all others are done, so that Lambda and the
/// schedule try again; what is refused is said in the log, and tried again each day for two weeks.
/// What DynamoDB does not answer is thrown.
public final class TellFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final System.Logger LOG = System.getLogger(TellFunction.class.getName());

    /// What Lambda leaves without its saying so, as in a test.
    private static final Duration UNSAID = Duration.ofMinutes(10);

    /// The longest that one answer may take, with what is marked of it.
    private static final Duration MARGIN = Duration.ofSeconds(90);

    private final Tell tell;
    private final Clock clock;

    public TellFunction() {
        this(Wiring.tell(TellEnvironment.read(System.getenv())), Clock.systemUTC());
    }

    /// @param clock says how much time is left, and what day it is where the input does not
    public TellFunction(Tell tell, Clock clock) {
        this.tell = tell;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
        Instant now = new Input(event).time(clock);
        Tell.Plan plan = tell.plan(LocalDate.ofInstant(now, ZoneOffset.UTC));
        if (plan.waiting().isPresent()) {
            return Map.of("told", 0, "waiting", plan.waiting().get());
        }
        Tell.Outcome outcome = tell.tell(plan.due(), Patience.until(deadline(context), clock));
        Map<String, Object> output = Map.of(
                "told", outcome.told(),
                "toldBefore", outcome.before(),
                "refused", outcome.refused(),
                "failed", outcome.failed(),
                "later", outcome.later());
        LOG.log(System.Logger.Level.INFO, Json.text(output));
        if (!outcome.failed().isEmpty()) {
            throw new IllegalStateException("not all was told:\n" + String.join("\n", outcome.failed()));
        }
        return output;
    }

    private Instant deadline(@Nullable Context context) {
        Duration left = context == null ? UNSAID : Duration.ofMillis(context.getRemainingTimeInMillis());
        return clock.instant().plus(left).minus(MARGIN);
    }
}
