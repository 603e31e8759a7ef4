package costperchange.ingest.focus;

import costperchange.calculator.charge.Dimension;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Adds rows up to charges, in two steps: by what cells say, then by what their tags mean. So a tag text is parsed once
/// for all rows that have it, and the engine's own dictionaries make texts cheap to group by.
///
/// @param kept columns by which rows are told apart besides; none to add up all that can be
record ChargeQuery(List<Dimension> dimensions, List<String> kept) {

    private static final String SUMS =
            "sum(billed) AS billed, sum(billed_fine) AS billed_fine, sum(effective) AS effective,"
                    + " sum(effective_fine) AS effective_fine, count(*) AS n";

    /// What is bad comes before all.
    private static final String LARGEST_FIRST = "bad DESC, abs(coalesce(sum(effective), 0)) DESC, ";

    /// One row for each charge, in order: the keys, `d<i>` for each dimension that [#isAsked], the sums of both costs'
    /// coarse and fine parts, how many rows it is (`n`), and how many of them are bad (`bad`).
    ///
    /// @param rows of all files, as [RowQuery] gives them
    String of(String rows) {
        return """
                WITH texts AS (
                    SELECT account, billing_start, billing_end, category, class, currency, provider, invoice%1$s%2$s%11$s,
                        CASE WHEN %3$s THEN CAST(period_start AS DATE) END AS day,
                        CASE WHEN %3$s THEN NULL ELSE period_start END AS odd_start,
                        CASE WHEN %3$s THEN NULL ELSE period_end END AS odd_end,
                        %4$s, 2 * count(*) - count(billed) - count(effective) AS unread
                    FROM (%5$s)
                    GROUP BY ALL),
                seconds AS (
                    SELECT * EXCLUDE (billing_start, billing_end),
                        seconds(billing_start) AS billing_start, seconds(billing_end) AS billing_end,
                        coalesce(seconds(odd_start), seconds(day)) AS s,
                        coalesce(seconds(odd_end), seconds(day) + 86400) AS e
                    FROM texts),
                meanings AS (%6$s),
                charges AS (
                    SELECT clean(account) AS account, billing_start, billing_end,
                        CASE WHEN day IS NULL THEN charge_start(s, e, billing_start) ELSE greatest(s, billing_start) END
                            AS period_start,
                        CASE WHEN day IS NULL THEN charge_end(s, e, billing_end) ELSE least(e, billing_end) END
                            AS period_end,
                        category_of(clean(category)) AS category, correction_of(clean(class)) AS correction,
                        currency_of(clean(currency)) AS currency, coalesce(clean(provider), '') AS provider,
                        coalesce(clean(invoice), '') AS invoice%11$s,
                        %7$s AS tags_unread%8$s,
                        billed, billed_fine, effective, effective_fine, n, unread
                    FROM seconds%9$s)
                SELECT account, billing_start, billing_end, period_start, period_end, category, correction, currency,
                    provider, invoice%10$s%11$s,
                    sum(billed) AS billed, sum(billed_fine) AS billed_fine,
                    sum(effective) AS effective, sum(effective_fine) AS effective_fine, CAST(sum(n) AS BIGINT) AS n,
                    CAST(sum(unread) AS BIGINT) + count_if(account IS NULL OR category IS NULL OR correction IS NULL
                        OR currency IS NULL OR period_start IS NULL OR period_end IS NULL OR tags_unread
                        OR is_billing_period(billing_start, billing_end) IS NOT TRUE) AS bad
                FROM charges
                GROUP BY ALL
                ORDER BY %12$s""".formatted(
                        each(i -> isTag(i) ? "" : ", d" + i),
                        hasTags() ? ", tags" : "",
                        "is_within_day(period_start, period_end, billing_start, billing_end)",
                        SUMS,
                        rows,
                        hasTags() ? meanings() : "SELECT 1",
                        hasTags() ? "clean(seconds.tags) IS NOT NULL AND object IS NULL" : "false",
                        each(i -> isTag(i) ? ", d" + i : ", clean(d" + i + ") AS d" + i),
                        hasTags() ? " LEFT JOIN meanings ON seconds.tags = meanings.tags" : "",
                        each(i -> ", d" + i),
                        kept.stream().map(", "::concat).collect(Collectors.joining()),
                        kept.isEmpty() ? "ALL" : LARGEST_FIRST + String.join(", ", kept));
    }

    /// The sums of all rows by currency, apart from any charge: `currency`, four sums as above, `n`.
    static String totals(String rows) {
        return "SELECT currency_of(clean(currency)) AS currency, " + SUMS + " FROM (" + rows + ") GROUP BY 1";
    }

    /// Whether a dimension's values are a column of the result; the others every charge has anyway.
    static boolean isAsked(Dimension dimension) {
        return switch (dimension) {
            case Dimension.Tag _, Dimension.ResourceIdLike _ -> true;
            case Dimension.Column column ->
                switch (column) {
                    case BILLING_ACCOUNT, PROVIDER, CHARGE_CATEGORY, CHARGE_CLASS -> false;
                    case SUB_ACCOUNT, SERVICE_NAME, SERVICE_CATEGORY, REGION, COMMITMENT_STATUS -> true;
                };
        };
    }

    private boolean hasTags() {
        return dimensions.stream().anyMatch(Dimension.Tag.class::isInstance);
    }

    private boolean isTag(int dimension) {
        return dimensions.get(dimension) instanceof Dimension.Tag;
    }

    /// What is said of each dimension that is asked for, one after the other.
    private String each(IntFunction<String> said) {
        return IntStream.range(0, dimensions.size())
                .filter(i -> isAsked(dimensions.get(i)))
                .mapToObj(said)
                .collect(Collectors.joining());
    }

    /// Each text of tags with its `object`, NULL if it is none, and what it says to each tag that is asked for.
    private String meanings() {
        String values = each(i -> dimensions.get(i) instanceof Dimension.Tag(String key)
                ? ", tag_of(object, " + Sql.text(key) + ") AS d" + i
                : "");
        return "SELECT tags, object" + values
                + " FROM (SELECT tags, CASE WHEN is_object(clean(tags)) THEN tags END AS object"
                + " FROM (SELECT DISTINCT tags FROM texts))";
    }
}
