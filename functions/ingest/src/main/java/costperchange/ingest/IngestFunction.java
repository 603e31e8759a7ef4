package costperchange.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import costperchange.calculator.allocation.BillVersion;
import costperchange.ingest.export.ExportsBucket;
import costperchange.ingest.export.ManifestKey;
import costperchange.ingest.export.NotImportedException;
import costperchange.store.Bills.Committed;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Imports exports, woken by EventBridge when a manifest arrived in the bucket, or invoked by hand.
///
/// Input: one of [Input]. Output: what was read and what was not,
/// `{"read": [{"manifest": ..., "export": ..., "knownAt": ..., "rows": 10, "bills": [{"account": ..., "month":
/// "2026-01", "outcome": "changed"}]}], "ignored": [{"key": ..., "why": ...}]}`; an outcome is `changed`,
/// `confirmed` (as it was, at a later time), `known` (imported before) or `superseded` (what is known since
/// `currentKnownAt` stays). Of Athena it says `table` for `manifest`. What was taken back is
/// `{"withdrawn": [...]}`.
///
/// Errors: an input that cannot be read is refused by name, as is a time in the future; what cannot be imported
/// is an error, and what was known before stays. Lambda tries an event again, which may help against a torn
/// delivery and not against bad data; then it goes to the failure queue, and an alarm tells.
public final class IngestFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final System.Logger LOG = System.getLogger(IngestFunction.class.getName());

    private final BillImport bills;
    private final Optional<Ingest> exports;
    private final Optional<WarehouseIngest> athena;
    private final Clock clock;

    public IngestFunction() {
        this(Environment.read(System.getenv()), ExportsEnvironment.read(System.getenv()));
    }

    private IngestFunction(Environment environment, ExportsEnvironment exports) {
        this(
                Wiring.bills(environment, exports),
                Wiring.ingest(environment, exports),
                Wiring.athena(environment, exports),
                Clock.systemUTC());
    }

    /// @param exports empty where no bucket was set up
    /// @param athena empty where no workgroup was set up
    /// @param clock says what is in the future
    public IngestFunction(BillImport bills, Optional<Ingest> exports, Optional<WarehouseIngest> athena, Clock clock) {
        this.bills = bills;
        this.exports = exports;
        this.athena = athena;
        this.clock = clock;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
        try {
            return switch (Input.of(event, clock.instant())) {
                case Input.Arrived(String bucket, String key) ->
                    answer(List.of(exports().arrived(bucket, key)));
                case Input.Named(String bucket, String key) ->
                    answer(List.of(exports().run(manifest(bucket, key))));
                case Input.Reread(var from, var to) -> answer(exports().reread(from, to));
                case Input.Athena(var export, var table, var months) ->
                    answer(List.of(athena.orElseThrow(() ->
                                    new NotImportedException("Athena is not set up: give the stack an AthenaWorkgroup"))
                            .run(table, export, months)));
                case Input.Withdraw(var asked) -> withdrawn(new Withdrawal(bills.table()).run(asked));
            };
        } catch (NotImportedException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
            throw e;
        }
    }

    private static Map<String, Object> withdrawn(Withdrawal.Outcome outcome) {
        return switch (outcome) {
            case Withdrawal.Outcome.Withdrawn(List<BillVersion> versions) ->
                Map.of(
                        "withdrawn",
                        versions.stream()
                                .map(version -> bill(version, "withdrawn"))
                                .toList());
            case Withdrawal.Outcome.TooEarly(BillVersion known) ->
                throw new IllegalArgumentException(
                        "knownAt must be after " + known.knownAt() + ", since when " + known.id() + " is known");
        };
    }

    private Ingest exports() {
        return exports.orElseThrow(
                () -> new NotImportedException("no bucket of exports is set up: give the stack an ExportsBucketName"));
    }

    private ManifestKey manifest(String bucket, String key) {
        ExportsBucket ours = exports().bucket();
        if (!ours.holds(bucket, key)) {
            throw new IllegalArgumentException(key + " does not stand under " + ours.uri(ours.prefix()));
        }
        return ManifestKey.of(key).orElseThrow(() -> new IllegalArgumentException(key + " is not a manifest's key"));
    }

    private static Map<String, Object> answer(List<Ingest.Result> results) {
        return Map.of(
                "read",
                results.stream().flatMap(IngestFunction::read).toList(),
                "ignored",
                results.stream()
                        .filter(Ingest.Result.Ignored.class::isInstance)
                        .map(Ingest.Result.Ignored.class::cast)
                        .map(ignored -> Map.of("key", ignored.key(), "why", ignored.why()))
                        .toList());
    }

    private static Stream<Map<String, Object>> read(Ingest.Result result) {
        return switch (result) {
            case Ingest.Result.Read read -> Stream.of(read(read));
            case Ingest.Result.Asked asked ->
                Stream.of(Map.of(
                        "table", asked.table().toString(),
                        "export", asked.export().source(),
                        "knownAt", asked.export().knownAt().toString(),
                        "rows", asked.rows(),
                        "bills",
                                asked.bills().stream().map(IngestFunction::bill).toList()));
            case Ingest.Result.Ignored _ -> Stream.empty();
        };
    }

    private static Map<String, Object> read(Ingest.Result.Read read) {
        return Map.of(
                "manifest", read.manifest().key().key(),
                "export", read.manifest().key().export(),
                "knownAt", read.manifest().knownAt().toString(),
                "rows", read.rows(),
                "bills", read.bills().stream().map(IngestFunction::bill).toList());
    }

    /// What became of a bill, for an answer.
    static Map<String, Object> bill(Committed.Taken committed) {
        return switch (committed) {
            case Committed.Changed(BillVersion version) -> bill(version, "changed");
            case Committed.Confirmed(BillVersion version) -> bill(version, "confirmed");
            case Committed.Known(BillVersion version) -> bill(version, "known");
            case Committed.Superseded(BillVersion version, BillVersion current, boolean _) -> {
                Map<String, Object> bill = new TreeMap<>(bill(version, "superseded"));
                bill.put("currentKnownAt", current.knownAt().toString());
                yield bill;
            }
        };
    }

    private static Map<String, Object> bill(BillVersion version, String outcome) {
        return Map.of(
                "account", version.id().account(), "month", version.id().month().toString(), "outcome", outcome);
    }
}
