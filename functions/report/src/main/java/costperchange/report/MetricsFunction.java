package costperchange.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import costperchange.calculator.report.DeliveryOfScope;
import costperchange.calculator.report.Objectives;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.store.Marks;
import costperchange.store.Measurements;
import costperchange.store.Table;
import costperchange.store.Verdicts;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Prints the metrics of each day that became complete, for the organisation and for the applications whose
/// catalog entry says `metrics: true`.
///
/// Input: EventBridge Scheduler's event, whose `time` says which days are within CloudWatch's two weeks.
/// Output: how many lines were printed. Errors: what DynamoDB does not answer is thrown, and the schedule tries
/// again.
///
/// CloudWatch cannot take a point back. So a day is published once and for all, when its charges are all there,
/// and never while its bills are still being worked through; a day that a bill left out is never published. It
/// is marked before it is printed: a crash between leaves a gap, and no day counts twice. Bills that change
/// afterwards change answers and reports, not metrics.
public final class MetricsFunction implements RequestHandler<Map<String, Object>, String> {

    /// CloudWatch takes points up to two weeks back.
    static final int DAYS_BACK = 14;

    private final Measurements measurements;
    private final Marks marks;
    private final Consumer<String> lines;
    private final Clock clock;

    public MetricsFunction() {
        this(Wiring.table(Environment.read(System.getenv())), System.out::println, Clock.systemUTC());
    }

    /// @param lines takes one JSON document at a time, in the embedded metric format
    /// @param clock says what day it is, where the input does not
    public MetricsFunction(Table table, Consumer<String> lines, Clock clock) {
        this.measurements = new Measurements(table);
        this.marks = new Marks(table);
        this.lines = lines;
        this.clock = clock;
    }

    @Override
    public String handleRequest(Map<String, Object> event, @Nullable Context context) {
        Instant now = new Input(event).time(clock);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        // The day two weeks ago began more than two weeks ago.
        Days candidates = new Days(today.minusDays(DAYS_BACK - 1), today);
        Days needed = MetricsInput.needed(candidates);
        Optional<String> waiting = measurements.waiting(needed);
        if (waiting.isPresent()) {
            return waiting.get() + "; nothing published";
        }
        MetricsInput input = MetricsInput.read(measurements, candidates);
        int printed = 0;
        for (Scope scope : input.scopes()) {
            List<DeliveryOfScope> own = input.of(scope);
            for (LocalDate day : candidates.list()) {
                List<String> metrics = new ArrayList<>(MetricsOfDay.lines(scope, day, input.catalog(), own));
                if (!metrics.isEmpty() && scope instanceof Scope.Organisation) {
                    metrics.addAll(MetricsOfDay.explained(day, input.ledgers()));
                }
                printed += publish("metrics", scope.label() + " " + day, metrics);
            }
        }
        return printed + objectives(today, candidates) + " published";
    }

    /// The budget of each objective as of the last complete day of its scope; which are missed and how many
    /// burn as of today, since an alarm looks at the latest days only.
    private int objectives(LocalDate today, Days candidates) {
        List<Objectives.Row> rows = new Verdicts(measurements)
                .objectives(new Scope.Organisation(), today)
                .rows();
        int printed = 0;
        for (Objectives.Row row : rows) {
            if (row.costPerDay() != null
                    && row.to() != null
                    && candidates.contains(row.to().minusDays(1))) {
                printed += publish("objective", row.scope() + " " + row.to(), MetricsOfObjective.lines(row));
            }
        }
        return rows.isEmpty()
                ? printed
                : printed + publish("objectives", today.toString(), MetricsOfObjective.lines(today, rows));
    }

    private int publish(String purpose, String of, List<String> metrics) {
        if (metrics.isEmpty() || !marks.claim(purpose, of)) {
            return 0;
        }
        metrics.forEach(lines);
        return metrics.size();
    }
}
