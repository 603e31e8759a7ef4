package costperchange.ingest.focus;

import costperchange.calculator.allocation.BillMapping;
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
import org.jspecify.annotations.Nullable;

/// Reads the files of a bill.
public final class FocusReader {

    private final Session session;
    private final List<Dimension> dimensions;
    private final RowQuery rowQuery;

    /// @param dimensions what the catalog's rules look at
    /// @param currencies codes by the names that bills use for them
    public FocusReader(Engine engine, Set<Dimension> dimensions, Map<String, String> currencies) {
        this(engine, dimensions, currencies, null);
    }

    /// @param mapping what the catalog says of the files' columns; null where it says nothing, and they tell
    ///     their format themselves
    public FocusReader(
            Engine engine, Set<Dimension> dimensions, Map<String, String> currencies, @Nullable BillMapping mapping) {
        this.session = new Session(engine, Map.copyOf(currencies), mapping);
        this.dimensions = List.copyOf(dimensions);
        this.rowQuery = new RowQuery(this.dimensions);
    }

    /// Reads everything or nothing. Files that have no row between them are refused.
    ///
    /// @param files on local disk, of any of the formats, by their names `.csv`, `.csv.gz` or `.parquet`
    /// @throws java.io.UncheckedIOException if a file is not there or the disk fails
    /// @throws IllegalStateException if the engine fails for a reason that is not in the files
    public Reading read(List<Path> files) {
        if (files.isEmpty()) {
            return Reading.Refused.nothing(List.of("the bill"), "files");
        }
        return session.run(files, this::charges, refused -> refused);
    }

    private Reading charges(Connection connection, List<Table> tables) throws SQLException {
        String rows = rowQuery.of(tables);
        Optional<List<Charge>> charges;
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        new ChargeQuery(dimensions, List.of(), tables.getFirst().format(), true).of(rows))) {
            charges = new Charges(dimensions).read(result);
        }
        if (charges.isEmpty()) {
            return new Locator(connection, rowQuery).refuse(tables);
        }
        return charges.get().isEmpty() ? withoutRows(tables) : checked(connection, rows, charges.get());
    }

    private static Reading withoutRows(List<Table> tables) {
        return Reading.Refused.nothing(
                tables.stream().map(table -> table.file().toString()).toList(), "rows");
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
                totals.put(new Currency(result.getString("currency")), Charges.cost(new Values.OfResultSet(result)));
                count += result.getLong("n");
            }
        }
        return checked(charges, totals, count);
    }

    /// @param totals the sum of all rows by currency
    /// @param count how many rows there are
    /// @throws IllegalStateException if charges and rows differ
    static Reading checked(List<Charge> charges, Map<Currency, Cost> totals, long count) {
        Map<Currency, Cost> sums = new HashMap<>();
        charges.forEach(charge -> sums.merge(charge.currency(), charge.cost(), Cost::plus));
        if (!sums.equals(totals)
                || count != charges.stream().mapToLong(Charge::rows).sum()) {
            throw new IllegalStateException("charges add up to " + sums + ", rows to " + totals);
        }
        return new Reading.Read(charges, count, totals);
    }
}
