package costperchange.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import costperchange.store.Json;
import costperchange.store.host.Stop;
import costperchange.webhook.api.Walk;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Asks GitHub and GitLab each night what no webhook told.
///
/// Input: `{"days": 3}`, how far to look back, 1 to 90; what EventBridge Scheduler sends means 3. Output:
/// for each repository what was new, known and passed over; and what was skipped, with the reason.
///
/// Errors: where a person has to mend something, such as a token that ran out, it fails once all others are
/// done, with each address and what to do. A limit of rate and the end of Lambda's time are no errors: the
/// next run goes on there.
public final class RepairFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final System.Logger LOG = System.getLogger(RepairFunction.class.getName());
    private static final int DAYS = 3;
    private static final int MOST_DAYS = 90;

    /// What Lambda leaves without its saying so, as in a test.
    private static final Duration UNSAID = Duration.ofMinutes(10);

    /// The longest that one answer may take, with its recording.
    private static final Duration MARGIN = Duration.ofSeconds(90);

    private final Repair repair;

    public RepairFunction() {
        this(Wiring.repair(Environment.read(System.getenv()), Environment.hosts(System.getenv())));
    }

    public RepairFunction(Repair repair) {
        this.repair = repair;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
        Repair.Outcome outcome = repair.run(days(event), deadline(context));
        Map<String, Object> output = Map.of(
                "repositories",
                outcome.reports().stream().map(RepairFunction::line).toList(),
                "skipped",
                outcome.skipped());
        LOG.log(System.Logger.Level.INFO, Json.text(output));
        if (!outcome.failures().isEmpty()) {
            throw new IllegalStateException(String.join("\n", outcome.failures()));
        }
        return output;
    }

    private static int days(Map<String, Object> event) {
        Object days = event.getOrDefault("days", DAYS);
        for (int whole = 1; whole <= MOST_DAYS; whole++) {
            // Lambda makes whole numbers or fractions of numbers.
            if (days instanceof Number number && number.doubleValue() == whole) {
                return whole;
            }
        }
        throw new IllegalArgumentException("days must be a whole number from 1 to " + MOST_DAYS + ", not " + days);
    }

    private Instant deadline(@Nullable Context context) {
        Duration left = context == null ? UNSAID : Duration.ofMillis(context.getRemainingTimeInMillis());
        return repair.clock().instant().plus(left).minus(MARGIN);
    }

    private static Map<String, Object> line(Walk.Report report) {
        return Map.of(
                "repository", report.repository(),
                "new", report.fresh(),
                "known", report.known(),
                "passedOver", report.passedOver(),
                "problems", report.problems(),
                "stopped", report.stops().stream().map(Stop::why).toList());
    }
}
