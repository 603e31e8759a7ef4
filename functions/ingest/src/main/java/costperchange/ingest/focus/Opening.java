package costperchange.ingest.focus;

import costperchange.calculator.allocation.BillMapping;
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
import org.jspecify.annotations.Nullable;

/// Looks at every file's beginning: what it is, and where its columns are.
///
/// @param tables in the order of the files
/// @param problems none if all files can be read
record Opening(List<Table> tables, List<Problem> problems) {

    /// @param mapping what the catalog says of the files' columns; null where it says nothing
    static Opening of(Connection connection, List<Path> files, @Nullable BillMapping mapping) throws SQLException {
        Opening opening = new Opening(new ArrayList<>(), new ArrayList<>());
        Set<Path> seen = new HashSet<>();
        for (Path file : files) {
            if (seen.add(file.toAbsolutePath().normalize())) {
                opening.open(connection, file, mapping);
            } else {
                opening.refuse(file, "is given twice");
            }
        }
        opening.checkSame();
        return opening.problems.isEmpty() ? opening.sorted(connection) : opening;
    }

    private Opening sorted(Connection connection) throws SQLException {
        Opening sorted =
                tables.getFirst().format() instanceof AzureExport ? AzureExports.sort(connection, tables) : this;
        return sorted.problems.isEmpty() ? new Opening(sorted.tables, Copies.among(connection, sorted.tables)) : sorted;
    }

    /// A bill is of one format.
    private void checkSame() {
        tables.stream()
                .filter(table -> !table.format()
                        .title()
                        .equals(tables.getFirst().format().title()))
                .forEach(table -> refuse(
                        table.file(),
                        "is " + table.format().title() + ", and "
                                + tables.getFirst().file() + " is "
                                + tables.getFirst().format().title() + ": import them apart"));
    }

    private void open(Connection connection, Path file, @Nullable BillMapping mapping) throws SQLException {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        try {
            if (Files.size(file) == 0) {
                refuse(file, "is empty");
            } else if (name.endsWith(".parquet")) {
                openParquet(connection, file, mapping);
            } else if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
                openCsv(file, name.endsWith(".gz"), mapping);
            } else {
                refuse(file, "is neither .csv, .csv.gz nor .parquet");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private void openCsv(Path file, boolean gzip, @Nullable BillMapping mapping) throws IOException {
        CsvFile csv = new CsvFile(file, gzip);
        try {
            if (gzip) {
                csv.unpack();
            }
            csv.header().ifPresentOrElse(header -> add(csv, header, mapping), () -> refuse(file, "is empty"));
        } catch (ZipException | EOFException e) {
            refuse(file, "is not a whole gzip file: " + e.getMessage());
        }
    }

    private void add(CsvFile csv, CsvFile.Header header, @Nullable BillMapping mapping) {
        List<String> names = header.names();
        List<Field> fields = IntStream.range(0, names.size())
                .mapToObj(i -> new Field("c" + i, "VARCHAR", names.get(i).strip()))
                .toList();
        add(
                csv.path(),
                header.line(),
                names,
                new Table.Csv(csv.gzip(), header.line(), fields.size(), Table.byName(names, fields)),
                mapping);
    }

    private void add(Path file, int line, List<String> names, Table.Shape shape, @Nullable BillMapping mapping) {
        Formats.Recognised recognised = Formats.of(file, line, names, shape, mapping);
        problems.addAll(recognised.problems());
        recognised.formats().stream().limit(1).forEach(format -> tables.add(new Table(file, file, format)));
    }

    private void openParquet(Connection connection, Path file, @Nullable BillMapping mapping) throws SQLException {
        List<String> names = new ArrayList<>();
        List<Field> fields = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet columns = statement.executeQuery("DESCRIBE SELECT * FROM read_parquet("
                        + Sql.files(List.of(file)) + ", binary_as_string = true)")) {
            while (columns.next()) {
                names.add(columns.getString(1));
                fields.add(new Field(Sql.name(columns.getString(1)), columns.getString(2), columns.getString(1)));
            }
        } catch (SQLException e) {
            refuse(file, "is not a Parquet file: " + firstLine(e));
            return;
        }
        add(file, 0, names, new Table.Parquet(Table.byName(names, fields)), mapping);
    }

    private void refuse(Path file, String reason) {
        problems.add(Problem.ofFile(file.toString(), reason));
    }

    /// What DuckDB says in its first line; the rest are hints for people who write SQL.
    static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
