package costperchange.ingest.focus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// What to do when the engine could not parse the files: say what is wrong with them, or give it copies that it
/// takes.
final class Repair implements AutoCloseable {

    private final Path copies;
    private final List<Problem> problems = new ArrayList<>();
    private final List<Table> tables = new ArrayList<>();

    /// @param failure what the engine said
    /// @throws SQLException the failure, if no file is at fault
    Repair(Engine engine, Connection connection, List<Table> all, SQLException failure) throws SQLException {
        try {
            copies = Files.createTempDirectory(Files.createDirectories(engine.temporary()), "csv");
            for (Table table : all) {
                look(connection, table);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "cannot repair " + all.stream().map(Table::file).toList(), e);
        }
        if (problems.isEmpty() && tables.equals(all)) {
            close();
            throw failure;
        }
    }

    /// Why the files cannot be read; none if the tables can be.
    List<Problem> problems() {
        return problems;
    }

    /// The files, copies in place of those that the engine cannot take.
    List<Table> tables() {
        return tables;
    }

    private void look(Connection connection, Table table) throws IOException {
        switch (table.shape()) {
            case Table.Parquet _ -> {
                String failure = scan(connection, table, "read_parquet(");
                if (!failure.isEmpty()) {
                    problems.add(Problem.ofFile(table.file().toString(), "is damaged: " + failure));
                }
                tables.add(table);
            }
            case Table.Remote _ -> throw new IllegalStateException(table.file() + " is not a file");
            case Table.Csv csv -> {
                CsvFile file = new CsvFile(table.file(), csv.gzip());
                List<Problem> ragged = file.ragged(table.file(), csv.width());
                Path copy = copies.resolve(tables.size() + ".csv");
                if (!ragged.isEmpty()) {
                    problems.addAll(ragged);
                } else if (!file.copy(copy)) {
                    problems.add(Problem.ofFile(table.file().toString(), "ends within quotes"));
                }
                tables.add(new Table(table.file(), copy, table.format().on(csv.unpacked())));
            }
        }
    }

    /// Reads every value of a file.
    ///
    /// @return what is wrong; empty if nothing is
    private static String scan(Connection connection, Table table, String function) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT max(hash(COLUMNS(*))) FROM " + function + Sql.files(List.of(table.content())) + ")")) {
            rows.next();
            return "";
        } catch (SQLException e) {
            return Opening.firstLine(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.list(copies)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(copies);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + copies, e);
        }
    }
}
