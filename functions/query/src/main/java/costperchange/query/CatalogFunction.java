package costperchange.query;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.query.catalog.CatalogReader;
import costperchange.query.catalog.CatalogReader.Result.Accepted;
import costperchange.query.catalog.CatalogReader.Result.Rejected;
import costperchange.query.catalog.Problem;
import costperchange.store.Catalogs;
import costperchange.store.Table;
import costperchange.store.api.Answer;
import costperchange.store.api.Exchange;
import costperchange.store.api.Guard;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/// Checks an uploaded catalog and keeps it.
///
/// Input: `PUT /v1/catalog` with the YAML as its body; `deployments-from` is the first day whose deployments it
/// assigns, all there are if it is not given. Output: 200 with the version that holds now; 400 with every
/// problem by line, column and path; 401 or 403 for who may not; 413 above 1 MiB, or 400 KB compressed; 503 where
/// the store does not answer.
public final class CatalogFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final int MOST_BYTES = 1 << 20;

    private final Catalogs catalogs;
    private final Guard guard;
    private final Clock clock;

    public CatalogFunction() {
        this(Environment.read(System.getenv()));
    }

    private CatalogFunction(Environment environment) {
        this(Wiring.table(environment), environment.guard(), Clock.systemUTC());
    }

    /// @param guard says who may upload
    /// @param clock gives a catalog its version
    public CatalogFunction(Table table, Guard guard, Clock clock) {
        this.catalogs = new Catalogs(table);
        this.guard = guard;
        this.clock = clock;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, @Nullable Context context) {
        Exchange exchange = new Exchange(event);
        return exchange.answer(() -> answer(event, exchange));
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Exchange exchange) {
        if (!event.getRequestContext().getHttp().getMethod().equals("PUT")) {
            return Answer.notAllowed("GET, PUT", "a catalog is uploaded with PUT");
        }
        Optional<APIGatewayV2HTTPResponse> refused = exchange.refusesUpload(guard);
        if (refused.isPresent()) {
            return refused.get();
        }
        byte[] body = exchange.body();
        if (body.length > MOST_BYTES) {
            return Answer.problem(413, "a catalog has at most 1 MiB");
        }
        Map<String, String> query = Objects.requireNonNullElse(event.getQueryStringParameters(), Map.of());
        Parameters parameters = new Parameters(query, Parameters.OF_UPLOAD, new Access.Everything(), clock);
        return parameters.answer(
                Optional.ofNullable(parameters.deploymentsFrom()),
                from -> text(body)
                        .map(text -> take(text, from.orElse(null)))
                        .orElseGet(() -> Answer.problem(400, "a catalog must be UTF-8 text")));
    }

    private APIGatewayV2HTTPResponse take(String text, @Nullable LocalDate from) {
        return switch (CatalogReader.read(text)) {
            case Rejected rejected ->
                Answer.problem(
                        400,
                        rejected.problems().stream().map(CatalogFunction::line).collect(Collectors.joining("; ")),
                        Map.of("problems", rejected.problems()));
            case Accepted accepted -> {
                try {
                    Instant version = catalogs.upload(text, accepted.catalog(), from, clock);
                    yield Answer.json(200, Map.of("version", version));
                } catch (SdkException failed) {
                    if (isTooLarge(failed)) {
                        yield Answer.problem(413, "a catalog has at most 400 KB when it is compressed");
                    }
                    throw failed;
                }
            }
        };
    }

    /// Whether an item was more than DynamoDB takes: the one thing that can be invalid about it.
    private static boolean isTooLarge(SdkException failed) {
        return switch (failed) {
            case TransactionCanceledException cancelled ->
                cancelled.cancellationReasons().stream().anyMatch(reason -> "ValidationError".equals(reason.code()));
            case DynamoDbException refused ->
                refused.awsErrorDetails() != null
                        && "ValidationException"
                                .equals(refused.awsErrorDetails().errorCode());
            default -> false;
        };
    }

    private static String line(Problem problem) {
        return "line " + problem.line() + " " + problem.path() + ": " + problem.message();
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }
}
