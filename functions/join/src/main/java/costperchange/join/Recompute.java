package costperchange.join;

import costperchange.store.Splits;
import costperchange.store.Table;
import costperchange.store.WholeTable;
import java.time.YearMonth;

/// Computes months again from their inputs, after a formula changed or the stream was lost. Writes only what differs.
///
/// @param table to work on
public record Recompute(Table table) {

    /// What was computed.
    ///
    /// @param splits months whose bills were split
    /// @param applications applications whose months were joined
    /// @param months application months joined
    public record Done(int splits, int applications, int months) {}

    /// @param first month
    /// @param last month, included
    public Done run(YearMonth first, YearMonth last) {
        WholeTable whole = WholeTable.read(table);
        Splits splits = new Splits(table);
        Join join = new Join(table);
        int split = 0;
        int joined = 0;
        for (YearMonth month : whole.billed().subSet(first, true, last, true)) {
            splits.updateTouchedBy(month);
            split++;
        }
        // Read again: the splits may have made bills of applications and months that were not there.
        WholeTable after = WholeTable.read(table);
        for (String application : after.applications().keySet()) {
            for (YearMonth month : after.applications().get(application).subSet(first, true, last, true)) {
                join.update(application, month);
                joined++;
            }
        }
        return new Done(split, after.applications().size(), joined);
    }
}
