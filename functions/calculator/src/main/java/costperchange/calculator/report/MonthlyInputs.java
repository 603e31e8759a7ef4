package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.money.Basis;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.time.Grain;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// What the reports of a month are made of: read once, for all scopes.
///
/// @param month which
/// @param organisation the organisation by month, over the report's span
/// @param deliveries of all applications in the span
/// @param changes of the month alone, by application; those without a change may be left out
/// @param ledger of the month
/// @param settling whether anything was told that is not in these numbers yet
public record MonthlyInputs(
        YearMonth month,
        Catalog catalog,
        CostPerChange organisation,
        Collection<DeliveryOfScope> deliveries,
        Map<String, ChangesOfApplication> changes,
        LedgerOfMonth ledger,
        boolean settling) {

    Basis basis() {
        return Basis.of(organisation.basis()).orElseThrow();
    }

    /// How far all bills of the month can be relied on; empty where none is known.
    Optional<Freshness> freshness() {
        List<Freshness> all = deliveries.stream()
                .map(one -> one.month().totals())
                .filter(totals -> totals.month().equals(month))
                .flatMap(totals -> Stream.ofNullable(totals.freshness()))
                .toList();
        return all.isEmpty() ? Optional.empty() : Optional.of(Freshness.of(all));
    }

    /// The scopes that have reports: the organisation, then each tribe, then each team that owns an
    /// application, in order of their names.
    public static List<Scope> scopes(Catalog catalog) {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(new Scope.Organisation());
        names(catalog, application -> catalog.tribeOf(application)).forEach(name -> scopes.add(new Scope.Tribe(name)));
        names(catalog, application -> Optional.ofNullable(application.team()))
                .forEach(name -> scopes.add(new Scope.Team(name)));
        return scopes;
    }

    private static Set<String> names(Catalog catalog, Function<Application, Optional<String>> name) {
        Set<String> names = new TreeSet<>();
        catalog.applications().forEach(application -> name.apply(application).ifPresent(names::add));
        return names;
    }

    /// The report of a scope.
    public MonthlyReport of(Scope scope) {
        List<DeliveryOfScope> own = of(scope, one -> one);
        return MonthlyReport.of(this, scope, numbers(scope, own), own);
    }

    /// A view of each month of the scope's applications.
    private <T> List<T> of(Scope scope, Function<DeliveryOfScope, T> view) {
        Optional<Set<String>> named = scope.applications(catalog).map(HashSet::new);
        return deliveries.stream()
                .filter(one -> named.isEmpty()
                        || named.get().contains(one.month().totals().application()))
                .map(view)
                .toList();
    }

    private CostPerChange numbers(Scope scope, List<DeliveryOfScope> own) {
        return switch (scope) {
            case Scope.Organisation() -> organisation;
            case Scope.Tribe _, Scope.Team _, Scope.Application _ ->
                CostPerChange.of(
                        new Question(scope, MonthlyReport.span(month), Grain.MONTH, basis(), null, null),
                        own.stream().map(DeliveryOfScope::month).toList(),
                        List.of(),
                        settling);
        };
    }

    /// The objectives of the scope and of what belongs to it, as they stood at the month's end.
    List<Objectives.Row> objectives(Scope scope) {
        return switch (basis()) {
            case BILLED -> List.of();
            case EFFECTIVE ->
                Objectives.Wanted.of(scope, catalog).stream()
                        .map(wanted -> Objectives.of(
                                wanted.scope(),
                                wanted.objective(),
                                month.plusMonths(1).atDay(1),
                                of(wanted.scope(), DeliveryOfScope::month)))
                        .toList();
        };
    }

    /// The changes of the scope's applications, in order of application and time.
    List<MonthlyReport.ChangeOfMonth> changes(Collection<DeliveryOfScope> own) {
        Set<String> applications = new TreeSet<>();
        own.forEach(one -> applications.add(one.month().totals().application()));
        List<MonthlyReport.ChangeOfMonth> rows = new ArrayList<>();
        applications.stream()
                .map(changes::get)
                .filter(Objects::nonNull)
                .forEach(of -> of.rows()
                        .forEach(row -> rows.add(new MonthlyReport.ChangeOfMonth(
                                of.application(),
                                catalog.application(of.application())
                                        .map(Application::team)
                                        .orElse(null),
                                row))));
        return rows;
    }
}
