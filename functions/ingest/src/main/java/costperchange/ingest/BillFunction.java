package costperchange.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.ingest.BillImport.Outcome;
import costperchange.ingest.focus.Problem;
import costperchange.ingest.focus.Reading;
import costperchange.store.Bills.Committed;
import costperchange.store.api.Answer;
import costperchange.store.api.Exchange;
import costperchange.store.api.Guard;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Takes a bill that is uploaded: of licences, of people's time, of a vendor who has no export to a bucket.
///
/// Input: `PUT /v1/bills/{source}?known-at=TIME` with the bill as its body: CSV, CSV.gz or Parquet, in any of the
/// formats that files may have; [Upload] reads what else is said of it. Output: 200 with
/// `{"source": ..., "knownAt": ..., "rows": 10, "bills": [{"account": ..., "month": "2026-01", "outcome":
/// "changed"}]}`; 400 with every problem by row, column and text; 401 or 403 for who may not; 409 where something
/// else is known of the same time, or another source bills the account; 413 above 4 MiB, for which there is the
/// bucket; 503 where the store does not answer. With other than 200, nothing was recorded.
public final class BillFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    /// Lambda takes 6 MB, in which a body of bytes is a third longer.
    private static final int MOST_BYTES = 4 << 20;

    private static final String PATH = "/v1/bills/";
    private static final String BODY = "the body";

    private final BillImport bills;
    private final Path temporary;
    private final Guard guard;
    private final Clock clock;

    public BillFunction() {
        this(System.getenv());
    }

    private BillFunction(Map<String, String> variables) {
        this(Wiring.bills(Environment.read(variables)), Wiring.TEMPORARY, Guard.read(variables), Clock.systemUTC());
    }

    /// @param temporary an existing directory with room for a bill
    /// @param guard says who may upload
    /// @param clock says what is in the future
    public BillFunction(BillImport bills, Path temporary, Guard guard, Clock clock) {
        this.bills = bills;
        this.temporary = temporary;
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
            return Answer.notAllowed("PUT", "a bill is uploaded with PUT");
        }
        Optional<APIGatewayV2HTTPResponse> refused = exchange.refusesUpload(guard);
        if (refused.isPresent()) {
            return refused.get();
        }
        byte[] body = exchange.body();
        if (body.length > MOST_BYTES) {
            return Answer.problem(413, "an uploaded bill has at most 4 MiB; larger ones come in by the bucket");
        }
        String source = event.getRawPath().substring(PATH.length());
        Map<String, String> query = Objects.requireNonNullElse(event.getQueryStringParameters(), Map.of());
        return switch (Upload.of(source, query, clock.instant())) {
            case Upload.Bad(String parameter, String why) -> Answer.badParameter(parameter, why);
            case Upload.Asked asked -> take(asked, body);
        };
    }

    private APIGatewayV2HTTPResponse take(Upload.Asked asked, byte[] body) {
        Set<String> together = new HashSet<>(bills.together());
        together.addAll(asked.together());
        try (Scratch scratch = Scratch.in(temporary)) {
            Path file = Files.write(scratch.directory().resolve("bill" + suffix(body)), body);
            return answer(
                    asked.export(),
                    file,
                    new BillImport(bills.table(), bills.engine(), together).run(asked.export(), List.of(file)));
        } catch (IOException failed) {
            throw new UncheckedIOException("no room in " + temporary, failed);
        }
    }

    /// By the first bytes of gzip (RFC 1952) and of Parquet (its "File Format" page); all else is CSV.
    private static String suffix(byte[] body) {
        if (body.length > 1 && body[0] == 0x1f && (body[1] & 0xff) == 0x8b) {
            return ".csv.gz";
        }
        return body.length > 3 && body[0] == 'P' && body[1] == 'A' && body[2] == 'R' && body[3] == '1'
                ? ".parquet"
                : ".csv";
    }

    private static APIGatewayV2HTTPResponse answer(BillImport.Export export, Path file, Outcome outcome) {
        return switch (outcome) {
            case Outcome.Imported(List<Committed.Taken> taken, long rows) ->
                Answer.json(
                        200,
                        Map.of(
                                "source", export.source(),
                                "knownAt", export.knownAt(),
                                "rows", rows,
                                "bills",
                                        taken.stream().map(IngestFunction::bill).toList()));
            case Outcome.Refused(Reading.Refused why) -> refused(file, why);
            case Outcome.Contradicted(var known) ->
                Answer.problem(
                        409,
                        "the bill of account " + known.id().account() + " for "
                                + known.id().month() + " known at "
                                + known.knownAt() + " was imported before with other charges; say with known-at which"
                                + " came later");
            case Outcome.CountedTwice twice ->
                Answer.problem(
                        409,
                        twice.isOfOneSource()
                                ? twice.message()
                                : twice.message() + "; beside names it if both are meant");
        };
    }

    private static APIGatewayV2HTTPResponse refused(Path file, Reading.Refused why) {
        List<Problem> problems = why.problems().stream()
                .map(problem -> new Problem(
                        BODY,
                        problem.row(),
                        problem.column(),
                        problem.text(),
                        problem.reason().replace(file.toString(), BODY)))
                .toList();
        return Answer.problem(
                400,
                "nothing was taken, problems: " + why.total() + "; "
                        + problems.stream().map(Problem::toString).collect(Collectors.joining("; ")),
                Map.of("problems", problems.stream().map(BillFunction::members).toList()));
    }

    private static Map<String, Object> members(Problem problem) {
        return Map.of(
                "row", problem.row(),
                "column", problem.column(),
                "text", problem.text(),
                "message", problem.reason());
    }
}
