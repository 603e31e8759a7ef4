package costperchange.webhook.source;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The fields of one row of a CSV file, whose columns are named in snake case. A blank cell was not told.
final class CsvFields extends Fields {

    private static final Pattern UPPER = Pattern.compile("[A-Z]");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,18}");

    private final Map<String, String> cells;

    /// @param cells by column
    CsvFields(Map<String, String> cells, Instant now) {
        super(now);
        this.cells = cells;
    }

    /// The column of a field: `finished_at` for `finishedAt`.
    static String column(String field) {
        return UPPER.matcher(field).replaceAll(upper -> "_" + upper.group().toLowerCase(Locale.ROOT));
    }

    @Override
    String place(String field) {
        return column(field);
    }

    @Override
    @Nullable
    String raw(String field) throws MalformedException {
        String cell = cells.getOrDefault(column(field), "").strip();
        if (cell.indexOf('\uFFFD') >= 0) {
            // What the decoder puts in place of bytes it cannot read, as of a file saved in another encoding.
            throw malformed(field, "is not UTF-8");
        }
        return cell.isEmpty() ? null : cell;
    }

    @Override
    @Nullable
    BigDecimal number(String field) throws MalformedException {
        String cell = raw(field);
        if (cell == null) {
            return null;
        }
        if (!WHOLE.matcher(cell).matches()) {
            throw malformed(field, "is not a whole number");
        }
        return new BigDecimal(cell);
    }

    @Override
    @Nullable
    Boolean optionalFlag(String field) throws MalformedException {
        String cell = raw(field);
        if (cell == null) {
            return null;
        }
        return switch (cell.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw malformed(field, "is not true or false");
        };
    }
}
