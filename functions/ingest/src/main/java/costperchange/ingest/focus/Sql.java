package costperchange.ingest.focus;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/// Literals and names for DuckDB's SQL.
final class Sql {

    private Sql() {}

    /// A text as a literal.
    static String text(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /// A column's name, whatever characters it has.
    static String name(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    /// Files as a list literal.
    ///
    /// DuckDB takes a file's name for a glob pattern: a class of one character stands for that character.
    static String files(List<Path> files) {
        return files.stream()
                .map(file -> text(file.toString().replaceAll("[*?\\[]", "[$0]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }
}
