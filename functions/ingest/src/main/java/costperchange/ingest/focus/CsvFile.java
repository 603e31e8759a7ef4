package costperchange.ingest.focus;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// A CSV file as a person sees it: which line is what. RFC 4180, in UTF-8, with or without a byte-order mark,
/// with any line ends. Blank lines count as lines and not as rows.
///
/// @param gzip whether it is packed
record CsvFile(Path path, boolean gzip) {

    private static final char REPLACEMENT = '\uFFFD';

    /// @param line on which it stands
    record Header(int line, List<String> names) {}

    /// The column names; empty if there is nothing in the file.
    ///
    /// @throws java.util.zip.ZipException if it is not packed although it should be
    Optional<Header> header() throws IOException {
        try (CsvReader<CsvRecord> records = records()) {
            for (CsvRecord first : records) {
                return Optional.of(new Header((int) first.getStartingLineNumber(), first.getFields()));
            }
            return Optional.empty();
        }
    }

    /// Reads a packed file to its end, where its checksum stands. The engine finds a file that is cut off, but
    /// it does not compare checksums.
    void unpack() throws IOException {
        try (InputStream in = bytes()) {
            in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /// The lines on which rows start.
    Lines lines() throws IOException {
        Lines lines = new Lines();
        try (CsvReader<CsvRecord> records = records()) {
            boolean header = true;
            for (CsvRecord each : records) {
                if (!header) {
                    lines.add(each.getStartingLineNumber());
                }
                header = false;
            }
        }
        return lines;
    }

    /// Rows that have more or fewer cells than there are columns, or that are not UTF-8.
    ///
    /// @param width number of columns
    List<Problem> ragged(Path file, int width) throws IOException {
        List<Problem> problems = new ArrayList<>();
        try (CsvReader<CsvRecord> records = records()) {
            for (CsvRecord each : records) {
                long line = each.getStartingLineNumber();
                if (each.getFieldCount() != width) {
                    problems.add(Problem.ofLine(
                            file.toString(),
                            line,
                            "the row has " + each.getFieldCount() + " cells, the header " + width));
                } else if (each.getFields().stream().anyMatch(field -> field.indexOf(REPLACEMENT) >= 0)) {
                    problems.add(Problem.ofLine(file.toString(), line, "the row is not UTF-8"));
                }
            }
        } catch (CsvParseException e) {
            problems.add(Problem.ofFile(file.toString(), "is not CSV: " + e.getMessage()));
        }
        return problems;
    }

    /// Copies the file with a line feed at the end of every line: the engine takes no file that mixes line ends.
    ///
    /// @return false if the file ends within quotes
    boolean copy(Path to) throws IOException {
        boolean quoted = false;
        try (Reader in = new BufferedReader(new InputStreamReader(bytes(), StandardCharsets.UTF_8));
                var out = Files.newBufferedWriter(to)) {
            int before = 0;
            for (int c = in.read(); c >= 0; c = in.read()) {
                quoted ^= c == '"';
                if (quoted || (c != '\r' && !(c == '\n' && before == '\r'))) {
                    out.write(c);
                } else if (c == '\r') {
                    out.write('\n');
                }
                before = quoted ? 0 : c;
            }
        }
        return !quoted;
    }

    private CsvReader<CsvRecord> records() throws IOException {
        Reader reader = new BufferedReader(new InputStreamReader(bytes(), StandardCharsets.UTF_8));
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return CsvReader.builder()
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .ofCsvRecord(reader);
    }

    private InputStream bytes() throws IOException {
        InputStream in = Files.newInputStream(path);
        try {
            return gzip ? new GZIPInputStream(in, 1 << 16) : new BufferedInputStream(in);
        } catch (IOException e) {
            in.close();
            throw e;
        }
    }
}
