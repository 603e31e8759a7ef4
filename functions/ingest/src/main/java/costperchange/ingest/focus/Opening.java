package costperchange.ingest.focus;

import costperchange.ingest.focus.Table.Field;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.zip.ZipException;

/// Looks at every file's beginning: what it is, and where its columns are.
///
/// @param tables in the order of the files
/// @param problems none if all files can be read
record Opening(List<Table> tables, List<Problem> problems) {

    static Opening of(Connection connection, List<Path> files) throws SQLException {
        Opening opening = new Opening(new ArrayList<>(), new ArrayList<>());
        Set<Path> seen = new HashSet<>();
        for (Path file : files) {
            if (seen.add(file.toAbsolutePath().normalize())) {
                opening.open(connection, file);
            } else {
                opening.refuse(file, "is given twice");
            }
        }
        return opening;
    }

    private void open(Connection connection, Path file) throws SQLException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (Files.size(file) == 0) {
                refuse(file, "is empty");
            } else if (name.endsWith(".parquet")) {
                openParquet(connection, file);
            } else if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
                openCsv(file, name.endsWith(".gz"));
            } else {
                refuse(file, "is neither .csv, .csv.gz nor .parquet");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private void openCsv(Path file, boolean gzip) throws IOException {
        CsvFile csv = new CsvFile(file, gzip);
        try {
            if (gzip) {
                csv.unpack();
            }
            csv.header().ifPresentOrElse(header -> add(csv, header), () -> refuse(file, "is empty"));
        } catch (ZipException | EOFException e) {
            refuse(file, "is not a whole gzip file: " + e.getMessage());
        }
    }

    private void add(CsvFile csv, CsvFile.Header header) {
        problems.addAll(Table.check(csv.path(), header.line(), header.names()));
        List<Field> fields = IntStream.range(0, header.names().size())
                .mapToObj(i -> new Field("c" + i, "VARCHAR"))
                .toList();
        tables.add(new Table(
                csv.path(),
                csv.path(),
                new Table.Csv(csv.gzip(), header.line(), fields.size(), Table.byName(header.names(), fields))));
    }

    private void openParquet(Connection connection, Path file) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet("
                        + Sql.files(List.of(file)) + ", binary_as_string = true)")) {
            while (columns.next()) {
                names.add(columns.getString(1));
                fields.add(new Field(Sql.name(columns.getString(1)), columns.getString(2)));
            }
        } catch (SQLException e) {
            refuse(file, "is not a Parquet file: " + firstLine(e));
            return;
        }
        problems.addAll(Table.check(file, 0, names));
        tables.add(new Table(file, file, new Table.Parquet(Table.byName(names, fields))));
    }

    private void refuse(Path file, String reason) {
        problems.add(Problem.ofFile(file.toString(), reason));
    }

    /// What DuckDB says in its first line; the rest are hints for people who write SQL.
    static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
