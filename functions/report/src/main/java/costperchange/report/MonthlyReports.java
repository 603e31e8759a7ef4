package costperchange.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Basis;
import costperchange.calculator.report.CostPerChange;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.DeliveryOfScope;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.calculator.report.MonthlyInputs;
import costperchange.calculator.report.MonthlyReport;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.store.Ledgers;
import costperchange.store.Measurements;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;

/// Reads what the reports of a month need. It reads the days of thirteen months of all applications: much for
/// an answer, and little for once a month.
///
/// @param measurements of the table
public record MonthlyReports(Measurements measurements) {

    /// The report of a scope, with all that is known.
    public MonthlyReport of(YearMonth month, Scope scope, Basis basis) {
        return inputs(month, basis).of(scope);
    }

    /// The catalog that holds.
    Catalog catalog() {
        return measurements.catalog(null);
    }

    /// What all reports of a month are made of.
    MonthlyInputs inputs(YearMonth month, Basis basis) {
        Days span = MonthlyReport.span(month);
        Catalog catalog = catalog();
        CostPerChange organisation = measurements.costPerChange(organisation(span, Grain.MONTH, basis));
        List<DeliveryOfScope> deliveries = measurements.deliveries(organisation(span, Grain.DAY, basis));
        LedgerOfMonth ledger = new Ledgers(measurements).ofMonth(new LedgerOfMonth.Question(month, basis, null, false));
        return new MonthlyInputs(
                month,
                catalog,
                organisation,
                deliveries,
                measurements.changesOf(month, deployed(month, deliveries), basis, catalog),
                ledger,
                organisation.settling() || ledger.settling() || !measurements.isJoined(month));
    }

    /// Whether the numbers of a month stay as they are, for all scopes. Reads little.
    boolean isFinal(YearMonth month, Basis basis) {
        CostPerChange numbers = ofMonth(month, basis);
        return numbers.completeThrough() != null
                && isSettled(month, numbers)
                && numbers.rows().stream().noneMatch(CostPerChange.Row::estimated);
    }

    /// Whether the numbers of a month hold all charges of all its days, for all scopes. Reads little.
    boolean isComplete(YearMonth month, Basis basis) {
        CostPerChange numbers = ofMonth(month, basis);
        LocalDate through = numbers.completeThrough();
        return through != null && !through.isBefore(month.atEndOfMonth()) && isSettled(month, numbers);
    }

    private CostPerChange ofMonth(YearMonth month, Basis basis) {
        return measurements.costPerChange(organisation(Days.of(month), Grain.MONTH, basis));
    }

    /// Whether the numbers hold all that was told.
    private boolean isSettled(YearMonth month, CostPerChange numbers) {
        return !numbers.settling() && measurements.isJoined(month);
    }

    private static List<String> deployed(YearMonth month, Collection<DeliveryOfScope> deliveries) {
        return deliveries.stream()
                .map(one -> one.month().totals())
                .filter(totals -> totals.month().equals(month) && totals.deployments() > 0)
                .map(totals -> totals.application())
                .toList();
    }

    private static Question organisation(Days span, Grain by, Basis basis) {
        return new Question(new Scope.Organisation(), span, by, basis, null, null);
    }
}
