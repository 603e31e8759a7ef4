package costperchange.ingest.focus;

import costperchange.calculator.allocation.BillMapping;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads single rows of a bill, each as the charge that [FocusReader] would make of it.
///
/// Rows are sorted by the engine, on disk if they are many; one at a time is in memory.
public final class RowReader {

    private static final List<String> KEPT = List.of("file_index", "row_number", "resource", "description");

    private final Session session;
    private final List<Dimension> dimensions;
    private final RowQuery rowQuery;

    /// What stands at a place of a file.
    public sealed interface Found {
        record Here(Row row) implements Found {}

        /// The file has no such row.
        record Nowhere() implements Found {}

        /// The file, or the row, cannot be read.
        record Unreadable(Reading.Refused why) implements Found {}
    }

    /// @param dimensions what the catalog's rules look at
    /// @param currencies codes by the names that bills use for them
    public RowReader(Engine engine, Set<Dimension> dimensions, Map<String, String> currencies) {
        this(engine, dimensions, currencies, null);
    }

    /// @param mapping what the catalog says of the files' columns; null where it says nothing
    public RowReader(
            Engine engine, Set<Dimension> dimensions, Map<String, String> currencies, @Nullable BillMapping mapping) {
        this.session = new Session(engine, Map.copyOf(currencies), mapping);
        this.dimensions = List.copyOf(dimensions);
        this.rowQuery = new RowQuery(this.dimensions);
    }

    /// The row at a place of a file that is a bill by itself.
    ///
    /// @param row as [Row#row] counts
    /// @throws java.io.UncheckedIOException if the file is not there or the disk fails
    public Found row(Path file, long row) {
        return row(List.of(file), file, row);
    }

    /// The row at a place.
    ///
    /// @param files all of one bill: some formats tell only together what a row means
    /// @param file one of them
    /// @param row as [Row#row] counts
    /// @throws java.io.UncheckedIOException if a file is not there or the disk fails
    public Found row(List<Path> files, Path file, long row) {
        List<Row> found = new ArrayList<>();
        return session.run(
                        files,
                        (connection, tables) -> {
                            Located located = new Located(tables.stream()
                                    .filter(table -> table.file().equals(file))
                                    .toList());
                            OptionalLong number = located.number(row);
                            return number.isEmpty()
                                    ? Optional.<Reading.Refused>empty()
                                    : rows(connection, located, "row_number = " + number.getAsLong(), found::add);
                        },
                        Optional::of)
                .<Found>map(Found.Unreadable::new)
                .orElseGet(() -> found.isEmpty() ? new Found.Nowhere() : new Found.Here(found.getFirst()));
    }

    /// Rows that post to a UTC day, by [Charge#byDay], or would if they were amortised, by [Charge#amortised];
    /// those of the largest effective cost, whatever its sign, first.
    ///
    /// @param files all of one bill
    /// @param taker is given one row after the other until it answers false
    /// @return why there are none; empty if all is well
    /// @throws java.io.UncheckedIOException if a file is not there or the disk fails
    public Optional<Reading.Refused> on(List<Path> files, LocalDate day, Predicate<Row> taker) {
        String posts = Stream.of("billing_end", "greatest(billing_end, period_end)")
                .map(end -> "posts_to(period_start, period_end, billing_start, " + end + ", DATE '" + day
                        + "') IS NOT FALSE")
                .collect(Collectors.joining(" OR ", "(", ")"));
        return session.run(
                files,
                (connection, tables) -> rows(
                        connection,
                        new Located(tables),
                        posts,
                        row -> !canPostTo(row.charge(), day) || taker.test(row)),
                Optional::of);
    }

    private static boolean canPostTo(Charge charge, LocalDate day) {
        return charge.byDay().containsKey(day)
                || charge.amortised().filter(days -> days.containsKey(day)).isPresent();
    }

    private Optional<Reading.Refused> rows(
            Connection connection, Located located, String condition, Predicate<Row> taker) throws SQLException {
        Charges charges = new Charges(dimensions);
        try (Statement statement = connection.createStatement()) {
            // Rows are counted as they stand in the file.
            statement.execute("SET preserve_insertion_order = true");
            statement.execute("SET threads = 1");
            try (ResultSet rows = statement.executeQuery(
                    new ChargeQuery(dimensions, KEPT, located.tables.getFirst().format(), true)
                            .of(located.rows(rowQuery, condition)))) {
                boolean bad = false;
                while (!bad && rows.next()) {
                    bad = rows.getLong("bad") > 0;
                    if (!bad && !taker.test(located.row(rows, charges.charge(new Values.OfResultSet(rows))))) {
                        return Optional.empty();
                    }
                }
                if (!bad) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new Locator(connection, rowQuery).refuse(located.tables));
    }

    /// Files whose rows people know by lines.
    private static final class Located {
        private final List<Table> tables;
        private final List<Optional<Lines>> lines;

        Located(List<Table> tables) {
            this.tables = tables;
            this.lines = tables.stream().map(Located::lines).toList();
        }

        private static Optional<Lines> lines(Table table) {
            try {
                return table.shape() instanceof Table.Csv csv
                        ? Optional.of(new CsvFile(table.content(), csv.gzip()).lines())
                        : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException(table.file() + " cannot be read", e);
            }
        }

        /// The number of the first file's row that people know by another.
        OptionalLong number(long row) {
            return lines.stream()
                    .findFirst()
                    .map(one -> one.map(all -> all.row(row)).orElse(OptionalLong.of(row)))
                    .orElse(OptionalLong.empty());
        }

        String rows(RowQuery query, String condition) {
            return IntStream.range(0, tables.size())
                    .mapToObj(i -> "SELECT *, " + i + " AS file_index, ResourceId AS resource,"
                            + " ChargeDescription AS description FROM (" + query.located(tables.get(i)) + ") WHERE "
                            + condition)
                    .collect(Collectors.joining("\nUNION ALL BY NAME\n"));
        }

        Row row(ResultSet rows, Charge charge) throws SQLException {
            int file = rows.getInt("file_index");
            long number = rows.getLong("row_number");
            return new Row(
                    tables.get(file).file().toString(),
                    lines.get(file).map(all -> all.line(number)).orElse(number),
                    Optional.ofNullable(rows.getString("resource")).orElse(""),
                    Optional.ofNullable(rows.getString("description")).orElse(""),
                    charge);
        }
    }
}
