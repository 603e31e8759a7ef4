package costperchange.ingest.focus;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads the files of a bill.
public final class FocusReader {

    private final Engine engine;
    private final List<Dimension> dimensions;
    private final Map<String, String> currencies;
    private final RowQuery rowQuery;
    private final ChargeQuery chargeQuery;

    /// @param dimensions what the catalog's rules look at
    /// @param currencies codes by the names that bills use for them
    public FocusReader(Engine engine, Set<Dimension> dimensions, Map<String, String> currencies) {
        this.engine = engine;
        this.dimensions = List.copyOf(dimensions);
        this.currencies = Map.copyOf(currencies);
        this.rowQuery = new RowQuery(this.dimensions);
        this.chargeQuery = new ChargeQuery(this.dimensions);
    }

    /// Reads everything or nothing.
    ///
    /// @param files on local disk, of any of the formats, by their names `.csv`, `.csv.gz` or `.parquet`
    /// @throws java.io.UncheckedIOException if a file is not there or the disk fails
    /// @throws IllegalStateException if the engine fails for a reason that is not in the files
    public Reading read(List<Path> files) {
        if (files.isEmpty()) {
            return new Reading.Read(List.of(), 0, Map.of());
        }
        try (Connection connection = engine.open(currencies)) {
            Opening opening = Opening.of(connection, files);
            return opening.problems().isEmpty()
                    ? read(connection, opening.tables())
                    : new Reading.Refused(opening.problems());
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read " + files + ": " + e.getMessage(), e);
        }
    }

    private Reading read(Connection connection, List<Table> tables) throws SQLException {
        try {
            return charges(connection, tables);
        } catch (SQLException e) {
            if (isOutage(e)) {
                throw e;
            }
            try (Repair repair = new Repair(engine, connection, tables, e)) {
                return repair.problems().isEmpty()
                        ? charges(connection, repair.tables())
                        : new Reading.Refused(repair.problems());
            }
        }
    }

    /// Whether the engine failed for want of memory or disk, or at a sum that is too large: no single file is at fault.
    private static boolean isOutage(SQLException e) {
        String message = String.valueOf(e.getMessage());
        return message.contains("Out of Memory") || message.contains("Out of Range") || message.contains("IO Error");
    }

    private Reading charges(Connection connection, List<Table> tables) throws SQLException {
        String rows = rowQuery.of(tables);
        Optional<List<Charge>> charges;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(chargeQuery.of(rows))) {
            charges = new Charges(dimensions).read(result);
        }
        return charges.isPresent()
                ? checked(connection, rows, charges.get())
                : new Locator(connection, rowQuery).refuse(tables);
    }

    /// Compares the charges with the sum of all rows, which is added up again on its own.
    ///
    /// @throws IllegalStateException if they differ: then this reader is wrong, and nobody must see its charges
    private static Reading checked(Connection connection, String rows, List<Charge> charges) throws SQLException {
        Map<Currency, Cost> totals = new HashMap<>();
        long count = 0;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(ChargeQuery.totals(rows))) {
            while (result.next()) {
                totals.put(new Currency(result.getString("currency")), Charges.cost(result));
                count += result.getLong("n");
            }
        }
        Map<Currency, Cost> sums = new HashMap<>();
        charges.forEach(charge -> sums.merge(charge.currency(), charge.cost(), Cost::plus));
        if (!sums.equals(totals)
                || count != charges.stream().mapToLong(Charge::rows).sum()) {
            throw new IllegalStateException("charges add up to " + sums + ", rows to " + totals);
        }
        return new Reading.Read(charges, count, totals);
    }
}
