package costperchange.ingest.focus;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A distributed engine that speaks Trino's SQL and holds bills in tables.
public interface Warehouse {

    /// One row of a result, whose values are texts as the engine writes them: decimals plain, booleans `true`
    /// or `false`.
    @FunctionalInterface
    interface Row {
        @Nullable
        String text(String column);
    }

    /// Runs a query and hands its rows over, one after the other.
    ///
    /// @throws WarehouseException if the engine refuses or fails
    void query(String sql, Consumer<Row> rows);
}
