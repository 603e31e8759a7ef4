package costperchange.report.page;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.Issue;
import costperchange.calculator.report.Issue.Move;
import costperchange.calculator.report.Issue.Moved;
import costperchange.calculator.report.Issue.Said;
import costperchange.calculator.report.Scope;
import costperchange.report.page.Table.Cell;
import costperchange.report.page.Table.Column;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What moved since the issue before, in one currency.
///
/// @param issue null while the report was not issued
/// @param currency null where nothing was charged at all
record MovedTable(
        @Nullable Issue issue, Scope scope, @Nullable Currency currency) {

    String html() {
        Moved moved = issue == null ? null : issue.moved();
        if (moved == null) {
            return "";
        }
        Table table = new Table(
                "What moved since issue " + moved.since() + (currency == null ? "" : ", " + currency),
                (moved.estimated() ? "That issue was estimated. " : "")
                        + "Applications that are not listed say the same as before.",
                List.of(
                        Column.text("Application"),
                        new Column("before", "Cost per change", "number"),
                        new Column("now", "Cost per change", "number"),
                        new Column("before", "Cost", "number"),
                        new Column("now", "Cost", "number"),
                        new Column("before", "Changes", "number"),
                        new Column("now", "Changes", "number")));
        moved.moves().stream()
                .filter(move -> move.currency() == null || move.currency().equals(currency))
                .forEach(move -> table.row(
                        Html.text(move.application() == null ? Sentences.whole(scope) : move.application()),
                        move.application() == null ? "now" : "",
                        cells(move)));
        return table.html();
    }

    private static List<Cell> cells(Move move) {
        return List.of(
                ratio(move.before()),
                ratio(move.after()),
                Cell.amount(cost(move.before())),
                Cell.amount(cost(move.after())),
                changes(move.before()),
                changes(move.after()));
    }

    private static @Nullable BigDecimal cost(@Nullable Said said) {
        return said == null ? null : said.cost();
    }

    private static Cell ratio(@Nullable Said said) {
        return Cell.amount(said == null ? null : said.costPerChange());
    }

    private static Cell changes(@Nullable Said said) {
        return said == null || said.cost() == null ? Cell.none("–") : Cell.count(said.changes());
    }
}
