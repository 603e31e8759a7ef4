package costperchange.ingest.focus;

/// Why a bill is refused, and where that is.
///
/// @param file as it was given
/// @param row where a person finds it: in a CSV the line, counting the header; in Parquet the row, counting from 1; 0
///     if the file as a whole is meant
/// @param column FOCUS name; empty if no column is meant
/// @param text what stands there, as it is written; empty if nothing does
/// @param reason what is wrong with it, to be read after the text: `is not a number`
public record Problem(String file, long row, String column, String text, String reason) {

    static Problem ofFile(String file, String reason) {
        return new Problem(file, 0, "", "", reason);
    }

    static Problem ofLine(String file, long line, String reason) {
        return new Problem(file, line, "", "", reason);
    }

    /// One line for a person: `bill.csv, row 4, BilledCost '$5': is not a number`.
    @Override
    public String toString() {
        String where = row == 0 ? file : file + ", row " + row;
        return column.isEmpty() ? where + ": " + reason : where + ", " + column + " '" + text + "': " + reason;
    }
}
