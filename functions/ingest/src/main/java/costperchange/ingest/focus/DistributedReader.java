package costperchange.ingest.focus;

import costperchange.calculator.allocation.BillMapping;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads bills that outgrow one machine, where they are: by Athena over an export in S3, or by a Trino of one's
/// own. It asks what [FocusReader] asks, so the same rows give the same charges, digit for digit.
///
/// What is different: a bad cell is named by file, where the engine knows the file, else by table, and never by
/// row; a JSON object that has a key twice is refused; and Azure's exports are refused, since actual and
/// amortized cost have to be told apart by file.
public final class DistributedReader {

    private static final Pattern DECIMAL = Pattern.compile("decimal\\((\\d+), ?(\\d+)\\)");

    private final Warehouse warehouse;
    private final List<Dimension> dimensions;
    private final @Nullable BillMapping mapping;
    private final RowQuery rowQuery;
    private final Macros macros;

    /// Which billing periods of a table are read.
    ///
    /// @param from the first month in which one starts
    /// @param to the last
    public record Months(YearMonth from, YearMonth to) {}

    /// @param dimensions what the catalog's rules look at
    /// @param currencies codes by the names that bills use for them
    /// @param mapping what the catalog says of the table's columns; null where it says nothing
    public DistributedReader(
            Warehouse warehouse,
            Set<Dimension> dimensions,
            Map<String, String> currencies,
            @Nullable BillMapping mapping) {
        this.warehouse = warehouse;
        this.dimensions = List.copyOf(dimensions);
        this.mapping = mapping;
        this.rowQuery = new RowQuery(this.dimensions);
        this.macros = Dialect.writtenOut(currencies);
    }

    /// Reads everything or nothing. Where there are no rows, that is refused.
    ///
    /// @param months null to read all
    /// @throws WarehouseException if the engine fails; a sum that is too large is such a failure
    public Reading read(TableName name, @Nullable Months months) {
        List<String> names = new ArrayList<>();
        List<Table.Field> fields = new ArrayList<>();
        warehouse.query(name.columns(), row -> {
            String column = String.valueOf(row.text("column_name"));
            names.add(column);
            fields.add(new Table.Field(Sql.name(column), type(String.valueOf(row.text("data_type"))), column));
        });
        if (names.isEmpty()) {
            return new Reading.Refused(List.of(Problem.ofFile(name.toString(), "is no table that can be read")));
        }
        Path label = Path.of(name.toString());
        Formats.Recognised recognised =
                Formats.of(label, 0, names, new Table.Remote(name.sql(), Table.byName(names, fields)), mapping);
        if (!recognised.problems().isEmpty()) {
            return new Reading.Refused(recognised.problems());
        }
        Format format = recognised.formats().getFirst();
        return format instanceof AzureExport
                ? new Reading.Refused(List.of(Problem.ofFile(
                        name.toString(), "is an Azure cost export, which is read from its files: see import bill")))
                : read(new Table(label, label, format), months);
    }

    /// A type as DuckDB names it.
    static String type(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        Matcher decimal = DECIMAL.matcher(name);
        return decimal.matches()
                ? "DECIMAL(" + decimal.group(1) + "," + decimal.group(2) + ")"
                : name.startsWith("varchar")
                        ? "VARCHAR"
                        : name.startsWith("timestamp")
                                ? name.endsWith("with time zone") ? "TIMESTAMP WITH TIME ZONE" : "TIMESTAMP"
                                : name.startsWith("row(")
                                        ? "STRUCT"
                                        : name.startsWith("array(") ? "[]" : name.toUpperCase(Locale.ROOT);
    }

    private Reading read(Table table, @Nullable Months months) {
        String rows = rowQuery.of(List.of(table)) + restriction(table, months);
        Charges read = new Charges(dimensions);
        List<Charge> charges = new ArrayList<>();
        boolean[] bad = {false};
        query(new ChargeQuery(dimensions, List.of(), table.format(), false).of(rows), row -> {
            bad[0] |= row.number("bad") > 0;
            if (!bad[0]) {
                charges.add(read.charge(row));
            }
        });
        if (bad[0]) {
            return refused(table, months);
        }
        return charges.isEmpty() ? withoutRows(table, months) : checked(rows, charges);
    }

    private static Reading withoutRows(Table table, @Nullable Months months) {
        return Reading.Refused.nothing(
                List.of(table.file().toString()),
                months == null ? "rows" : "rows of billing periods from " + months.from + " to " + months.to);
    }

    /// Rows whose billing period cannot be read stay: they must not be lost. A column of partitions only spares
    /// the engine what it says to be of other months; where it says something else than a month, it spares
    /// nothing.
    private static String restriction(Table table, @Nullable Months months) {
        if (months == null) {
            return "";
        }
        String start = table.format().time(Column.BILLING_PERIOD_START);
        String partition = table.shape()
                .field("billing_period")
                .filter(field -> field.type().equals("VARCHAR"))
                .map(field -> " AND NOT coalesce(full_match(" + field.name() + ", '[0-9]{4}-[0-9]{2}') AND ("
                        + field.name() + " < '" + months.from + "' OR " + field.name() + " > '" + months.to
                        + "'), false)")
                .orElse("");
        return " WHERE NOT coalesce(" + start + " < TIMESTAMP '" + months.from.atDay(1) + " 00:00:00' OR " + start
                + " >= TIMESTAMP '" + months.to.plusMonths(1).atDay(1) + " 00:00:00', false)" + partition;
    }

    /// As [FocusReader] does it: the sum of all rows is added up again on its own.
    private Reading checked(String rows, List<Charge> charges) {
        Map<Currency, Cost> totals = new HashMap<>();
        long[] count = {0};
        query(ChargeQuery.totals(rows), row -> {
            totals.put(new Currency(String.valueOf(row.text("currency"))), Charges.cost(row));
            count[0] += row.number("n");
        });
        return FocusReader.checked(charges, totals, count[0]);
    }

    private Reading.Refused refused(Table table, @Nullable Months months) {
        String placed = rowQuery.placed(table, place(table)) + restriction(table, months);
        boolean hasTags = dimensions.stream().anyMatch(Dimension.Tag.class::isInstance);
        List<Problem> problems = new ArrayList<>();
        long[] total = {0};
        query(ProblemQuery.placed(placed, table.format(), hasTags), row -> {
            total[0] = row.number("total");
            problems.add(new Problem(text(row, "place"), 0, text(row, "c"), text(row, "t"), text(row, "r")));
        });
        if (problems.isEmpty()) {
            throw new IllegalStateException("charges are bad but no cell is in " + table.file());
        }
        return new Reading.Refused(problems, total[0]);
    }

    private static String text(Values row, String column) throws SQLException {
        return String.valueOf(row.text(column));
    }

    /// The file of a row, by the column that tables of files have, hidden; the table where there is none.
    private String place(Table table) {
        Table.Remote remote = (Table.Remote) table.shape();
        try {
            warehouse.query("SELECT \"$path\" FROM " + remote.name() + " LIMIT 0", _ -> {});
            return "\"$path\"";
        } catch (WarehouseException e) {
            return Sql.text(table.file().toString());
        }
    }

    private interface Taker {
        void take(Values row) throws SQLException;
    }

    private void query(String sql, Taker taker) {
        warehouse.query(macros.expand(sql), row -> {
            try {
                taker.take(new Values.OfTexts(row));
            } catch (SQLException e) {
                throw new IllegalStateException("texts need no database", e);
            }
        });
    }
}
