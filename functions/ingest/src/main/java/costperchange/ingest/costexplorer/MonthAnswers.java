package costperchange.ingest.costexplorer;

import costperchange.calculator.charge.ChargeKind;
import costperchange.store.CostExplorerAnswers.Day;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// All that Cost Explorer said of the days of a month.
///
/// @param totals of all charges: one group a day
/// @param byRecordType of each record type
/// @param byTag by tag and sub account or product, of each kind of charge that has record types
/// @param readAt when the latest of it was asked for
record MonthAnswers(List<Day> totals, List<Day> byRecordType, Map<ChargeKind, List<Day>> byTag, Instant readAt) {

    /// Whether Cost Explorer says of any day that it may change.
    boolean estimated() {
        return totals.stream().anyMatch(Day::estimated);
    }
}
