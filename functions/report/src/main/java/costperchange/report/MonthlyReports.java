package costperchange.report;

import costperchange.calculator.money.Basis;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.store.Ledgers;
import costperchange.store.Measurements;
import java.time.YearMonth;

/// Reads what a monthly report needs. It reads the days of thirteen months of all applications: much for an
/// answer, and little for once a month.
///
/// @param measurements of the table
public record MonthlyReports(Measurements measurements) {

    /// The report of a month, with all that is known.
    public MonthlyReport of(YearMonth month, Basis basis) {
        Days span = MonthlyReport.span(month);
        return MonthlyReport.of(
                month,
                measurements.catalog(null),
                measurements.costPerChange(organisation(span, Grain.MONTH, basis)),
                measurements.deliveries(organisation(span, Grain.DAY, basis)),
                new Ledgers(measurements.table()).ofMonth(new LedgerOfMonth.Question(month, basis, null, false)));
    }

    private static Question organisation(Days span, Grain by, Basis basis) {
        return new Question(new Scope.Organisation(), span, by, basis, null, null);
    }
}
