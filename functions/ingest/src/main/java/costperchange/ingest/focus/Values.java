package costperchange.ingest.focus;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// One row of a query's result, however an engine hands it over.
interface Values {

    @Nullable
    String text(String column) throws SQLException;

    long number(String column) throws SQLException;

    @Nullable
    BigDecimal decimal(String column) throws SQLException;

    boolean flag(String column) throws SQLException;

    /// By JDBC.
    record OfResultSet(ResultSet row) implements Values {
        @Override
        public @Nullable String text(String column) throws SQLException {
            return row.getString(column);
        }

        @Override
        public long number(String column) throws SQLException {
            return row.getLong(column);
        }

        @Override
        public @Nullable BigDecimal decimal(String column) throws SQLException {
            return row.getBigDecimal(column);
        }

        @Override
        public boolean flag(String column) throws SQLException {
            return row.getBoolean(column);
        }
    }

    /// As texts.
    record OfTexts(Warehouse.Row row) implements Values {
        @Override
        public @Nullable String text(String column) {
            return row.text(column);
        }

        @Override
        public long number(String column) {
            String text = row.text(column);
            return text == null ? 0 : Long.parseLong(text);
        }

        @Override
        public @Nullable BigDecimal decimal(String column) {
            String text = row.text(column);
            return text == null ? null : new BigDecimal(text);
        }

        @Override
        public boolean flag(String column) {
            return Boolean.parseBoolean(row.text(column));
        }
    }
}
