package costperchange.ingest.focus;

import costperchange.calculator.allocation.BillMapping;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Opens a bill's files and lets the engine do something with them.
///
/// @param currencies codes by the names that bills use for them
/// @param mapping what the catalog says of the files' columns; null where it says nothing
record Session(
        Engine engine,
        Map<String, String> currencies,
        @Nullable BillMapping mapping) {

    /// What is done with the tables of all files.
    @FunctionalInterface
    interface Work<T> {
        T with(Connection connection, List<Table> tables) throws SQLException;
    }

    /// Does the work; again, if the engine could not parse a file, on copies that it can parse.
    ///
    /// @param refused what is answered if the files cannot be read
    /// @throws IllegalStateException if the engine fails for a reason that is not in the files
    <T> T run(List<Path> files, Work<T> work, Function<Reading.Refused, T> refused) {
        try (Connection connection = engine.open(currencies)) {
            Opening opening = Opening.of(connection, files, mapping);
            return opening.problems().isEmpty()
                    ? run(connection, opening.tables(), work, refused)
                    : refused.apply(new Reading.Refused(opening.problems()));
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + files + ": " + e.getMessage(), e);
        }
    }

    private <T> T run(Connection connection, List<Table> tables, Work<T> work, Function<Reading.Refused, T> refused)
            throws SQLException {
        try {
            return work.with(connection, tables);
        } catch (SQLException e) {
            if (isOutage(e)) {
                throw e;
            }
            try (Repair repair = new Repair(engine, connection, tables, e)) {
                return repair.problems().isEmpty()
                        ? work.with(connection, repair.tables())
                        : refused.apply(new Reading.Refused(repair.problems()));
            }
        }
    }

    /// Whether the engine failed for want of memory or disk, or at a sum that is too large: no single file is
    /// at fault.
    private static boolean isOutage(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Out of Memory") || message.contains("Out of Range") || message.contains("IO Error");
    }
}
