package costperchange.ingest.focus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the cells of one file that cannot be read. It runs only when [ChargeQuery] met something bad, and
/// looks for the same things by the same macros.
final class ProblemQuery {

    /// A rule of the format.
    ///
    /// @param title the column that is named, as the file spells it
    /// @param broken condition on a row, in SQL
    /// @param text what is shown as the cell's text, in SQL
    private record Rule(String title, String broken, String text, String reason) {

        String sql() {
            return "CASE WHEN %s THEN {'c': %s, 't': coalesce(%s, ''), 'r': %s} END"
                    .formatted(broken, Sql.text(title), text, Sql.text(reason));
        }

        /// As a row of values.
        String values() {
            return "ROW(%s, %s, coalesce(%s, ''), %s)".formatted(broken, Sql.text(title), text, Sql.text(reason));
        }
    }

    /// Problems in order: `row_number`, `c` the column, `t` the text, `r` the reason, `total` how many there
    /// are.
    ///
    /// @param located the file's rows, as [RowQuery#located] gives them
    /// @param hasTags whether anything depends on tags
    static String of(String located, Format format, boolean hasTags) {
        String rules =
                new ProblemQuery(format).rules(hasTags).stream().map(Rule::sql).collect(Collectors.joining(",\n"));
        return """
                SELECT row_number, p.c, p.t, p.r, count(*) OVER () AS total
                FROM (SELECT row_number, unnest(list_filter([%s], lambda x: x IS NOT NULL)) AS p FROM (%s))
                ORDER BY row_number LIMIT %d""".formatted(rules, located, Reading.Refused.SHOWN);
    }

    /// The same for a distributed engine, with `place` for the row.
    ///
    /// @param placed the table's rows, as [RowQuery#placed] gives them
    static String placed(String placed, Format format, boolean hasTags) {
        String rules = new ProblemQuery(format)
                .rules(hasTags).stream().map(Rule::values).collect(Collectors.joining(",\n"));
        return """
                SELECT place, c, t, r, count(*) OVER () AS total
                FROM (%s) CROSS JOIN UNNEST(ARRAY[%s]) AS rules (broken, c, t, r)
                WHERE broken
                ORDER BY place, c, t LIMIT %d""".formatted(placed, rules, Reading.Refused.SHOWN);
    }

    private final Format format;
    private final List<Rule> rules = new ArrayList<>();

    private ProblemQuery(Format format) {
        this.format = format;
    }

    private List<Rule> rules(boolean hasTags) {
        Column.mandatory()
                .filter(column -> column != Column.CHARGE_CATEGORY || saysCategory())
                .forEach(column -> add(column, "clean(" + column.title() + ") IS NULL", "is empty"));
        add(
                Column.BILLING_ACCOUNT,
                "clean(account) IS NOT NULL AND account_of(clean(account)) IS NULL",
                "beginning(" + Column.BILLING_ACCOUNT.title() + ")",
                "is longer than 200 bytes");
        wrong(Column.BILLING_CURRENCY, "currency_of(clean(currency))", "is not a currency");
        if (saysCategory()) {
            wrong(
                    Column.CHARGE_CATEGORY,
                    "category_of(clean(category))",
                    "is not one of Usage, Purchase, Tax, Credit, Adjustment");
        }
        add(Column.CHARGE_CLASS, "correction_of(clean(class)) IS NULL", "is neither empty nor Correction");
        String time = "is not a time such as 2026-11-02T10:05:00Z";
        wrong(Column.BILLING_PERIOD_START, "seconds(billing_start)", time);
        wrong(Column.BILLING_PERIOD_END, "seconds(billing_end)", time);
        wrong(Column.CHARGE_PERIOD_START, "seconds(period_start)", time);
        wrong(Column.CHARGE_PERIOD_END, "seconds(period_end)", time);
        add(
                Column.CHARGE_PERIOD_END,
                "seconds(period_end) < seconds(period_start)",
                "is before the start of the charge period");
        add(
                Column.BILLING_PERIOD_END,
                "seconds(billing_end) <= seconds(billing_start)",
                "is not after the start of the billing period");
        add(
                Column.BILLING_PERIOD_END,
                "seconds(billing_end) > seconds(billing_start)"
                        + " AND NOT is_billing_period(seconds(billing_start), seconds(billing_end))",
                "ends a billing period that touches more than two calendar months");
        amount(Column.BILLED_COST, "billed");
        if (!(format instanceof UsageReport)) {
            amount(Column.EFFECTIVE_COST, "effective");
        }
        if (hasTags && !format.tagsAreColumns()) {
            add(
                    Column.TAGS,
                    "clean(tags) IS NOT NULL AND NOT says_tags(clean(tags))",
                    format instanceof Focus ? "is not a JSON object" : "is neither a JSON object nor a list of keys");
        }
        List<Check> checks = format.checks();
        for (int i = 0; i < checks.size(); i++) {
            rules.add(new Rule(
                    checks.get(i).title(),
                    "k" + i,
                    "k" + i + "_text",
                    checks.get(i).reason()));
        }
        return rules;
    }

    /// Whether the category stands in the file; else the format's checks see to it.
    private boolean saysCategory() {
        return switch (format) {
            case Focus _, MappedTable _ -> true;
            case UsageReport _, AzureExport _ -> false;
        };
    }

    /// A column that stands for several of FOCUS is named once.
    private void add(Column column, String broken, String reason) {
        add(column, broken, column.title(), reason);
    }

    private void add(Column column, String broken, String text, String reason) {
        String title = format.cell(column).title();
        if (!title.isEmpty()
                && rules.stream().noneMatch(rule -> rule.title.equals(title) && rule.reason.equals(reason))) {
            rules.add(new Rule(title, broken, text, reason));
        }
    }

    /// A cell that says something, and it is not understood.
    private void wrong(Column column, String value, String reason) {
        add(column, value + " IS NULL AND clean(" + column.title() + ") IS NOT NULL", reason);
    }

    private void amount(Column column, String value) {
        String cell = "clean(" + column.title() + ")";
        String unread = value + " IS NULL AND " + cell + " IS NOT NULL AND ";
        add(column, unread + "NOT is_number(" + cell + ")", "is not a number");
        add(
                column,
                unread + "is_number(" + cell + ")",
                "has more digits than can be added exactly: 20 before and 18 after the point, or 2 and 36");
    }
}
