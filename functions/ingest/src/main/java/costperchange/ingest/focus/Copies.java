package costperchange.ingest.focus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Finds files that are another of the same bill byte for byte: one was given under two names, and its charges
/// would count twice. Azure's actual and amortized cost may well be the same, and are no copies.
final class Copies {

    /// @param sha256 of all of it
    private record Content(Format format, String sha256) {}

    private Copies() {}

    /// A problem for each file that is a copy. Files are read for that only where others have their size.
    ///
    /// @throws UncheckedIOException if a file cannot be read
    static List<Problem> among(Connection connection, List<Table> tables) {
        Collection<List<Table>> bySize = tables.stream()
                .collect(Collectors.groupingBy(table -> size(table.file()), LinkedHashMap::new, Collectors.toList()))
                .values();
        List<Problem> problems = new ArrayList<>();
        for (List<Table> same : bySize) {
            if (same.size() > 1) {
                compare(connection, same, problems);
            }
        }
        return problems;
    }

    private static void compare(Connection connection, List<Table> tables, List<Problem> problems) {
        Map<Content, Table> firsts = new HashMap<>();
        for (Table table : tables) {
            Table first = firsts.putIfAbsent(new Content(table.format(), sha256(table.file())), table);
            if (first != null && hasRows(connection, table)) {
                problems.add(Problem.ofFile(
                        table.file().toString(),
                        "has the same content as " + first.file() + ", so its charges would count twice"));
            }
        }
    }

    /// Exports of many parts may have several that are a header and no more. What the engine cannot parse is
    /// more than that.
    private static boolean hasRows(Connection connection, Table table) {
        try (Statement statement = connection.createStatement();
                ResultSet rows =
                        statement.executeQuery("SELECT 1 FROM " + RowQuery.scan(List.of(table), "") + " LIMIT 1")) {
            return rows.next();
        } catch (SQLException notParsed) {
            return true;
        }
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    private static String sha256(Path file) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream in = new DigestInputStream(Files.newInputStream(file), sha)) {
                in.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every Java has SHA-256", missing);
        }
    }
}
