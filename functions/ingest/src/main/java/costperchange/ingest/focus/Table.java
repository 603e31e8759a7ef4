package costperchange.ingest.focus;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One file of a bill: where its columns are.
///
/// @param file as it was given
/// @param content what is read in its place: the file itself, or a copy that the engine can take
/// @param shape of the file; files of one shape are read together
record Table(Path file, Path content, Shape shape) {

    /// What the engine must know to read a file's columns as texts or values.
    sealed interface Shape {
        /// By name in lower case.
        Map<String, Field> fields();

        default Optional<Field> field(String name) {
            return Optional.ofNullable(fields().get(name.toLowerCase(Locale.ROOT)));
        }
    }

    /// @param gzip whether the file is packed
    /// @param header line on which the column names stand, counting from 1
    /// @param width number of columns
    record Csv(boolean gzip, int header, int width, Map<String, Field> fields) implements Shape {
        Csv unpacked() {
            return new Csv(false, header, width, fields);
        }
    }

    record Parquet(Map<String, Field> fields) implements Shape {}

    /// A column of a file.
    ///
    /// @param name in SQL, quoted
    /// @param type as DuckDB names it
    record Field(String name, String type) {}

    boolean isCsv() {
        return shape instanceof Csv;
    }

    /// Fields by name in lower case.
    static Map<String, Field> byName(List<String> names, List<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            byName.put(names.get(i).strip().toLowerCase(Locale.ROOT), fields.get(i));
        }
        return byName;
    }

    /// What is wrong with a file's column names: one that must be there is not, or one that is read is there twice.
    static List<Problem> check(Path file, long line, List<String> names) {
        Set<String> seen = new HashSet<>();
        Set<String> twice = new HashSet<>();
        names.forEach(name -> {
            String key = name.strip().toLowerCase(Locale.ROOT);
            if (!seen.add(key)) {
                twice.add(key);
            }
        });
        List<Problem> problems = new ArrayList<>();
        for (Column column : Column.values()) {
            if (column.isMandatory() && column.names().stream().noneMatch(name -> seen.contains(lower(name)))) {
                problems.add(new Problem(file.toString(), line, column.title(), "", "the column is missing"));
            }
        }
        Stream.of(Column.values())
                .flatMap(column -> column.names().stream())
                .filter(name -> twice.contains(lower(name)))
                .forEach(name -> problems.add(
                        new Problem(file.toString(), line, name, "", "the column is there more than once")));
        return problems;
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
