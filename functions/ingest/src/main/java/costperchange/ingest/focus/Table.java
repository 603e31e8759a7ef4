package costperchange.ingest.focus;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// One file of a bill: where its columns are and what they mean.
///
/// @param file as it was given
/// @param content what is read in its place: the file itself, or a copy that the engine can take
/// @param format of the file; files of one format and shape are read together
record Table(Path file, Path content, Format format) {

    Shape shape() {
        return format.shape();
    }

    Table as(Format other) {
        return new Table(file, content, other);
    }

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

    /// A table of a distributed engine.
    ///
    /// @param name in SQL, quoted
    record Remote(String name, Map<String, Field> fields) implements Shape {}

    /// A column of a file.
    ///
    /// @param name in SQL, quoted
    /// @param type as DuckDB names it
    /// @param title as the file spells it
    record Field(String name, String type, String title) {

        /// SQL of what stands there as text.
        String text() {
            return type.equals("VARCHAR")
                    ? name
                    : isNested() ? "json_of(" + name + ")" : "CAST(" + name + " AS VARCHAR)";
        }

        private boolean isNested() {
            return type.startsWith("MAP") || type.startsWith("STRUCT") || type.endsWith("[]") || type.equals("JSON");
        }

        /// SQL of a TIMESTAMP in UTC, if the column has such values.
        Optional<String> time() {
            return type.equals("TIMESTAMP")
                    ? Optional.of(name)
                    : type.equals("TIMESTAMP WITH TIME ZONE")
                            ? Optional.of("in_utc(" + name + ")")
                            : type.startsWith("TIMESTAMP") || type.equals("DATE")
                                    ? Optional.of("CAST(" + name + " AS TIMESTAMP)")
                                    : Optional.empty();
        }
    }

    boolean isCsv() {
        return shape() instanceof Csv;
    }

    /// Fields by name in lower case; of a name that is there already, under one that nobody asks for.
    static Map<String, Field> byName(List<String> names, List<Field> fields) {
        Map<String, Field> byName = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String key = key(names.get(i));
            byName.put(byName.containsKey(key) ? key + '\n' + i : key, fields.get(i));
        }
        return byName;
    }

    /// A name as fields are known by it.
    static String key(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
