package costperchange.ingest.focus;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/// Small bills that tests write, and readers for them.
public final class Sample {

    private Sample() {}

    /// A row of a bill with a value in every column, but for what is said in pairs of a name and a value. A value null
    /// leaves the column out.
    public static Map<String, String> row(String... changes) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("BilledCost", "1.5");
        row.put("EffectiveCost", "1.25");
        row.put("BillingAccountId", "123");
        row.put("BillingCurrency", "USD");
        row.put("BillingPeriodStart", "2026-01-01T00:00:00Z");
        row.put("BillingPeriodEnd", "2026-02-01T00:00:00Z");
        row.put("ChargePeriodStart", "2026-01-05T10:00:00Z");
        row.put("ChargePeriodEnd", "2026-01-05T11:00:00Z");
        row.put("ChargeCategory", "Usage");
        row.put("ChargeClass", "");
        row.put("ProviderName", "AWS");
        row.put("SubAccountId", "456");
        row.put("ServiceName", "Amazon S3");
        row.put("ResourceId", "arn:aws:s3:::logs");
        row.put("Tags", "{\"application\": \"checkout\", \"environment\": \"prod\"}");
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                row.remove(changes[i]);
            } else {
                row.put(changes[i], changes[i + 1]);
            }
        }
        return row;
    }

    @SafeVarargs
    public static String csv(Map<String, String>... rows) {
        StringWriter text = new StringWriter();
        try (CsvWriter writer =
                CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            writer.writeRecord(rows[0].keySet());
            for (Map<String, String> row : rows) {
                writer.writeRecord(row.values());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    public static Path write(Path file, String text) {
        return write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    public static Path write(Path file, byte[] bytes) {
        try {
            return Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Path gzip(Path file, Path to) {
        try (var out = new GZIPOutputStream(Files.newOutputStream(to))) {
            Files.copy(file, out);
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Writes Parquet by a query that may read CSV.
    public static Path parquet(Path to, String query) {
        try (Connection connection = engine(to.getParent()).open(Map.of());
                Statement statement = connection.createStatement()) {
            statement.execute("COPY (" + query + ") TO " + Sql.text(to.toString()) + " (FORMAT parquet)");
            return to;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    public static Engine engine(Path directory) {
        return new Engine("1GB", 2, directory.resolve("duckdb"));
    }

    /// Reads with the dimensions that there are without a catalog.
    static Reading read(Path... files) {
        return read(Catalog.NONE.dimensions(), files);
    }

    static Reading read(Set<Dimension> dimensions, Path... files) {
        return new FocusReader(engine(files[0].getParent()), dimensions, Map.of("US Dollar", "USD"))
                .read(List.of(files));
    }

    static Reading.Read whole(Reading reading) {
        assertThat(reading).isInstanceOf(Reading.Read.class);
        return (Reading.Read) reading;
    }

    static List<Charge> charges(Path... files) {
        return whole(read(files)).charges();
    }

    static List<Problem> problems(Path... files) {
        Reading reading = read(files);
        assertThat(reading).isInstanceOf(Reading.Refused.class);
        return ((Reading.Refused) reading).problems();
    }
}
