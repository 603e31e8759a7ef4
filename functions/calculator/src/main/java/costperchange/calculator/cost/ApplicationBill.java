package costperchange.calculator.cost;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An application's part of a calendar month: what it was charged itself and its share of the pools.
///
/// @param application whose
/// @param month calendar month, UTC; all lines are on its days
/// @param freshness of the month's bills
/// @param measuredSince the first day the catalog says its deployments are known from; null to take the first known one
/// @param lines in order of their kinds; none for an application that was once charged and no longer is
public record ApplicationBill(
        String application,
        YearMonth month,
        Freshness freshness,
        @Nullable LocalDate measuredSince,
        List<Line> lines) {

    public ApplicationBill {
        lines = List.copyOf(lines);
    }
}
