package costperchange.ingest;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import costperchange.ingest.costexplorer.CostExplorerImport;
import costperchange.ingest.costexplorer.CostExplorerImport.Report;
import costperchange.ingest.costexplorer.CostExplorerImport.Result;
import costperchange.ingest.focus.DistributedReader.Months;
import costperchange.store.Json;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Reads bills from Cost Explorer each day, for an account without an export.
///
/// Input: `{"months": {"from": "2026-01", "to": "2026-06"}}`, both included, with `"again": true` beside it to
/// ask for settled months again; what EventBridge Scheduler sends means this month and the one before. Output:
/// what was read, `{"read": [{"month": ..., "rows": ..., "bills": [...]}], "unread": [{"month": ..., "why":
/// ...}], "sent": 6, "asked": 120, "budget": 300, "notes": [...]}`; `sent` are the requests of this run,
/// `asked` those of the calendar month.
///
/// Errors: what cannot be read, for want of budget or for another reason, is an error once all else is read;
/// the bills known before stay. Lambda tries again; what was answered today is not asked for again, and the
/// budget holds.
public final class CostExplorerFunction implements RequestHandler<Map<String, Object>, Map<String, Object>> {

    private static final System.Logger LOG = System.getLogger(CostExplorerFunction.class.getName());

    private final CostExplorerImport explorer;

    public CostExplorerFunction() {
        this(Wiring.costExplorer(Environment.read(System.getenv()), CostExplorerEnvironment.read(System.getenv())));
    }

    public CostExplorerFunction(CostExplorerImport explorer) {
        this.explorer = explorer;
    }

    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, @Nullable Context context) {
        Report report = run(event);
        Map<String, Object> output = output(report);
        LOG.log(System.Logger.Level.INFO, Json.text(output));
        if (!report.unread().isEmpty()) {
            throw new IllegalStateException(report.unread().stream()
                    .map(unread -> unread.month() + " was not read: " + unread.why())
                    .collect(Collectors.joining("\n")));
        }
        return output;
    }

    private Report run(Map<String, Object> event) {
        if (event.get("months") instanceof Map<?, ?> span) {
            Months months = Input.months(span);
            return explorer.run(months.from(), months.to(), Boolean.TRUE.equals(event.get("again")));
        }
        return explorer.daily();
    }

    private Map<String, Object> output(Report report) {
        return Map.of(
                "read",
                report.months().stream()
                        .filter(Result.Read.class::isInstance)
                        .map(Result.Read.class::cast)
                        .map(read -> Map.of(
                                "month", read.month().toString(),
                                "rows", read.rows(),
                                "bills",
                                        read.bills().stream()
                                                .map(IngestFunction::bill)
                                                .toList()))
                        .toList(),
                "unread",
                report.unread().stream()
                        .map(unread -> Map.of("month", unread.month().toString(), "why", unread.why()))
                        .toList(),
                "sent",
                report.sent(),
                "asked",
                report.asked(),
                "budget",
                explorer.budget(),
                "notes",
                report.notes());
    }
}
