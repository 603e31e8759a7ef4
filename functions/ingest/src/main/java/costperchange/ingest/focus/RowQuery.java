package costperchange.ingest.focus;

import costperchange.calculator.charge.Dimension;
import costperchange.ingest.focus.Table.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// The rows of a bill's files with the same columns, whatever their formats: texts as they stand, times as TIMESTAMP in
/// UTC, amounts as a coarse and a fine part. A time or an amount that is not understood is NULL.
///
/// Texts are cleaned when rows have been added up ([ChargeQuery]): there are many more rows than texts, and the engine
/// groups by a text that it reads from a dictionary much faster than by one that was computed.
///
/// @param dimensions in a fixed order; the values of the dimension at `i` are in column `d<i>`
record RowQuery(List<Dimension> dimensions) {

    private static final String NOTHING = "CAST(NULL AS VARCHAR)";

    /// All rows of some files.
    String of(Collection<Table> tables) {
        Map<Table.Shape, List<Table>> byShape =
                tables.stream().collect(Collectors.groupingBy(Table::shape, LinkedHashMap::new, Collectors.toList()));
        return byShape.entrySet().stream()
                .map(entry ->
                        "SELECT " + columns(entry.getKey()) + " FROM " + scan(entry.getKey(), entry.getValue(), ""))
                .collect(Collectors.joining("\nUNION ALL\n"));
    }

    /// The rows of one file, numbered from 1 in `row_number`, with the text of every cell in a column of its FOCUS
    /// name.
    String located(Table table) {
        List<String> texts = new ArrayList<>();
        for (Column column : Column.values()) {
            texts.add(text(table.shape(), column) + " AS " + column.title());
        }
        String number = table.isCsv() ? "row_number() OVER ()" : "file_row_number + 1";
        String numbered = table.isCsv() ? "" : ", file_row_number = true";
        return "SELECT " + columns(table.shape()) + ", " + String.join(", ", texts) + ", " + number
                + " AS row_number FROM " + scan(table.shape(), List.of(table), numbered);
    }

    private String columns(Table.Shape shape) {
        List<String> columns = new ArrayList<>(List.of(
                text(shape, Column.BILLING_ACCOUNT) + " AS account",
                text(shape, Column.BILLING_CURRENCY) + " AS currency",
                text(shape, Column.CHARGE_CATEGORY) + " AS category",
                text(shape, Column.CHARGE_CLASS) + " AS class",
                provider(shape) + " AS provider",
                text(shape, Column.INVOICE) + " AS invoice",
                time(shape, Column.BILLING_PERIOD_START) + " AS billing_start",
                time(shape, Column.BILLING_PERIOD_END) + " AS billing_end",
                time(shape, Column.CHARGE_PERIOD_START) + " AS period_start",
                time(shape, Column.CHARGE_PERIOD_END) + " AS period_end"));
        columns.addAll(amount(shape, Column.BILLED_COST, "billed"));
        columns.addAll(amount(shape, Column.EFFECTIVE_COST, "effective"));
        columns.add(tags(shape) + " AS tags");
        for (int i = 0; i < dimensions.size(); i++) {
            columns.add(dimension(shape, dimensions.get(i)) + " AS d" + i);
        }
        return String.join(", ", columns);
    }

    private static String dimension(Table.Shape shape, Dimension dimension) {
        return switch (dimension) {
            case Dimension.Column column -> text(shape, Column.of(column));
            case Dimension.Tag _ -> NOTHING;
            case Dimension.ResourceIdLike(String pattern) ->
                "CASE WHEN " + clean(shape, Column.RESOURCE) + " ILIKE " + like(pattern)
                        + " ESCAPE '\\' THEN 'true' ELSE 'false' END";
        };
    }

    private static String like(String pattern) {
        return Sql.text(pattern.replaceAll("[\\\\%_]", "\\\\$0").replace('*', '%'));
    }

    private static String provider(Table.Shape shape) {
        List<String> names = Column.PROVIDER.names().stream()
                .filter(name -> shape.field(name).isPresent())
                .toList();
        return names.size() < 2
                ? text(shape, Column.PROVIDER)
                : names.stream()
                        .map(name -> "clean(" + text(shape, name) + ")")
                        .collect(Collectors.joining(", ", "coalesce(", ")"));
    }

    private static String clean(Table.Shape shape, Column column) {
        return "clean(" + text(shape, column) + ")";
    }

    private static String text(Table.Shape shape, Column column) {
        return column.names().stream()
                .filter(name -> shape.field(name).isPresent())
                .findFirst()
                .map(name -> text(shape, name))
                .orElse(NOTHING);
    }

    private static String text(Table.Shape shape, String name) {
        return shape.field(name)
                .map(field -> isText(field) ? field.name() : "CAST(" + field.name() + " AS VARCHAR)")
                .orElse(NOTHING);
    }

    private static boolean isText(Field field) {
        return field.type().equals("VARCHAR");
    }

    private static Field field(Table.Shape shape, Column column) {
        return shape.field(column.title()).orElseThrow();
    }

    private static String time(Table.Shape shape, Column column) {
        Field field = field(shape, column);
        if (field.type().equals("TIMESTAMP")) {
            return field.name();
        }
        return field.type().startsWith("TIMESTAMP") || field.type().equals("DATE")
                ? "CAST(" + field.name() + " AS TIMESTAMP)"
                : "time_of_text(" + clean(shape, column) + ")";
    }

    /// An amount's coarse and fine part.
    private static List<String> amount(Table.Shape shape, Column column, String alias) {
        Field field = field(shape, column);
        String call = switch (Amounts.of(field.type())) {
            case EXACT -> null;
            case DOUBLE -> "_of_double(" + field.name() + ")";
            case TEXT -> "_of_text(" + clean(shape, column) + ")";
        };
        return call == null
                ? List.of(
                        "try_cast(" + field.name() + " AS DECIMAL(38,18)) AS " + alias,
                        "CAST(NULL AS DECIMAL(38,36)) AS " + alias + "_fine")
                : List.of("coarse" + call + " AS " + alias, "fine" + call + " AS " + alias + "_fine");
    }

    private static String tags(Table.Shape shape) {
        return shape.field(Column.TAGS.title())
                .map(field -> field.type().startsWith("MAP") || field.type().startsWith("STRUCT")
                        ? "CAST(to_json(" + field.name() + ") AS VARCHAR)"
                        : text(shape, Column.TAGS))
                .orElse(NOTHING);
    }

    private static String scan(Table.Shape shape, List<Table> tables, String options) {
        String files = Sql.files(tables.stream().map(Table::content).toList());
        return switch (shape) {
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
