package costperchange.store;

import costperchange.calculator.allocation.Catalog;
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
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Reads what is needed to say whether objectives are met, and whether a pipeline may go on.
///
/// @param measurements to judge
public record Verdicts(Measurements measurements) {

    /// The objectives of a scope, and of what belongs to it.
    ///
    /// @param end the day after the last that may be looked at
    public Objectives objectives(Scope scope, LocalDate end) {
        Catalog catalog = measurements.catalog(null);
        List<Wanted> wanted = Wanted.of(scope, catalog);
        int longest =
                wanted.stream().mapToInt(one -> one.objective().window()).max().orElse(0);
        Days days = new Days(first(end, longest), end);
        Set<String> touched = wanted.stream()
                .flatMap(one -> names(one.scope(), catalog).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        Map<String, List<MonthOfScope>> months = measurements.months(touched, days).stream()
                .collect(Collectors.groupingBy(month -> month.totals().application()));
        return new Objectives(
                isSettling(days),
                wanted.stream()
                        .map(one -> Objectives.of(
                                one.scope(),
                                one.objective(),
                                end,
                                names(one.scope(), catalog).stream()
                                        .flatMap(name -> months.getOrDefault(name, List.of()).stream())
                                        .toList()))
                        .toList());
    }

    /// The applications of a scope that has an objective.
    private static List<String> names(Scope scope, Catalog catalog) {
        return scope.applications(catalog).orElseThrow(() -> new IllegalStateException(scope + " has no objective"));
    }

    private boolean isSettling(Days days) {
        return !Collections.disjoint(new Splits(measurements.table()).settling(), days.months());
    }

    /// Whether a scope's cost rose by more than it may.
    ///
    /// @param end the day after the last that may be looked at
    public Gate gate(Gate.Question question, LocalDate end) {
        Days days = new Days(first(end, 2 * question.window()), end);
        return Gate.of(question, end, months(question.scope(), days), isSettling(days));
    }

    /// A window ends with the last day whose charges are all there, and bills may be a month behind.
    private static LocalDate first(LocalDate end, int days) {
        return end.minusDays(days).minusMonths(1).withDayOfMonth(1);
    }

    private Collection<MonthOfScope> months(Scope scope, Days days) {
        return measurements.months(new Question(scope, days, Grain.DAY, Basis.EFFECTIVE, null, null));
    }
}
