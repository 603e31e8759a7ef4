package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Currency;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What may be asked about, by the catalog; applications that it does not know are among [Applications].
///
/// @param tribes in order of their names
/// @param teams in the catalog's order
/// @param applications in the catalog's order
/// @param milestones in order of time
/// @param convertsTo the currency into which the catalog's rates convert; null without rates
public record Scopes(
        List<String> tribes,
        List<Team> teams,
        List<Application> applications,
        List<Milestone> milestones,
        @Nullable Currency convertsTo) {

    /// @param tribe null where it belongs to none
    public record Team(String name, @Nullable String tribe) {}

    /// @param team null where no team owns it
    public record Application(String name, @Nullable String team) {}

    public record Milestone(LocalDate date, String name) {}

    /// @param within the teams whose scopes are wanted; null for all
    public static Scopes of(Catalog catalog, @Nullable List<String> within) {
        List<Team> teams = catalog.teams().stream()
                .filter(team -> within == null || within.contains(team.name()))
                .map(team -> new Team(team.name(), team.tribe()))
                .toList();
        return new Scopes(
                within == null
                        ? teams.stream()
                                .map(Team::tribe)
                                .filter(Objects::nonNull)
                                .distinct()
                                .sorted()
                                .toList()
                        : List.of(),
                teams,
                catalog.applications().stream()
                        .filter(one -> within == null || (one.team() != null && within.contains(one.team())))
                        .map(one -> new Application(one.name(), one.team()))
                        .toList(),
                catalog.milestones().stream()
                        .map(one -> new Milestone(one.date(), one.name()))
                        .sorted((one, other) -> one.date().compareTo(other.date()))
                        .toList(),
                catalog.rates().to());
    }

    /// The scopes as a table.
    public Sheet sheet() {
        List<String> columns = List.of("scope", "team", "tribe");
        List<List<@Nullable Object>> rows = new ArrayList<>();
        tribes.forEach(tribe -> rows.add(Arrays.asList("tribe:" + tribe, null, tribe)));
        teams.forEach(team -> rows.add(Arrays.asList("team:" + team.name, team.name, team.tribe)));
        applications.forEach(one -> rows.add(Arrays.asList("application:" + one.name, one.team, null)));
        return new Sheet(columns, rows);
    }
}
