package costperchange.ingest.focus;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/// The name of a table of a distributed engine: `catalog.schema.table`, or `schema.table` in the engine's own
/// catalog.
///
/// @param parts two or three, each of letters, digits and `_`, `-`, `$`
public record TableName(List<String> parts) {

    public TableName {
        parts = List.copyOf(parts);
        if (parts.size() < 2
                || parts.size() > 3
                || parts.stream().anyMatch(part -> !part.matches("[\\p{L}\\p{N}_$-]{1,255}"))) {
            throw new IllegalArgumentException(
                    "not a table's name such as catalog.schema.table: '" + String.join(".", parts) + "'");
        }
    }

    /// @throws IllegalArgumentException if the text is no such name
    public static TableName of(String text) {
        return new TableName(Arrays.asList(text.split("\\.", -1)));
    }

    /// In SQL, quoted.
    String sql() {
        return parts.stream().map(Sql::name).collect(Collectors.joining("."));
    }

    /// A query of the table's columns, by `column_name` and `data_type`, in order.
    String columns() {
        String catalog = parts.size() == 3 ? Sql.name(parts.getFirst()) + "." : "";
        return "SELECT column_name, data_type FROM " + catalog + "information_schema.columns WHERE table_schema = "
                + Sql.text(parts.get(parts.size() - 2)) + " AND table_name = " + Sql.text(parts.getLast())
                + " ORDER BY ordinal_position";
    }

    @Override
    public String toString() {
        return String.join(".", parts);
    }
}
