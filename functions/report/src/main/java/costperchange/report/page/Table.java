package costperchange.report.page;

import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.report.MonthlyReport.Relative;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A table of the page. The first column names what a row is about.
final class Table {

    /// A column's heading.
    ///
    /// @param under a heading that it shares with its neighbours; null for none
    /// @param kind class for the style: `text` or `number`
    record Column(String heading, @Nullable String under, String kind) {
        static Column text(String heading) {
            return new Column(heading, null, "text");
        }

        static Column number(String heading) {
            return new Column(heading, null, "number");
        }
    }

    /// A cell.
    ///
    /// @param kind class for the style: `number`, `text` or `none`
    record Cell(String html, String kind) {
        static Cell text(@Nullable String text) {
            return text == null ? none("") : new Cell(Html.text(text), "text");
        }

        static Cell none(String why) {
            return new Cell(Html.text(why), "none");
        }

        static Cell amount(@Nullable BigDecimal amount) {
            if (amount == null) {
                return none("–");
            }
            return amount.signum() == 0 ? none("0") : new Cell(Figures.amount(amount), "number");
        }

        /// An amount that enters the ratio; where all of the row was left out of it, there is none.
        static Cell measured(Row row, @Nullable BigDecimal amount) {
            return row.costPerChange() == null && Sentences.noRatio(row).equals("not measured")
                    ? none("–")
                    : amount(amount);
        }

        /// An amount of a month; unknown where no bill of it is.
        static Cell known(Row row, @Nullable BigDecimal amount) {
            return row.cost() == null ? none("–") : amount(amount);
        }

        /// The changes that enter the ratio: none can where no bill is known.
        static Cell changes(Row row) {
            return row.cost() == null ? none("–") : count(row.changes());
        }

        static Cell count(int count) {
            return new Cell(Figures.count(count), "number");
        }

        static Cell ratio(Row row) {
            BigDecimal ratio = row.costPerChange();
            return ratio == null ? none(Sentences.noRatio(row)) : new Cell(Figures.amount(ratio), "number ratio");
        }
    }

    private final String caption;
    private final String note;
    private final List<Column> columns;
    private final List<String> rows = new ArrayList<>();

    /// @param note plain text that says what the numbers are
    Table(String caption, String note, List<Column> columns) {
        this.caption = caption;
        this.note = note;
        this.columns = List.copyOf(columns);
    }

    static List<Column> differences(String before) {
        return List.of(
                new Column("Cost", before, "number"),
                new Column("Changes", before, "number"),
                new Column("Cost per change", before, "number"),
                new Column("in percent", before, "number"));
    }

    static List<Cell> differences(@Nullable Difference difference) {
        if (difference == null) {
            return List.of(Cell.none(""), Cell.none(""), Cell.none(""), Cell.none(""));
        }
        return List.of(
                more(difference.cost()),
                difference.changes() == null ? Cell.none("–") : new Cell(Figures.more(difference.changes()), "number"),
                more(difference.costPerChange()),
                percent(difference.relative(), difference.reason()));
    }

    static Cell more(@Nullable BigDecimal amount) {
        return amount == null ? Cell.none("–") : new Cell(Figures.more(amount), "number");
    }

    /// @param reason why there is none
    static Cell percent(@Nullable Relative relative, @Nullable String reason) {
        return relative == null
                ? Cell.none(reason == null ? "–" : reason)
                : new Cell(
                        Figures.percent(relative.value()) + "<small>" + Figures.percent(relative.low()) + " to "
                                + Figures.percent(relative.high()) + "</small>",
                        "number");
    }

    /// @param heading of the row, already fit for markup
    /// @param kind class of the row: empty, `now`, `sub` or `sum`
    Table row(String heading, String kind, List<Cell> cells) {
        rows.add("<tr" + (kind.isEmpty() ? "" : " class=\"" + kind + "\"") + "><th scope=\"row\">" + heading + "</th>"
                + cells.stream()
                        .map(cell -> "<td class=\"" + cell.kind() + "\">" + cell.html() + "</td>")
                        .collect(Collectors.joining())
                + "</tr>\n");
        return this;
    }

    /// The table; nothing if it has no rows.
    String html() {
        if (rows.isEmpty()) {
            return "";
        }
        boolean compared = columns.stream().anyMatch(column -> column.under() != null);
        return "<section>\n<h2>" + Html.text(caption) + "</h2>\n<p class=\"note\">" + Html.text(note) + "</p>\n"
                + "<div class=\"scroll\" tabindex=\"0\" role=\"group\" aria-label=\"" + Html.text(caption) + "\"><table"
                + (compared ? " class=\"compared\"" : "") + ">\n"
                + "<caption>" + Html.text(caption) + "</caption>\n<thead>\n" + heads() + "</thead>\n<tbody>\n"
                + String.join("", rows) + "</tbody>\n</table></div>\n</section>\n";
    }

    private String heads() {
        StringBuilder first = new StringBuilder();
        StringBuilder second = new StringBuilder();
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String under = column.under();
            if (under == null) {
                first.append("<th scope=\"col\" rowspan=\"2\" class=\"" + column.kind() + "\">")
                        .append(Html.text(column.heading()))
                        .append("</th>");
                continue;
            }
            if (!under.equals(columns.get(i - 1).under())) {
                long span =
                        columns.stream().filter(c -> under.equals(c.under())).count();
                first.append("<th scope=\"colgroup\" class=\"over\" colspan=\"" + span + "\">")
                        .append(Html.text(under))
                        .append("</th>");
            }
            second.append("<th scope=\"col\">")
                    .append(Html.text(column.heading()))
                    .append("</th>");
        }
        return "<tr>" + first + "</tr>\n" + "<tr>" + second + "</tr>\n";
    }
}
