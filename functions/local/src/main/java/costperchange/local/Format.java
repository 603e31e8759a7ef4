package costperchange.local;

import de.siegmar.fastcsv.reader.CsvReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How a command prints an answer.
enum Format {
    /// Aligned columns for a terminal, amounts rounded.
    TABLE,
    /// As the API answers.
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

    /// The same, of a table only the columns that fit a terminal.
    ///
    /// @param columns by their names, in order; those that the answer does not have are passed over
    String print(String answer, List<String> columns) {
        if (this != TABLE) {
            return print(answer);
        }
        List<List<String>> rows = rows(answer);
        int[] wanted = columns.stream()
                .mapToInt(rows.getFirst()::indexOf)
                .filter(i -> i >= 0)
                .toArray();
        return aligned(rows.stream()
                .map(row -> IntStream.of(wanted).mapToObj(row::get).toList())
                .toList());
    }

    private static String table(String csv) {
        return aligned(rows(csv));
    }

    private static List<List<String>> rows(String csv) {
        return CsvReader.builder().ofCsvRecord(csv).stream()
                .map(row -> row.getFields().stream().map(Format::rounded).toList())
                .toList();
    }

    private static String aligned(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.getFirst().size())
                .map(i ->
                        rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
                .toArray();
        return rows.stream()
                .map(row -> IntStream.range(0, widths.length)
                                .mapToObj(i -> aligned(row.get(i), widths[i]))
                                .collect(Collectors.joining("  "))
                                .stripTrailing()
                        + "\n")
                .collect(Collectors.joining());
    }

    /// Amounts to the cent, shares below one to six digits: a table is for reading, the other formats are exact.
    private static String rounded(String cell) {
        if (!cell.matches("-?[0-9]+\\.[0-9]+")) {
            return cell;
        }
        BigDecimal amount = new BigDecimal(cell);
        int digits = amount.abs().compareTo(BigDecimal.ONE) < 0 ? Math.min(6, amount.scale()) : 2;
        return amount.setScale(digits, RoundingMode.HALF_EVEN).toPlainString();
    }

    /// Numbers to the right, so that their digits stand under each other.
    private static String aligned(String cell, int width) {
        return cell.matches("-?[0-9.]+")
                ? " ".repeat(width - cell.length()) + cell
                : cell + " ".repeat(width - cell.length());
    }
}
