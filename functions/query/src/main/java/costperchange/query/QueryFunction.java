package costperchange.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Measurements;
import costperchange.store.api.Answer;
import costperchange.store.api.Exchange;
import costperchange.store.api.Guard;
import costperchange.store.api.Guard.Caller;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Answers queries. Input: an HTTP request; output: the answer, a problem that names what is wrong with the
/// request, or 503 where the store does not answer. All of it is described in `openapi.yaml`, which is served at
/// `/openapi.yaml`.
public final class QueryFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final Measurements measurements;
    private final Guard guard;
    private final Clock clock;

    public QueryFunction() {
        this(Environment.read(System.getenv()));
    }

    private QueryFunction(Environment environment) {
        this(Wiring.measurements(environment), environment.guard(), Clock.systemUTC());
    }

    /// @param guard says what callers may read
    /// @param clock says what the last months are where a query names none
    public QueryFunction(Measurements measurements, Guard guard, Clock clock) {
        this.measurements = measurements;
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, @Nullable Context context) {
        Exchange exchange = new Exchange(event);
        return exchange.answer(() -> answer(event, exchange));
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Exchange exchange) {
        if (!Set.of("GET", "HEAD").contains(event.getRequestContext().getHttp().getMethod())) {
            return Answer.notAllowed("GET, HEAD", "only GET and HEAD are answered here");
        }
        Optional<APIGatewayV2HTTPResponse> file = Files.at(event.getRawPath());
        if (file.isPresent()) {
            return file.get();
        }
        Optional<Caller> caller = guard.caller(event);
        if (caller.isEmpty()) {
            return Answer.problem(401, "needs a token, or a signed request");
        }
        Optional<Access> access = access(caller.get());
        if (access.isEmpty()) {
            return Answer.problem(403, "the token has no scope that reads, or names no team");
        }
        // The catalog is answered as it was uploaded, whatever is accepted.
        String accept = event.getRawPath().equals(Routes.CATALOG) ? "" : exchange.header("accept");
        return Answer.format(accept)
                .map(format -> new Routes(measurements, access.get(), clock, format).answer(event))
                .orElseGet(() -> Answer.problem(406, "answers are application/json or text/csv"));
    }

    private Optional<Access> access(Caller caller) {
        if (caller.readsAll()) {
            return Optional.of(new Access.Everything());
        }
        return caller.teams().isEmpty()
                ? Optional.empty()
                : Optional.of(new Access.OfTeams(caller.teams(), () -> measurements.catalog(null)));
    }
}
