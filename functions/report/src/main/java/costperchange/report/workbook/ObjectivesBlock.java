package costperchange.report.workbook;

import costperchange.calculator.report.Objectives;
import costperchange.calculator.report.Objectives.PerChange;
import costperchange.calculator.report.Objectives.PerDay;
import costperchange.report.page.Sentences;
import costperchange.report.workbook.Column.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What applications and teams wanted to spend, and what came of it: a table under those of the summary.
record ObjectivesBlock(List<Objectives.Row> objectives) {

    private static final List<Column> COLUMNS = List.of(
            Column.text("Objective of", 28),
            Column.text("Currency", 14),
            Column.amount("At most"),
            Column.text("What", 24),
            Column.amount("It was"),
            Column.amount("Spent"),
            Column.amount("Budget"),
            Column.amount("Budget left"),
            Column.amount("Burn rate, long"),
            Column.amount("Burn rate, short"),
            Column.of(Kind.DAY, "From"),
            Column.of(Kind.DAY, "Last day"),
            Column.text("State", 16),
            Column.text("Estimated", 16),
            Column.text("Why none", 40));

    void write(Grid grid) {
        if (!objectives.isEmpty()) {
            grid.heading("Objectives")
                    .note(Sentences.OBJECTIVES)
                    .table(
                            COLUMNS,
                            objectives.stream()
                                    .flatMap(row -> rows(row).stream())
                                    .toList());
        }
    }

    private static List<List<@Nullable Object>> rows(Objectives.Row row) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        PerDay day = row.costPerDay();
        if (day != null) {
            rows.add(Arrays.asList(
                    row.scope(),
                    row.currency(),
                    day.objective(),
                    "cost per day",
                    day.actual(),
                    day.spent(),
                    day.budget(),
                    day.left(),
                    day.burnRate().getFirst().rate(),
                    day.burnRate().getLast().rate(),
                    row.from(),
                    row.to() == null ? null : row.to().minusDays(1),
                    day.state().label(),
                    row.estimated(),
                    day.reason()));
        }
        PerChange change = row.costPerChange();
        if (change != null) {
            rows.add(Arrays.asList(
                    row.scope(),
                    row.currency(),
                    change.objective(),
                    "cost per change",
                    change.actual(),
                    change.cost(),
                    null,
                    null,
                    null,
                    null,
                    row.from(),
                    row.to() == null ? null : row.to().minusDays(1),
                    change.state().label(),
                    row.estimated(),
                    change.reason()));
        }
        return rows;
    }
}
