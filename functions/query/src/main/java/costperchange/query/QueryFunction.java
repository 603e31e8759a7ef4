package costperchange.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.allocation.Explanation;
import costperchange.calculator.money.Rates;
import costperchange.calculator.report.Applications;
import costperchange.calculator.report.Bridge;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.CostPerChange;
import costperchange.calculator.report.Dora;
import costperchange.calculator.report.ExplanationSheet;
import costperchange.calculator.report.LedgerChanges;
import costperchange.calculator.report.LedgerMonths;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.store.Catalogs;
import costperchange.store.Ledgers;
import costperchange.store.Measurements;
import costperchange.store.Splits;
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
/// | `GET /v1/cost-per-change` | [CostPerChange]: `scope`, `from`, `to`, `by`, `basis`, `currency`, `as-of`, `convert`
/// |
/// | `GET /v1/dora` | [Dora]: `scope`, `from`, `to`, `by`, `basis` |
/// | `GET /v1/changes` | [ChangesOfApplication]: `application`, `from`, `to`, `basis`, `after`, `limit` |
/// | `GET /v1/bridge` | [Bridge]: `scope`, `from`, `to`, `basis` |
/// | `GET /v1/explain` | [Explanation]: `application`, `day`, `basis` |
/// | `GET /v1/ledger` | [LedgerMonths]: `from`, `to`, `basis` |
/// | `GET /v1/ledger/{month}` | [LedgerOfMonth]: `basis`, `as-of`, `corrections` |
/// | `GET /v1/ledger/{month}/changes` | [LedgerChanges]: `from`, `to`, `basis` |
/// | `GET /v1/applications` | [Applications]: `scope`, `from`, `to`, `basis`, `as-of` |
/// | `GET /v1/catalog` | the catalog as it was uploaded |
public final class QueryFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final System.Logger LOG = System.getLogger(QueryFunction.class.getName());
    private static final String LEDGER = "/v1/ledger/";
    private static final String CHANGES = "/changes";

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
            case "/v1/cost-per-change" -> costPerChange(new Parameters(query, Parameters.OF_COST, clock), format);
            case "/v1/applications" -> applications(new Parameters(query, Parameters.OF_PERIODS, clock), format);
            case "/v1/dora" -> dora(new Parameters(query, Parameters.OF_DORA, clock), format);
            case "/v1/changes" -> changes(new Parameters(query, Parameters.OF_CHANGES, clock), format);
            case "/v1/bridge" -> bridge(new Parameters(query, Parameters.OF_BRIDGE, clock), format);
            case "/v1/explain" -> explain(new Parameters(query, Parameters.OF_DAY, clock), format);
            case "/v1/ledger" -> ledgers(new Parameters(query, Parameters.OF_MONTHS, clock), format);
            case "/v1/catalog" -> catalog(new Parameters(query, Set.of(), clock));
            default ->
                path.startsWith(LEDGER)
                        ? ledger(path.substring(LEDGER.length()), query, format)
                        : Answer.problem(404, "there is nothing at " + path);
        };
    }

    private APIGatewayV2HTTPResponse ledger(String path, Map<String, String> query, Answer.Format format) {
        return path.endsWith(CHANGES)
                ? ledgerChanges(
                        path.substring(0, path.length() - CHANGES.length()),
                        new Parameters(query, Parameters.OF_LEDGER_CHANGES, clock),
                        format)
                : ledgerOfMonth(path, new Parameters(query, Parameters.OF_LEDGER, clock), format);
    }

    private APIGatewayV2HTTPResponse costPerChange(Parameters parameters, Answer.Format format) {
        boolean converts = parameters.convert();
        return parameters.answer(parameters.question(), question -> {
            Rates rates = converts ? measurements.catalog(question.asOf()).rates() : Rates.NONE;
            if (converts && rates.to() == null) {
                return Answer.badParameter("convert", "needs rates, and the catalog has none");
            }
            CostPerChange answer = measurements.costPerChange(question, rates);
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

    private APIGatewayV2HTTPResponse bridge(Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.bridge(), question -> {
            Bridge answer = ledgers().bridge(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse explain(Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.day(), question -> {
            Explanation answer =
                    new Splits(measurements.table()).explain(question.application(), question.day(), question.basis());
            return Answer.ok(format, answer, ExplanationSheet.of(answer));
        });
    }

    private APIGatewayV2HTTPResponse ledgers(Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.months(), question -> {
            LedgerMonths answer = ledgers().months(question.from(), question.to(), question.basis());
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse ledgerOfMonth(String month, Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.ledger(month), question -> {
            LedgerOfMonth answer = ledgers().ofMonth(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private APIGatewayV2HTTPResponse ledgerChanges(String month, Parameters parameters, Answer.Format format) {
        return parameters.answer(parameters.ledgerChanges(month), question -> {
            LedgerChanges answer = ledgers().changes(question);
            return Answer.ok(format, answer, answer.sheet());
        });
    }

    private Ledgers ledgers() {
        return new Ledgers(measurements.table());
    }

    private APIGatewayV2HTTPResponse catalog(Parameters parameters) {
        return parameters.answer(
                new Catalogs(measurements.table()),
                catalogs -> catalogs.latest()
                        .map(uploaded -> Answer.yaml(uploaded.text(), uploaded.version()))
                        .orElseGet(() -> Answer.problem(404, "no catalog was uploaded")));
    }
}
