package costperchange.webhook.source;

import costperchange.webhook.source.Fact.DeploymentTold;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Deployments of a CSV file (RFC 4180, UTF-8), for what was deployed before there was a webhook.
///
/// The columns are the fields of [ChangeDocument] in snake case: `id`, `application`, `environment`, `outcome`,
/// `finished_at`, `started_at`, `revision`, `first_commit_at`, `commits`, `pipeline_seconds`, `url`,
/// `rolled_back_at`,
/// `repository`, `rework` (`true` or `false`, `1` or `0`, `yes` or `no`), `fixes`, `reverts`. They stand in any
/// order, other columns are ignored, a blank cell says nothing. What a file tells and what a webhook tells of
/// the same id is told of the same deployment.
public final class ChangesCsv {

    private static final List<String> NEEDED = List.of("id", "application", "environment", "outcome");

    /// How many problems are listed: enough to see what is wrong with a file.
    static final int MOST_PROBLEMS = 100;

    private final Instant now;
    private final List<DeploymentTold> facts = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private long line;

    private ChangesCsv(Instant now) {
        this.now = now;
    }

    /// What a file holds: all of it, or what is wrong with it.
    public sealed interface Content {

        record Readable(List<DeploymentTold> facts) implements Content {}

        /// @param problems at least one and at most 100, in the file's order
        record Unreadable(List<Problem> problems) implements Content {}
    }

    /// @param line of the file where the row begins, from 1
    /// @param column the column's name; empty for the row as a whole
    /// @param message what is wrong there, such as `is missing`
    public record Problem(long line, String column, String message) {}

    /// Reads a file to its end, and closes it.
    ///
    /// @param now to judge times by
    public static Content read(InputStream file, Instant now) {
        ChangesCsv csv = new ChangesCsv(now);
        try (Stream<CsvRecord> rows = CsvReader.builder()
                .detectBomHeader(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .ofCsvRecord(file, StandardCharsets.UTF_8)
                .stream()) {
            csv.rows(rows.iterator());
        } catch (CsvParseException e) {
            csv.problem("", "cannot be read as CSV, here or in the row after it");
        }
        return csv.problems.isEmpty()
                ? new Content.Readable(List.copyOf(csv.facts))
                : new Content.Unreadable(List.copyOf(csv.problems));
    }

    private void rows(Iterator<CsvRecord> rows) {
        if (!rows.hasNext()) {
            line = 1;
            problem("", "is missing: the first row names the columns");
            return;
        }
        List<String> columns = columns(rows.next());
        while (rows.hasNext() && problems.size() < MOST_PROBLEMS) {
            row(columns, rows.next());
        }
    }

    private List<String> columns(CsvRecord header) {
        line = header.getStartingLineNumber();
        List<String> columns = header.getFields().stream().map(String::strip).toList();
        Set<String> seen = new HashSet<>();
        columns.stream()
                .filter(column -> !column.isEmpty() && !seen.add(column))
                .forEach(column -> problem(column, "stands twice"));
        NEEDED.stream().filter(column -> !seen.contains(column)).forEach(column -> problem(column, "is missing"));
        return columns;
    }

    private void row(List<String> columns, CsvRecord row) {
        line = row.getStartingLineNumber();
        if (row.getFieldCount() != columns.size()) {
            problem("", "has " + row.getFieldCount() + " cells, not " + columns.size());
            return;
        }
        Map<String, String> cells = new HashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            cells.put(columns.get(i), row.getField(i));
        }
        try {
            facts.add(ChangeDocument.deployment(new CsvFields(cells, now)));
        } catch (MalformedException e) {
            problem(e.field(), e.problem());
        }
    }

    private void problem(String column, String message) {
        problems.add(new Problem(line, column, message));
    }
}
