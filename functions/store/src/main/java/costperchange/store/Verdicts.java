package costperchange.store;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Basis;
import costperchange.calculator.objective.Objective;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.Gate;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.report.Objectives;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Reads what is needed to say whether objectives are met, and whether a pipeline may go on.
///
/// @param measurements to judge
public record Verdicts(Measurements measurements) {

    /// The objectives of a scope, and of what belongs to it.
    ///
    /// @param end the day after the last that may be looked at
    public Objectives objectives(Scope scope, LocalDate end) {
        Catalog catalog = measurements.catalog(null);
        Set<YearMonth> settling = new Splits(measurements.table()).settling();
        List<Objectives.Row> rows = new ArrayList<>();
        boolean settles = false;
        for (Wanted wanted : wanted(scope, catalog)) {
            Days days = new Days(first(end, wanted.objective.window()), end);
            rows.add(Objectives.of(wanted.scope, wanted.objective, end, months(wanted.scope, days)));
            settles |= !Collections.disjoint(settling, days.months());
        }
        return new Objectives(settles, rows);
    }

    private record Wanted(Scope scope, Objective objective) {}

    private static List<Wanted> wanted(Scope scope, Catalog catalog) {
        Optional<List<String>> names = scope.applications(catalog);
        List<Wanted> wanted = new ArrayList<>();
        catalog.applications().stream()
                .filter(one -> one.objective() != null
                        && names.map(own -> own.contains(one.name())).orElse(true))
                .forEach(one -> wanted.add(new Wanted(new Scope.Application(one.name()), one.objective())));
        catalog.teams().stream()
                .filter(team -> team.objective() != null && contains(scope, team))
                .forEach(team -> wanted.add(new Wanted(new Scope.Team(team.name()), team.objective())));
        return wanted;
    }

    private static boolean contains(Scope scope, Catalog.Team team) {
        return switch (scope) {
            case Scope.Organisation() -> true;
            case Scope.Tribe(String name) -> name.equals(team.tribe());
            case Scope.Team(String name) -> name.equals(team.name());
            case Scope.Application _ -> false;
        };
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
