package costperchange.ingest.focus;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A Trino of one's own.
///
/// @param connection by Trino's driver, which the caller closes
public record TrinoWarehouse(Connection connection) implements Warehouse {

    @Override
    public void query(String sql, Consumer<Row> rows) {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            while (result.next()) {
                rows.accept(row(result));
            }
        } catch (SQLException e) {
            throw new WarehouseException("Trino: " + e.getMessage(), e);
        }
    }

    private static Row row(ResultSet result) throws SQLException {
        Map<String, @Nullable String> texts = new HashMap<>();
        for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
            texts.put(result.getMetaData().getColumnLabel(i), result.getString(i));
        }
        return texts::get;
    }
}
