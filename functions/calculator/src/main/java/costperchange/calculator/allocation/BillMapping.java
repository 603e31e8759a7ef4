package costperchange.calculator.allocation;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How a table of costs that is no cloud bill is read: hours of people, licences, anything with an amount and a
/// day.
///
/// @param columns names of the table's columns by the FOCUS column that they give, such as `BilledCost`; where
///     only one of `BilledCost` and `EffectiveCost` is given it is both, since nothing is amortised here
/// @param constants the same text on every row, by FOCUS column
/// @param period name of the column with the day (`2026-11-05`) or month (`2026-11`) of a charge; null where
///     columns give `ChargePeriodStart` and `ChargePeriodEnd`. The billing period is the calendar month of the
///     start, unless columns give it
/// @param factor by which amounts are multiplied, `0.2` or `20 %`; null for none, or where a column has it
/// @param factorColumn name of the column with the factor; null where there is none
/// @param tags names of columns by the key of the tag that they give
public record BillMapping(
        Map<String, String> columns,
        Map<String, String> constants,
        @Nullable String period,
        @Nullable String factor,
        @Nullable String factorColumn,
        Map<String, String> tags) {

    public BillMapping {
        columns = Map.copyOf(columns);
        constants = Map.copyOf(constants);
        tags = Map.copyOf(tags);
    }
}
