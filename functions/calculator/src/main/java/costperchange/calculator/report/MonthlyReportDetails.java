package costperchange.calculator.report;

import costperchange.calculator.report.Issue.Move;
import costperchange.calculator.report.Issue.Moved;
import costperchange.calculator.report.Issue.Said;
import costperchange.calculator.report.MonthlyReport.ChangeOfMonth;
import costperchange.calculator.report.Objectives.PerChange;
import costperchange.calculator.report.Objectives.PerDay;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The rows of a monthly report's table beside those of months, teams and applications: the month against
/// earlier windows, what moved since the issue before, the changes, and the objectives.
record MonthlyReportDetails(MonthlyReport report) {

    /// A row with cells in some of the columns.
    private static final class Cells {
        private final List<@Nullable Object> cells =
                Arrays.asList(new @Nullable Object[MonthlyReportSheet.COLUMNS.size()]);

        Cells with(String column, @Nullable Object value) {
            cells.set(MonthlyReportSheet.COLUMNS.indexOf(column), value);
            return this;
        }
    }

    List<List<@Nullable Object>> rows() {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        report.against().forEach(one -> rows.add(row(one).cells));
        Moved moved = report.issue() == null ? null : report.issue().moved();
        if (moved != null) {
            moved.moves().forEach(move -> rows.add(row(move).cells));
        }
        report.changes().forEach(change -> rows.add(row(change).cells));
        report.objectives().forEach(objective -> rows(objective).forEach(cells -> rows.add(cells.cells)));
        return rows;
    }

    private Cells start(String about, @Nullable String name) {
        return new Cells().with("about", about).with("name", name).with("period", report.month());
    }

    private Cells row(Against one) {
        Cells cells = start("against", one.earlier())
                .with("currency", one.currency())
                .with("more_cost", one.cost())
                .with("more_changes", one.changes())
                .with("more_cost_per_change", one.costPerChange())
                .with("why_no_relative", one.reason())
                .with("earlier_from", one.from())
                .with("earlier_to", one.to())
                .with("earlier_cost", one.earlierCost())
                .with("earlier_changes", one.earlierChanges())
                .with("earlier_cost_per_change", one.earlierCostPerChange())
                .with("earlier_days_measured", one.daysMeasured());
        MonthlyReport.Relative relative = one.relative();
        return relative == null
                ? cells
                : cells.with("relative", relative.value())
                        .with("relative_low", relative.low())
                        .with("relative_high", relative.high());
    }

    private Cells row(Move move) {
        Cells cells = start("moved", move.application()).with("currency", move.currency());
        Said before = move.before();
        Said after = move.after();
        if (before != null) {
            cells.with("earlier_cost", before.cost())
                    .with("earlier_changes", before.changes())
                    .with("earlier_cost_per_change", before.costPerChange());
        }
        return after == null
                ? cells
                : cells.with("cost", after.cost())
                        .with("cost_not_measured", after.costNotMeasured())
                        .with("changes", after.changes())
                        .with("cost_per_change", after.costPerChange());
    }

    private Cells row(ChangeOfMonth one) {
        ChangesOfApplication.Row change = one.change();
        return start("change", one.application())
                .with("team", one.team())
                .with("currency", change.currency())
                .with("revision", change.revision())
                .with("at", change.at())
                .with("run_cost", change.runCost())
                .with("live_seconds", change.liveSeconds())
                .with("lead_time_seconds", change.leadTimeSeconds())
                .with("failure", change.failure())
                .with("is_rework", change.rework())
                .with("url", change.url());
    }

    /// A row for each amount that is wanted.
    private List<Cells> rows(Objectives.Row row) {
        List<Cells> rows = new ArrayList<>();
        PerDay day = row.costPerDay();
        if (day != null) {
            rows.add(start(row)
                    .with("objective_of", "cost per day")
                    .with("objective", day.objective())
                    .with("actual", day.actual())
                    .with("state", day.state().label())
                    .with("why_no_state", day.reason())
                    .with("cost", day.spent())
                    .with("budget", day.budget())
                    .with("budget_left", day.left())
                    .with("burn_rate_long", day.burnRate().getFirst().rate())
                    .with("burn_rate_short", day.burnRate().getLast().rate()));
        }
        PerChange change = row.costPerChange();
        if (change != null) {
            rows.add(start(row)
                    .with("objective_of", "cost per change")
                    .with("objective", change.objective())
                    .with("actual", change.actual())
                    .with("state", change.state().label())
                    .with("why_no_state", change.reason())
                    .with("cost", change.cost())
                    .with("changes", change.changes()));
        }
        return rows;
    }

    private Cells start(Objectives.Row row) {
        return start("objective", row.scope())
                .with("currency", row.currency())
                .with("objective_from", row.from())
                .with("objective_to", row.to())
                .with("estimated", row.estimated());
    }
}
