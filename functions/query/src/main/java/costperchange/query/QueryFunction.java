package costperchange.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.report.Applications;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.CostPerChange;
import costperchange.calculator.report.Dora;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.store.Catalogs;
import costperchange.store.Measurements;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/// Answers queries. Input: an HTTP request; output: the answer, a problem that names what is wrong with the
/// request, or 503 where the store does not answer.
///
/// | route | answer |
/// | --- | --- |
/// | `GET /v1/cost-per-change` | [CostPerChange]: `scope`, `from`, `to`, `by`, `basis`, `currency`, `as-of` |
/// | `GET /v1/dora` | [Dora]: `scope`, `from`, `to`, `by`, `basis` |
/// | `GET /v1/changes` | [ChangesOfApplication]: `application`, `from`, `to`, `basis`, `after`, `limit` |
/// | `GET /v1/ledger/{month}` | [LedgerOfMonth]: `basis`, `as-of` |
/// | `GET /v1/applications` | [Applications]: `scope`, `from`, `to`, `basis`, `as-of` |
/// | `GET /v1/catalog` | the catalog as it was uploaded |
public final class QueryFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final System.Logger LOG = System.getLogger(QueryFunction.class.getName());
    private static final String LEDGER = "/v1/ledger/";

    private final Measurements measurements;
    private final Clock clock;

    public QueryFunction() {
        this(Wiring.measurements(Environment.read(System.getenv())), Clock.systemUTC());
    }

    /// @param clock says what the last months are where a query names none
    public QueryFunction(Measurements measurements, Clock clock) {
        this.measurements = measurements;
        this.clock = clock;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, @Nullable Context context) {
        if (!event.getRequestContext().getHttp().getMethod().equals("GET")) {
            return Answer.problem(405, "only GET is answered here");
        }
        Optional<Answer.Format> format = Answer.format(event);
        if (format.isEmpty()) {
            return Answer.problem(406, "answers are application/json or text/csv");
        }
        try {
            return answer(event, format.get());
        } catch (SdkException unreachable) {
            LOG.log(System.Logger.Level.ERROR, "the store did not answer", unreachable);
            return Answer.problem(503, "the store did not answer; try again");
        }
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Answer.Format format) {
        String path = event.getRawPath();
        Map<String, String> query = Objects.requireNonNullElse(event.getQueryStringParameters(), Map.of());
        return switch (path) {
            case "/v1/cost-per-change" -> costPerChange(new Parameters(query, Parameters.OF_PERIODS, clock), format);
            case "/v1/applications" -> applications(new Parameters(query, Parameters.OF_PERIODS, clock), format);
            case "/v1/dora" -> dora(new Parameters(query, Parameters.OF_DORA, clock), format);
            case "/v1/changes" -> changes(new Parameters(query, Parameters.OF_CHANGES, clock), format);
            case "/v1/catalog" -> catalog(new Parameters(query, Set.of(), clock));
            default ->
                path.startsWith(LEDGER)
                        ? ledger(
                                path.substring(LEDGER.length()),
                                new Parameters(query, Parameters.OF_LEDGER, clock),
                                format)
                        : Answer.problem(404, "there is nothing at " + path);
        };
    }

    private APIGatewayV2HTTPResponse costPerChange(Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.question(), question -> {
            CostPerChange answer = measurements.costPerChange(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse dora(Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.question(), question -> {
            Dora answer = measurements.dora(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse applications(Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.question(), question -> {
            Applications answer = measurements.applications(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse changes(Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.changes(), question -> {
            ChangesOfApplication answer = measurements.changes(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse ledger(String month, Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.ledger(month), question -> {
            LedgerOfMonth answer = measurements.ledger(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse catalog(Parameters parameters) {
        return parameters.answer(
                new Catalogs(measurements.table()),
                catalogs -> catalogs.latest()
                        .map(uploaded -> Answer.yaml(uploaded.text(), uploaded.version()))
                        .orElseGet(() -> Answer.problem(404, "no catalog was uploaded")));
    }
}
