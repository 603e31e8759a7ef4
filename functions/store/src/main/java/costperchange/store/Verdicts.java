package costperchange.store;

import costperchange.calculator.money.Basis;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.Gate;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.report.Objectives;
import costperchange.calculator.report.Objectives.Wanted;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/// Reads what is needed to say whether objectives are met, and whether a pipeline may go on.
///
/// @param measurements to judge
public record Verdicts(Measurements measurements) {

    /// The objectives of a scope, and of what belongs to it.
    ///
    /// @param end the day after the last that may be looked at
    public Objectives objectives(Scope scope, LocalDate end) {
        Set<YearMonth> settling = new Splits(measurements.table()).settling();
        List<Objectives.Row> rows = new ArrayList<>();
        boolean settles = false;
        for (Wanted wanted : Wanted.of(scope, measurements.catalog(null))) {
            Days days = new Days(first(end, wanted.objective().window()), end);
            rows.add(Objectives.of(wanted.scope(), wanted.objective(), end, months(wanted.scope(), days)));
            settles |= !Collections.disjoint(settling, days.months());
        }
        return new Objectives(settles, rows);
    }

    /// Whether a scope's cost rose by more than it may.
    ///
    /// @param end the day after the last that may be looked at
    public Gate gate(Gate.Question question, LocalDate end) {
        Days days = new Days(first(end, 2 * question.window()), end);
        boolean settling = !Collections.disjoint(new Splits(measurements.table()).settling(), days.months());
        return Gate.of(question, months(question.scope(), days), settling);
    }

    /// A window ends with the last day whose charges are all there, and bills may be a month behind.
    private static LocalDate first(LocalDate end, int days) {
        return end.minusDays(days).minusMonths(1).withDayOfMonth(1);
    }

    private Collection<MonthOfScope> months(Scope scope, Days days) {
        return measurements.months(new Question(scope, days, Grain.DAY, Basis.EFFECTIVE, null, null));
    }
}
