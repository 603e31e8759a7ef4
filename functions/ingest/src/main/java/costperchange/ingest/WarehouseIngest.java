package costperchange.ingest;

import costperchange.ingest.export.NotImportedException;
import costperchange.ingest.focus.DistributedReader.Months;
import costperchange.ingest.focus.Problem;
import costperchange.ingest.focus.TableName;
import costperchange.ingest.focus.Warehouse;
import costperchange.ingest.focus.WarehouseException;
import costperchange.store.Bills.Committed;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Imports bills from a table of a distributed engine.
public record WarehouseIngest(Warehouse warehouse, BillImport bills) {

    /// @param months null for all that the table has
    /// @throws NotImportedException if that cannot be, for a reason that is in the table or the engine
    public Ingest.Result.Asked run(TableName table, BillImport.Export export, @Nullable Months months) {
        try {
            return switch (bills.run(export, warehouse, table, months)) {
                case BillImport.Outcome.Imported(List<Committed.Taken> committed, long rows) ->
                    new Ingest.Result.Asked(table, export, committed, rows);
                case BillImport.Outcome.Refused refused ->
                    throw new NotImportedException(table + ": refused, problems: "
                            + refused.why().total() + "\n"
                            + refused.problems().stream().map(Problem::toString).collect(Collectors.joining("\n")));
                case BillImport.Outcome.Contradicted(var known) ->
                    throw new NotImportedException(table + ": " + known.id()
                            + " was imported with another content for the same time, " + export.knownAt());
                case BillImport.Outcome.CountedTwice twice ->
                    throw new NotImportedException(table + ": " + twice.message());
            };
        } catch (WarehouseException e) {
            throw new NotImportedException(table + ": " + e.getMessage());
        }
    }
}
