package costperchange.store;

import costperchange.calculator.report.Sheet;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How tables are written as CSV: RFC 4180, with a header, amounts as plain decimals, nothing for null.
///
/// A text that a spreadsheet would take for a formula is given an apostrophe in front, as OWASP's "CSV
/// Injection" has it; cells that are numbers are not texts, so negative ones stay numbers.
public final class Csv {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private Csv() {}

    public static String text(Sheet sheet) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().build(text)) {
            csv.writeRecord(sheet.columns());
            for (List<@Nullable Object> row : sheet.rows()) {
                csv.writeRecord(row.stream().map(Csv::cell).toList());
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("writing to a string failed", impossible);
        }
        return text.toString();
    }

    /// A cell as text, before quoting.
    public static String cell(@Nullable Object value) {
        return switch (value) {
            case null -> "";
            case BigDecimal amount -> amount.toPlainString();
            case Number number -> number.toString();
            default -> harmless(value.toString());
        };
    }

    private static String harmless(String text) {
        return !text.isEmpty() && FORMULA_STARTS.indexOf(text.charAt(0)) >= 0 ? "'" + text : text;
    }
}
