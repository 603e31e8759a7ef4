package costperchange.ingest.focus;

import costperchange.calculator.charge.Dimension;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The rows of a bill's files with the same columns, whatever their formats: texts as they stand, times as
/// TIMESTAMP in UTC, amounts as a coarse and a fine part. A time or an amount that is not understood is NULL.
///
/// Texts are cleaned when rows have been added up ([ChargeQuery]): there are many more rows than texts, and the
/// engine groups by a text that it reads from a dictionary much faster than by one that was computed.
///
/// @param dimensions in a fixed order; the values of the dimension at `i` are in column `d<i>`
record RowQuery(List<Dimension> dimensions) {

    /// All rows of some files.
    String of(Collection<Table> tables) {
        Map<Format, List<Table>> byFormat =
                tables.stream().collect(Collectors.groupingBy(Table::format, LinkedHashMap::new, Collectors.toList()));
        return byFormat.entrySet().stream()
                .map(entry -> "SELECT " + columns(entry.getKey()) + " FROM " + scan(entry.getValue(), ""))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    /// The rows of one file, numbered from 1 in `row_number`, with the text of every cell in a column of its
    /// FOCUS name, and in `k<i>` and `k<i>_text` whether the format's check at `i` is broken, and the text of
    /// its cell.
    String located(Table table) {
        String number = table.isCsv() ? "row_number() OVER ()" : "file_row_number + 1";
        String numbered = table.isCsv() ? "" : ", file_row_number = true";
        return "SELECT " + columns(table.format()) + ", " + texts(table.format()) + ", " + number
                + " AS row_number FROM " + scan(List.of(table), numbered);
    }

    /// The same of a distributed engine, where rows have no numbers.
    ///
    /// @param place SQL of where a row stands
    String placed(Table table, String place) {
        return "SELECT " + columns(table.format()) + ", " + texts(table.format()) + ", " + place + " AS place FROM "
                + scan(List.of(table), "");
    }

    private static String texts(Format format) {
        List<String> texts = new ArrayList<>();
        for (Column column : Column.values()) {
            // `tags` is there already.
            if (column != Column.TAGS) {
                texts.add(format.cell(column).text() + " AS " + column.title());
            }
        }
        List<Check> checks = format.checks();
        for (int i = 0; i < checks.size(); i++) {
            texts.add(
                    checks.get(i).broken() + " AS k" + i + ", " + checks.get(i).text() + " AS k" + i + "_text");
        }
        return String.join(", ", texts);
    }

    private String columns(Format format) {
        List<String> columns = new ArrayList<>(List.of(
                text(format, Column.BILLING_ACCOUNT) + " AS account",
                text(format, Column.BILLING_CURRENCY) + " AS currency",
                text(format, Column.CHARGE_CATEGORY) + " AS category",
                text(format, Column.CHARGE_CLASS) + " AS class",
                text(format, Column.PROVIDER) + " AS provider",
                text(format, Column.INVOICE) + " AS invoice",
                format.time(Column.BILLING_PERIOD_START) + " AS billing_start",
                format.time(Column.BILLING_PERIOD_END) + " AS billing_end",
                format.time(Column.CHARGE_PERIOD_START) + " AS period_start",
                format.time(Column.CHARGE_PERIOD_END) + " AS period_end"));
        Amount billed = format.amount(Column.BILLED_COST);
        Amount effective = format.amount(Column.EFFECTIVE_COST);
        columns.add(billed.coarse() + " AS billed, " + billed.fine() + " AS billed_fine");
        columns.add(effective.coarse() + " AS effective, " + effective.fine() + " AS effective_fine");
        columns.add(text(format, Column.TAGS) + " AS tags");
        for (int i = 0; i < dimensions.size(); i++) {
            columns.add(dimension(format, dimensions.get(i)) + " AS d" + i);
        }
        return String.join(", ", columns);
    }

    private static String dimension(Format format, Dimension dimension) {
        return switch (dimension) {
            case Dimension.Column column -> text(format, Column.of(column));
            case Dimension.Tag(String key) -> format.tag(key).orElse(Cell.NONE).text();
            case Dimension.ResourceIdLike(String pattern) ->
                "CASE WHEN is_like(" + format.cell(Column.RESOURCE).clean() + ", " + like(pattern)
                        + ") THEN 'true' ELSE 'false' END";
        };
    }

    private static String like(String pattern) {
        return Sql.text(pattern.replaceAll("[\\\\%_]", "\\\\$0").replace('*', '%'));
    }

    private static String text(Format format, Column column) {
        return format.cell(column).text();
    }

    /// SQL of what is read of some files of one shape.
    static String scan(List<Table> tables, String options) {
        String files = Sql.files(tables.stream().map(Table::content).toList());
        return switch (tables.getFirst().shape()) {
            case Table.Remote remote -> remote.name();
            case Table.Parquet _ -> "read_parquet(" + files + ", binary_as_string = true" + options + ")";
            case Table.Csv csv -> {
                String columns = IntStream.range(0, csv.width())
                        .mapToObj(i -> "'c" + i + "': 'VARCHAR'")
                        .collect(Collectors.joining(", ", "{", "}"));
                yield "read_csv(" + files + ", columns = " + columns + ", skip = " + (csv.header() - 1)
                        + ", compression = " + (csv.gzip() ? "'gzip'" : "'none'")
                        + ", auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"'"
                        + ", strict_mode = true, null_padding = false, max_line_size = 4194304)";
            }
        };
    }
}
