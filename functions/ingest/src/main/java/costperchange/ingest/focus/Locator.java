package costperchange.ingest.focus;

import costperchange.calculator.charge.Dimension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// Says where the bad cells are, once it is known that there are some.
///
/// @param connection whose settings it changes: use it for nothing else afterwards
record Locator(Connection connection, RowQuery rowQuery) {

    /// @throws IllegalStateException if there is nothing bad in the files
    Reading.Refused refuse(List<Table> tables) throws SQLException {
        // Rows are counted as they stand in the file.
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET preserve_insertion_order = true");
            statement.execute("SET threads = 1");
        }
        List<Problem> problems = new ArrayList<>();
        long total = 0;
        for (Table table : tables) {
            total += find(table, problems);
        }
        if (problems.isEmpty()) {
            throw new IllegalStateException("charges are bad but no cell is in "
                    + tables.stream().map(Table::file).toList());
        }
        return new Reading.Refused(problems, total);
    }

    private long find(Table table, List<Problem> problems) throws SQLException {
        boolean hasTags = rowQuery.dimensions().stream().anyMatch(Dimension.Tag.class::isInstance);
        List<Problem> found = new ArrayList<>();
        long total = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result =
                        statement.executeQuery(ProblemQuery.of(rowQuery.located(table), table.format(), hasTags))) {
            while (result.next()) {
                total = result.getLong("total");
                found.add(new Problem(
                        table.file().toString(),
                        result.getLong("row_number"),
                        result.getString("c"),
                        result.getString("t"),
                        result.getString("r")));
            }
        }
        problems.addAll(table.shape() instanceof Table.Csv csv ? onLines(table, csv, found) : found);
        return total;
    }

    /// The same problems with lines in place of rows; a copy has the lines of its original.
    private static List<Problem> onLines(Table table, Table.Csv csv, List<Problem> found) {
        if (found.isEmpty()) {
            return found;
        }
        try {
            Lines lines = new CsvFile(table.content(), csv.gzip()).lines();
            return found.stream()
                    .map(p -> new Problem(p.file(), lines.line(p.row()), p.column(), p.text(), p.reason()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(table.file() + " cannot be read", e);
        }
    }
}
