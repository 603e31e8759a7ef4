package costperchange.ingest.focus;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Finds the cells of one file that cannot be read. It runs only when [ChargeQuery] met something bad, and
/// looks for the same things by the same macros.
final class ProblemQuery {

    private ProblemQuery() {}

    /// A rule of the format.
    ///
    /// @param column whose cell is named
    /// @param broken condition on a row, in SQL
    /// @param text what is shown as the cell's text, in SQL
    private record Rule(Column column, String broken, String text, String reason) {

        static Rule of(Column column, String broken, String reason) {
            return new Rule(column, broken, column.title(), reason);
        }

        String sql() {
            return "CASE WHEN %s THEN {'c': %s, 't': coalesce(%s, ''), 'r': %s} END"
                    .formatted(broken, Sql.text(column.title()), text, Sql.text(reason));
        }
    }

    /// Problems in order: `row_number`, `c` the column, `t` the text, `r` the reason, `total` how many there are.
    ///
    /// @param located the file's rows, as [RowQuery#located] gives them
    /// @param hasTags whether anything depends on tags
    static String of(String located, boolean hasTags) {
        String rules = rules(hasTags).stream().map(Rule::sql).collect(Collectors.joining(",\n"));
        return """
                SELECT row_number, p.c, p.t, p.r, count(*) OVER () AS total
                FROM (SELECT row_number, unnest(list_filter([%s], lambda x: x IS NOT NULL)) AS p FROM (%s))
                ORDER BY row_number LIMIT %d""".formatted(rules, located, Reading.Refused.SHOWN);
    }

    private static List<Rule> rules(boolean hasTags) {
        List<Rule> rules = new ArrayList<>();
        Column.mandatory()
                .forEach(column -> rules.add(Rule.of(column, "clean(" + column.title() + ") IS NULL", "is empty")));
        rules.add(wrong(Column.BILLING_CURRENCY, "currency_of(clean(currency))", "is not a currency"));
        rules.add(wrong(
                Column.CHARGE_CATEGORY,
                "category_of(clean(category))",
                "is not one of Usage, Purchase, Tax, Credit, Adjustment"));
        rules.add(
                Rule.of(Column.CHARGE_CLASS, "correction_of(clean(class)) IS NULL", "is neither empty nor Correction"));
        String time = "is not a time such as 2026-11-02T10:05:00Z";
        rules.add(wrong(Column.BILLING_PERIOD_START, "seconds(billing_start)", time));
        rules.add(wrong(Column.BILLING_PERIOD_END, "seconds(billing_end)", time));
        rules.add(wrong(Column.CHARGE_PERIOD_START, "seconds(period_start)", time));
        rules.add(wrong(Column.CHARGE_PERIOD_END, "seconds(period_end)", time));
        rules.add(Rule.of(
                Column.CHARGE_PERIOD_END,
                "seconds(period_end) < seconds(period_start)",
                "is before the start of the charge period"));
        rules.add(Rule.of(
                Column.BILLING_PERIOD_END,
                "seconds(billing_end) <= seconds(billing_start)",
                "is not after the start of the billing period"));
        rules.add(Rule.of(
                Column.BILLING_PERIOD_END,
                "seconds(billing_end) > seconds(billing_start)"
                        + " AND NOT is_billing_period(seconds(billing_start), seconds(billing_end))",
                "ends a billing period that touches more than two calendar months"));
        amount(rules, Column.BILLED_COST, "billed");
        amount(rules, Column.EFFECTIVE_COST, "effective");
        if (hasTags) {
            rules.add(new Rule(
                    Column.TAGS,
                    "clean(tags) IS NOT NULL AND NOT is_object(clean(tags))",
                    "tags",
                    "is not a JSON object"));
        }
        return rules;
    }

    /// A cell that says something, and it is not understood.
    private static Rule wrong(Column column, String value, String reason) {
        return Rule.of(column, value + " IS NULL AND clean(" + column.title() + ") IS NOT NULL", reason);
    }

    private static void amount(List<Rule> rules, Column column, String value) {
        String cell = "clean(" + column.title() + ")";
        String unread = value + " IS NULL AND " + cell + " IS NOT NULL AND ";
        rules.add(Rule.of(column, unread + "NOT is_number(" + cell + ")", "is not a number"));
        rules.add(Rule.of(
                column,
                unread + "is_number(" + cell + ")",
                "has more digits than can be added exactly: 20 before and 18 after the point, or 2 and 36"));
    }
}
