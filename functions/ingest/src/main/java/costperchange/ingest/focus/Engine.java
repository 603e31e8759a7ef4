package costperchange.ingest.focus;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.duckdb.DuckDBDriver;

/// What the embedded DuckDB may use. It loads no extension and reaches no network.
///
/// @param memory as DuckDB writes it, such as `1GB`; what exceeds it goes to the temporary directory
/// @param threads at least 1
/// @param temporary a directory, created when needed
public record Engine(String memory, int threads, Path temporary) {

    public Engine {
        if (threads < 1 || !memory.matches("\\d+ ?[KMGT]i?B")) {
            throw new IllegalArgumentException("not an engine's memory and threads: " + memory + ", " + threads);
        }
    }

    /// An empty database in memory that knows the reader's macros.
    ///
    /// @param currencies codes by the names that bills use for them
    Connection open(Map<String, String> currencies) throws SQLException {
        // Rows are handed out as they come, and not first gathered.
        Properties properties = new Properties();
        properties.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        Connection connection = DriverManager.getConnection("jdbc:duckdb:", properties);
        try (Statement statement = connection.createStatement()) {
            // Times without a zone are UTC; and the order of rows is nobody's business but the locator's.
            for (String setting : List.of(
                    "autoinstall_known_extensions = false",
                    "autoload_known_extensions = false",
                    "allow_community_extensions = false",
                    "preserve_insertion_order = false",
                    "TimeZone = 'UTC'",
                    "memory_limit = " + Sql.text(memory),
                    "threads = " + threads,
                    "temp_directory = " + Sql.text(temporary.toString()))) {
                statement.execute("SET " + setting);
            }
            statement.execute(Dialect.duckDb(currencies));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }
}
