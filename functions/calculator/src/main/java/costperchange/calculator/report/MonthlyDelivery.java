package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.money.Basis;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// How well change went in a monthly report, beside what it cost: the five DORA metrics.
///
/// @param months of the scope, in order
/// @param teams of the month, in order of their names; applications that no team owns are left to the next
///     list; none where the scope is a team
/// @param applications of the month, in order of their names; those without a change or a deployment are left
///     out
public record MonthlyDelivery(List<Dora.Row> months, List<Named> teams, List<Named> applications) {

    /// @param within the team of an application, the tribe of a team; null where there is none
    public record Named(String name, @Nullable String within, Dora.Row row) {}

    /// @param deliveries of the scope's applications in the report's span
    static MonthlyDelivery of(
            YearMonth month, Scope scope, Basis basis, Catalog catalog, Collection<DeliveryOfScope> deliveries) {
        Question whole = question(scope, MonthlyReport.span(month), basis);
        Map<String, List<DeliveryOfScope>> byApplication = new TreeMap<>();
        Map<String, List<DeliveryOfScope>> byTeam = new TreeMap<>();
        for (DeliveryOfScope one : deliveries) {
            if (one.month().totals().month().equals(month)) {
                String name = one.month().totals().application();
                byApplication.computeIfAbsent(name, key -> new ArrayList<>()).add(one);
                team(catalog, name)
                        .ifPresent(team -> byTeam.computeIfAbsent(team, key -> new ArrayList<>())
                                .add(one));
            }
        }
        Days days = Days.of(month);
        List<Named> teams = new ArrayList<>();
        byTeam.forEach((team, own) -> teams.add(new Named(
                team,
                tribe(catalog, team),
                Dora.of(question(new Scope.Team(team), days, basis), catalog, own, false)
                        .total())));
        List<Named> applications = new ArrayList<>();
        byApplication.forEach((name, own) -> applications.add(new Named(
                name,
                team(catalog, name).orElse(null),
                Dora.of(question(new Scope.Application(name), days, basis), catalog, own, false)
                        .total())));
        if (scope instanceof Scope.Team) {
            teams.clear();
        }
        applications.removeIf(one -> one.row().deployments() == 0);
        return new MonthlyDelivery(Dora.of(whole, catalog, deliveries, false).rows(), teams, applications);
    }

    private static Question question(Scope scope, Days days, Basis basis) {
        return new Question(scope, days, Grain.MONTH, basis, null, null);
    }

    private static Optional<String> team(Catalog catalog, String application) {
        return catalog.application(application).map(Application::team);
    }

    private static @Nullable String tribe(Catalog catalog, String team) {
        return catalog.teams().stream()
                .filter(one -> one.name().equals(team))
                .findFirst()
                .map(Catalog.Team::tribe)
                .orElse(null);
    }
}
