package costperchange.report.page;

import costperchange.calculator.objective.Spending.Burn;
import costperchange.calculator.objective.State;
import costperchange.calculator.report.Objectives;
import costperchange.calculator.report.Objectives.PerChange;
import costperchange.calculator.report.Objectives.PerDay;
import costperchange.report.page.Table.Cell;
import costperchange.report.page.Table.Column;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What applications and teams wanted to spend, and what came of it.
record ObjectivesTable(List<Objectives.Row> objectives) {

    String html() {
        Table table = new Table(
                "Objectives",
                Sentences.OBJECTIVES,
                List.of(
                        Column.text("Objective"),
                        Column.number("At most"),
                        Column.number("It was"),
                        Column.text("State"),
                        Column.number("Budget left"),
                        new Column("long", "Burn rate", "number"),
                        new Column("short", "Burn rate", "number")));
        objectives.forEach(row -> rows(table, row));
        return table.html();
    }

    private static void rows(Table table, Objectives.Row row) {
        PerDay day = row.costPerDay();
        if (day != null) {
            table.row(
                    heading(row, "cost per day"),
                    "",
                    List.of(
                            Cell.amount(day.objective()),
                            Cell.amount(day.actual()),
                            state(row, day.state(), day.reason()),
                            Table.more(day.left()),
                            burn(day.burnRate().getFirst()),
                            burn(day.burnRate().getLast())));
        }
        PerChange change = row.costPerChange();
        if (change != null) {
            table.row(
                    heading(row, "cost per change"),
                    "",
                    List.of(
                            Cell.amount(change.objective()),
                            Cell.amount(change.actual()),
                            state(row, change.state(), change.reason()),
                            Cell.none("–"),
                            Cell.none("–"),
                            Cell.none("–")));
        }
    }

    private static String heading(Objectives.Row row, String of) {
        return Html.text(row.scope()) + "<small>" + of + " in " + Html.text(row.currency() + Sentences.window(row))
                + "</small>";
    }

    private static Cell state(Objectives.Row row, State state, @Nullable String reason) {
        String estimated = row.estimated() ? " <em class=\"tag\">estimated</em>" : "";
        return new Cell(
                Html.text(state.label())
                        + estimated
                        + (reason == null ? "" : "<small>" + Html.text(reason) + "</small>"),
                "text");
    }

    private static Cell burn(Burn burn) {
        return burn.rate() == null
                ? Cell.none("–")
                : new Cell(
                        Figures.amount(burn.rate()) + "<small>" + burn.days() + (burn.days() == 1 ? " day" : " days")
                                + "</small>",
                        "number");
    }
}
