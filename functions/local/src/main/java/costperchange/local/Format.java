package costperchange.local;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How a command prints an answer.
enum Format {
    TABLE,
    JSON,
    CSV;

    String mediaType() {
        return switch (this) {
            case JSON -> "application/json";
            case CSV, TABLE -> "text/csv";
        };
    }

    /// An answer of that media type, as it is to be printed.
    String print(String answer) {
        return switch (this) {
            case JSON -> answer + "\n";
            case CSV -> answer;
            case TABLE -> table(answer);
        };
    }

    private static String table(String csv) {
        List<CsvRecord> rows = CsvReader.builder().ofCsvRecord(csv).stream().toList();
        int columns = rows.stream().mapToInt(CsvRecord::getFieldCount).max().orElse(0);
        int[] widths = IntStream.range(0, columns)
                .map(i -> rows.stream()
                        .mapToInt(row -> row.getField(i).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, columns)
                                .mapToObj(i -> aligned(row.getField(i), widths[i]))
                                .collect(Collectors.joining("  "))
                                .stripTrailing()
                        + "\n")
                .collect(Collectors.joining());
    }

    /// Numbers to the right, so that their digits stand under each other.
    private static String aligned(String cell, int width) {
        return cell.matches("-?[0-9.]*") ? " ".repeat(width - cell.length()) + cell : cell + " ".repeat(width - cell.length());
    }
}
