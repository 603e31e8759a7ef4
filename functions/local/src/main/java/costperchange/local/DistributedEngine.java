package costperchange.local;

import costperchange.ingest.BillImport;
import costperchange.ingest.BillImport.Export;
import costperchange.ingest.BillImport.Outcome;
import costperchange.ingest.focus.DistributedReader.Months;
import costperchange.ingest.focus.TableName;
import costperchange.ingest.focus.TrinoWarehouse;
import costperchange.ingest.focus.WarehouseException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.YearMonth;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options of an import that asks a distributed engine.
final class DistributedEngine {

    /// What can be asked.
    enum Kind {
        trino
    }

    @Option(names = "--engine", description = "ask a distributed engine in place of reading files: trino")
    private @Nullable Kind kind;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "where Trino answers: jdbc:trino://HOST:PORT?user=NAME, and the driver's other settings")
    private @Nullable String url;

    @Option(names = "--table", paramLabel = "TABLE", description = "catalog.schema.table")
    private @Nullable String table;

    @Option(names = "--from", paramLabel = "MONTH", description = "the first billing period; all, if not given")
    private @Nullable String from;

    @Option(names = "--to", paramLabel = "MONTH", description = "the last billing period; that of --from, if not given")
    private @Nullable String to;

    boolean isAsked() {
        return kind != null;
    }

    Outcome read(BillImport bills, Export export) {
        TableName name = name();
        Months months = months();
        try (Connection connection = DriverManager.getConnection(url())) {
            return Progress.during(
                    "asking Trino about " + name,
                    () -> bills.run(export, new TrinoWarehouse(connection), name, months));
        } catch (WarehouseException | SQLException failed) {
            throw new Refusal("nothing was imported: " + failed.getMessage());
        }
    }

    private String url() {
        if (url == null || !url.startsWith("jdbc:trino:")) {
            throw new Refusal("--url must be such as jdbc:trino://localhost:8080?user=me, not '" + url + "'");
        }
        return url;
    }

    private TableName name() {
        try {
            return TableName.of(table == null ? "" : table);
        } catch (IllegalArgumentException unreadable) {
            throw new Refusal("--table must be such as catalog.schema.table, not '" + table + "'");
        }
    }

    private @Nullable Months months() {
        if (from == null) {
            return null;
        }
        YearMonth first = month("--from", from);
        return new Months(first, to == null ? first : month("--to", to));
    }

    private static YearMonth month(String option, String text) {
        try {
            return YearMonth.parse(text);
        } catch (DateTimeParseException unreadable) {
            throw new Refusal(option + " must be a month such as 2026-01, not '" + text + "'");
        }
    }
}
