package costperchange.ingest.focus;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How a column's type lets its amounts be read without losing a digit.
enum Amounts {
    /// Every value fits the coarse part as it is, but for its size.
    EXACT,
    /// Binary: means its shortest text.
    DOUBLE,
    /// Read as text.
    TEXT;

    private static final Pattern DECIMAL = Pattern.compile("DECIMAL\\(\\d+,(\\d+)\\)");
    private static final Set<String> INTEGERS = Set.of("TINYINT", "SMALLINT", "INTEGER", "BIGINT");
    private static final int COARSE = 18;

    /// @param type as DuckDB names it
    static Amounts of(String type) {
        Matcher decimal = DECIMAL.matcher(type);
        if (decimal.matches()) {
            return Integer.parseInt(decimal.group(1)) <= COARSE ? EXACT : TEXT;
        }
        return INTEGERS.contains(type) ? EXACT : type.equals("DOUBLE") ? DOUBLE : TEXT;
    }
}
