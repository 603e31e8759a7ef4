package costperchange.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import costperchange.store.Catalogs;
import costperchange.store.Json;
import costperchange.store.Table;
import costperchange.webhook.Recorder.Recorded;
import costperchange.webhook.source.AwsEvents;
import costperchange.webhook.source.Result;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import costperchange.webhook.source.Result.Told;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes what CodePipeline, CodeDeploy and ECS tell of their deployments, by way of EventBridge.
///
/// Input: an event of EventBridge ([AwsEvents]). Output: what became of it, as a text for the log.
///
/// Errors: an event that cannot be read is an error that names the field, and one that cannot be recorded
/// is one too. Lambda tries again, which may help against the second and not against the first; then the
/// event goes to the failure queue, and an alarm tells. To send an event again changes nothing.
public final class EventBridgeFunction implements RequestHandler<Map<String, Object>, String> {

    private static final System.Logger LOG = System.getLogger(EventBridgeFunction.class.getName());

    private final CurrentCatalog catalog;
    private final Recorder recorder;
    private final Clock clock;

    public EventBridgeFunction() {
        this(Wiring.table(Environment.table(System.getenv())), Clock.systemUTC());
    }

    public EventBridgeFunction(Table table, Clock clock) {
        this.catalog = new CurrentCatalog(new Catalogs(table), clock);
        this.recorder = new Recorder(table);
        this.clock = clock;
    }

    @Override
    public String handleRequest(Map<String, Object> event, @Nullable Context context) {
        Result result = AwsEvents.read(Json.text(event), clock.instant());
        return switch (result) {
            case Told(var facts) -> {
                Recorded recorded = recorder.record(facts, new Resolution(catalog.get(), clock.instant()));
                yield "recorded " + recorded.fresh() + ", known " + recorded.known();
            }
            case NotRelevant(String why) -> "not relevant: " + why;
            case Malformed(String field, String message) -> throw malformed(field, message);
            case BadSignature(String why) -> throw new IllegalStateException("no event is signed: " + why);
        };
    }

    private static IllegalArgumentException malformed(String field, String message) {
        LOG.log(System.Logger.Level.ERROR, "an event is malformed: {0} {1}", field, message);
        return new IllegalArgumentException("the event is malformed: " + field + " " + message);
    }
}
