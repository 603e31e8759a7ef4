package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.api.Answer;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Lets only those in who address this machine by its own name. A page of another host that has its name point here
/// (DNS rebinding) is of the same origin to a browser, and would read and write what is open to anyone on this
/// machine. Webhooks come by what name they like: each is signed.
final class Loopback {

    private static final Pattern OURS = Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:[0-9]+)?");

    private Loopback() {}

    static Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> before(
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> functions) {
        return event -> {
            String host = event.getHeaders().getOrDefault("host", "");
            return event.getRawPath().startsWith("/webhooks/")
                            || OURS.matcher(host).matches()
                    ? functions.apply(event)
                    : Answer.problem(403, "without an --issuer, only localhost is answered, not '" + host + "'");
        };
    }
}
