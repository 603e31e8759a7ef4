package costperchange.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import costperchange.calculator.report.MonthlyReport;
import costperchange.store.Marks;
import costperchange.store.Measurements;
import costperchange.store.Table;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Writes the report of a month, and tells of it.
///
/// Input: EventBridge Scheduler's event, whose `time` decides: the report is of the month before. Or, by hand,
/// `{"month": "2026-10"}` and optionally `"basis": "billed"`. Output: where the page is. Errors: an input that cannot
/// be read is refused by name; what AWS does not answer is thrown, and the schedule tries again.
///
/// Doing it again writes the same bytes over the same documents. A topic is told once of a month with the same figures:
/// the message is marked as sent before it is, so a crash or a failure between leaves the documents without a message,
/// and nobody is told twice. A month whose figures changed since is told of again.
public final class ReportFunction implements RequestHandler<Map<String, Object>, String> {

    private final MonthlyReports reports;
    private final Marks marks;
    private final Destination destination;
    private final Optional<Topic> topic;
    private final Clock clock;

    public ReportFunction() {
        this(Wiring.report(Environment.read(System.getenv())));
    }

    private ReportFunction(Wiring.Report parts) {
        this(parts.table(), parts.destination(), parts.topic(), Clock.systemUTC());
    }

    /// @param topic that is told of reports; empty for none
    /// @param clock says which month is the one before, where the input has no time
    public ReportFunction(Table table, Destination destination, Optional<Topic> topic, Clock clock) {
        this.reports = new MonthlyReports(new Measurements(table));
        this.marks = new Marks(table);
        this.destination = destination;
        this.topic = topic;
        this.clock = clock;
    }

    @Override
    public String handleRequest(Map<String, Object> event, @Nullable Context context) {
        Input input = new Input(event);
        MonthlyReport report = reports.of(input.month(clock), input.basis());
        Map<Rendition, URI> written = new EnumMap<>(Rendition.class);
        for (Rendition rendition : Rendition.values()) {
            byte[] content = rendition.text(report).getBytes(StandardCharsets.UTF_8);
            written.put(rendition, destination.put(rendition.name(report), rendition.mediaType(), content));
        }
        URI page = Objects.requireNonNull(written.get(Rendition.HTML));
        topic.ifPresent(told -> tell(told, report, page));
        return page.toString();
    }

    private void tell(Topic told, MonthlyReport report, URI page) {
        if (marks.claim("report", report.month() + " " + digest(Rendition.JSON.text(report)))) {
            told.tell(Announcement.of(report, page));
        }
    }

    private static String digest(String figures) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(figures.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
