package costperchange.ingest.focus;

import costperchange.calculator.charge.Dimension;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Adds rows up to charges, in two steps: by what cells say, then by what their tags mean. So a tag text is
/// parsed once for all rows that have it, and the engine's own dictionaries make texts cheap to group by.
///
/// @param kept columns by which rows are told apart besides; none to add up all that can be
/// @param tags how the bill's format has tags
/// @param apart whether texts of tags are looked at apart, each once. An engine that writes queries in a WITH
///     out where they are used would read the bill twice for that
record ChargeQuery(List<Dimension> dimensions, List<String> kept, Format tags, boolean apart) {

    private static final String SUMS =
            "sum(billed) AS billed, sum(billed_fine) AS billed_fine, sum(effective) AS effective,"
                    + " sum(effective_fine) AS effective_fine, count(*) AS n";

    /// The text of tags, if it can be understood.
    private static final String OBJECT = "CASE WHEN says_tags(clean(tags)) THEN clean(tags) END AS object";

    /// What is bad comes before all.
    private static final String LARGEST_FIRST = "bad DESC, abs(coalesce(sum(effective), 0)) DESC, ";

    /// One row for each charge, in order: the keys, `d<i>` for each dimension that [#isAsked], the sums of both
    /// costs' coarse and fine parts, how many rows it is (`n`), and how many of them are bad (`bad`).
    ///
    /// @param rows of all files, as [RowQuery] gives them
    String of(String rows) {
        return "WITH texts AS (" + texts(rows) + "),\nseconds AS (" + seconds() + ")"
                + (isJoined() ? ",\nmeanings AS (" + meanings() + ")" : "") + ",\ncharges AS (" + charges() + ")\n"
                + sums();
    }

    private String texts(String rows) {
        String within = "is_within_day(period_start, period_end, billing_start, billing_end)";
        List<String> keys = keys("account, billing_start, billing_end, category, class, currency, provider, invoice");
        each(i -> isTag(i) ? "" : "d" + i).forEach(keys::add);
        if (hasTags()) {
            keys.add("tags");
        }
        keys.addAll(kept);
        keys.add("CASE WHEN " + within + " THEN CAST(period_start AS DATE) END AS day");
        keys.add("CASE WHEN " + within + " THEN NULL ELSE period_start END AS odd_start");
        keys.add("CASE WHEN " + within + " THEN NULL ELSE period_end END AS odd_end");
        return "SELECT " + String.join(", ", keys) + ", " + SUMS
                + ", 2 * count(*) - count(billed) - count(effective) AS unread FROM (" + rows + ") GROUP BY "
                + ordinals(keys.size());
    }

    private String seconds() {
        List<String> columns = keys("account, category, class, currency, provider, invoice, day, billed, billed_fine,"
                + " effective, effective_fine, n, unread");
        each(i -> isTag(i) ? "" : "d" + i).forEach(columns::add);
        if (hasTags()) {
            columns.add("tags");
            columns.addAll(apart ? List.of() : List.of(OBJECT));
        }
        columns.addAll(kept);
        return "SELECT " + String.join(", ", columns)
                + ", seconds(billing_start) AS billing_start, seconds(billing_end) AS billing_end,"
                + " coalesce(seconds(odd_start), seconds(CAST(day AS TIMESTAMP))) AS s,"
                + " coalesce(seconds(odd_end), seconds(CAST(day AS TIMESTAMP)) + 86400) AS e FROM texts";
    }

    private String charges() {
        return """
                SELECT account_of(clean(account)) AS account, billing_start, billing_end,
                    CASE WHEN day IS NULL THEN charge_start(s, e, billing_start) ELSE greatest(s, billing_start) END
                        AS period_start,
                    CASE WHEN day IS NULL THEN charge_end(s, e, billing_end) ELSE least(e, billing_end) END
                        AS period_end,
                    category_of(clean(category)) AS category, correction_of(clean(class)) AS correction,
                    currency_of(clean(currency)) AS currency, coalesce(clean(provider), '') AS provider,
                    coalesce(clean(invoice), '') AS invoice%s,
                    %s AS tags_unread%s,
                    billed, billed_fine, effective, effective_fine, n, unread
                FROM seconds%s""".formatted(
                        listed(kept),
                        hasTags() ? "(clean(seconds.tags) IS NOT NULL AND object IS NULL)" : "false",
                        listed(each(i -> isTag(i) ? (apart ? "d" + i : tag(i)) : "clean(d" + i + ") AS d" + i)),
                        isJoined() ? " LEFT JOIN meanings ON seconds.tags = meanings.tags" : "");
    }

    private String sums() {
        List<String> keys = keys("account, billing_start, billing_end, period_start, period_end, category, correction,"
                + " currency, provider, invoice");
        keys.addAll(each(i -> "d" + i));
        keys.addAll(kept);
        return """
                SELECT %s,
                    sum(billed) AS billed, sum(billed_fine) AS billed_fine,
                    sum(effective) AS effective, sum(effective_fine) AS effective_fine, CAST(sum(n) AS BIGINT) AS n,
                    CAST(sum(unread) AS BIGINT) + count_if(account IS NULL OR category IS NULL OR correction IS NULL
                        OR currency IS NULL OR period_start IS NULL OR period_end IS NULL OR tags_unread
                        OR NOT coalesce(is_billing_period(billing_start, billing_end), false)) AS bad
                FROM charges
                GROUP BY %s
                ORDER BY %s""".formatted(
                        String.join(", ", keys),
                        ordinals(keys.size()),
                        kept.isEmpty() ? ordinals(keys.size()) : LARGEST_FIRST + String.join(", ", kept));
    }

    private static List<String> keys(String list) {
        return new ArrayList<>(List.of(list.split(", *")));
    }

    private static String listed(List<String> said) {
        return said.stream().map(", "::concat).collect(Collectors.joining());
    }

    private static String ordinals(int count) {
        return IntStream.rangeClosed(1, count).mapToObj(Integer::toString).collect(Collectors.joining(", "));
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
        return IntStream.range(0, dimensions.size()).anyMatch(this::isTag);
    }

    private boolean isJoined() {
        return apart && hasTags();
    }

    /// Whether a dimension is found in the text of all tags.
    private boolean isTag(int dimension) {
        return dimensions.get(dimension) instanceof Dimension.Tag && !tags.tagsAreColumns();
    }

    /// What is said of each dimension that is asked for, one after the other.
    private List<String> each(IntFunction<String> said) {
        return IntStream.range(0, dimensions.size())
                .filter(i -> isAsked(dimensions.get(i)))
                .mapToObj(said)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /// Each text of tags with its `object`, NULL if it is none, and what it says to each tag that is asked for.
    private String meanings() {
        return "SELECT tags, object" + listed(each(i -> isTag(i) ? tag(i) : "")) + " FROM (SELECT tags, " + OBJECT
                + " FROM (SELECT DISTINCT tags FROM texts) distinct_tags) objects";
    }

    /// What an object says to a tag.
    private String tag(int dimension) {
        return tags.spellings(((Dimension.Tag) dimensions.get(dimension)).key()).stream()
                .map(spelling -> "tag_of(object, " + Sql.text(spelling) + ")")
                .collect(Collectors.joining(", ", "coalesce(", ", CAST(NULL AS VARCHAR)) AS d" + dimension));
    }
}
