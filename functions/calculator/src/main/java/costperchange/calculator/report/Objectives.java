package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Team;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.money.Currency;
import costperchange.calculator.objective.Objective;
import costperchange.calculator.objective.Ratio;
import costperchange.calculator.objective.Spending;
import costperchange.calculator.objective.State;
import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What applications and teams wanted to spend, and what came of it.
///
/// @param settling whether bills of these months were committed that are not in these numbers yet
/// @param rows one for each objective, applications before teams, each in the catalog's order
public record Objectives(boolean settling, List<Row> rows) {

    /// One objective, over the days of its window that ends with the last day whose charges are all there.
    ///
    /// @param scope `application:NAME` or `team:NAME`
    /// @param window how many days
    /// @param from first day; null where no bill is known
    /// @param to the day after the last; null where no bill is known
    /// @param estimated whether a bill of these days may still change
    /// @param otherCurrencies in which the scope was charged, too: not looked at
    /// @param costPerDay null where nothing is wanted of it
    /// @param costPerChange null where nothing is wanted of it
    public record Row(
            String scope,
            Currency currency,
            int window,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean estimated,
            List<Currency> otherCurrencies,
            @Nullable PerDay costPerDay,
            @Nullable PerChange costPerChange) {

        /// Whether its budget goes too fast.
        public boolean burning() {
            return costPerDay != null && costPerDay.burning;
        }

        /// How it stands with each amount that is wanted.
        public Map<Objective.Amount, State> states() {
            Map<Objective.Amount, State> states = new EnumMap<>(Objective.Amount.class);
            if (costPerDay != null) {
                states.put(Objective.Amount.COST_PER_DAY, costPerDay.state);
            }
            if (costPerChange != null) {
                states.put(Objective.Amount.COST_PER_CHANGE, costPerChange.state);
            }
            return states;
        }
    }

    /// @param objective what a day is to cost, at most
    /// @param actual what a day of the window cost; null where no day is known
    /// @param reason why it cannot be told; null where it can
    /// @param days of the window whose cost is known
    /// @param budget what those days were to cost; null where none is known
    /// @param spent what they cost; null where none is known
    /// @param left budget less spent, negative where more was spent; null where no day is known
    /// @param burnRate cost as a part of what was to be spent, over a long and a short time up to now
    /// @param burning whether the budget goes too fast over both
    public record PerDay(
            BigDecimal objective,
            @Nullable BigDecimal actual,
            State state,
            @Nullable String reason,
            int days,
            @Nullable BigDecimal budget,
            @Nullable BigDecimal spent,
            @Nullable BigDecimal left,
            List<Spending.Burn> burnRate,
            boolean burning) {}

    /// @param objective what a change is to cost, at most
    /// @param actual what a change of the window cost; null without one
    /// @param low lower end of its 90 % interval; null where counts do not allow one
    /// @param high upper end
    /// @param reason why it cannot be told; null where it can
    public record PerChange(
            BigDecimal objective,
            @Nullable BigDecimal actual,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            BigDecimal cost,
            int changes,
            State state,
            @Nullable String reason) {}

    /// What the catalog wants of a scope.
    public record Wanted(Scope scope, Objective objective) {

        /// The objectives of a scope and of what belongs to it: applications before teams, each in the catalog's
        /// order.
        public static List<Wanted> of(Scope scope, Catalog catalog) {
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

        private static boolean contains(Scope scope, Team team) {
            return switch (scope) {
                case Scope.Organisation() -> true;
                case Scope.Tribe(String name) -> name.equals(team.tribe());
                case Scope.Team(String name) -> name.equals(team.name());
                case Scope.Application _ -> false;
            };
        }
    }

    /// An objective as of a day.
    ///
    /// @param end the day after the last that may be looked at
    /// @param months of the scope's applications, with their days; from the window before `end` on
    public static Row of(Scope scope, Objective objective, LocalDate end, Collection<MonthOfScope> months) {
        LocalDate complete = CostPerChange.completeThrough(months);
        if (complete == null) {
            return row(scope, objective, new Days(end.minusDays(objective.window()), end), months, false);
        }
        LocalDate to = complete.isBefore(end) ? complete.plusDays(1) : end;
        return row(scope, objective, new Days(to.minusDays(objective.window()), to), months, true);
    }

    private static Row row(
            Scope scope, Objective objective, Days window, Collection<MonthOfScope> months, boolean billed) {
        List<Totals> touched = months.stream()
                .map(MonthOfScope::totals)
                .filter(totals -> window.months().contains(totals.month()))
                .toList();
        String untold = untold(objective.currency(), Windows.currencies(window, months));
        return new Row(
                scope.label(),
                objective.currency(),
                objective.window(),
                billed ? window.from() : null,
                billed ? window.to() : null,
                touched.stream()
                        .anyMatch(totals ->
                                totals.freshness() != null && totals.freshness().estimated()),
                others(objective.currency(), touched),
                perDay(objective, window, months, untold),
                perChange(objective, window, months, untold));
    }

    /// Where all that was charged was charged in other currencies, that nothing was spent in this one is no
    /// saving: the objective looks past the bill.
    ///
    /// @return why nothing can be told; null where it can
    private static @Nullable String untold(Currency currency, Set<Currency> charged) {
        return charged.isEmpty() || charged.contains(currency) ? null : "nothing was charged in " + currency;
    }

    private static List<Currency> others(Currency currency, List<Totals> months) {
        TreeSet<Currency> others = new TreeSet<>();
        months.forEach(totals -> totals.amounts().forEach(amounts -> others.add(amounts.currency())));
        others.remove(currency);
        return List.copyOf(others);
    }

    private static @Nullable PerDay perDay(
            Objective objective, Days window, Collection<MonthOfScope> months, @Nullable String untold) {
        BigDecimal limit = objective.costPerDay();
        if (limit == null) {
            return null;
        }
        Spending spending = untold == null
                ? Spending.of(limit, Windows.daily(window, objective.currency(), months), window)
                : Spending.untold(window, untold);
        return new PerDay(
                limit,
                spending.actual(),
                spending.state(),
                spending.reason(),
                spending.days(),
                spending.budget(),
                spending.spent(),
                spending.left(),
                List.of(spending.overLong(), spending.overShort()),
                spending.burning());
    }

    private static @Nullable PerChange perChange(
            Objective objective, Days window, Collection<MonthOfScope> months, @Nullable String untold) {
        BigDecimal limit = objective.costPerChange();
        if (limit == null) {
            return null;
        }
        Ratio ratio = untold == null
                ? Ratio.of(
                        limit,
                        Windows.of(window, objective.currency(), months)
                                .filter(windows -> windows.startsWith(window))
                                .map(Windows::window)
                                .orElse(null))
                : Ratio.untold(untold);
        return new PerChange(
                limit,
                ratio.actual(),
                ratio.low(),
                ratio.high(),
                ratio.cost(),
                ratio.changes(),
                ratio.state(),
                ratio.reason());
    }

    /// The objectives as a table: a row for each amount that is wanted.
    public Sheet sheet() {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        for (Row row : rows) {
            PerDay day = row.costPerDay;
            if (day != null) {
                cells.add(cells(row, "cost per day", day.objective, day.actual, day.state, day.reason, day));
            }
            PerChange change = row.costPerChange;
            if (change != null) {
                cells.add(cells(
                        row, "cost per change", change.objective, change.actual, change.state, change.reason, null));
            }
        }
        return new Sheet(
                List.of(
                        "scope",
                        "of",
                        "currency",
                        "from",
                        "to",
                        "objective",
                        "actual",
                        "state",
                        "budget",
                        "spent",
                        "left",
                        "burn_rate_long",
                        "burn_rate_short",
                        "burning",
                        "estimated",
                        "reason"),
                cells);
    }

    private static List<@Nullable Object> cells(
            Row row,
            String of,
            BigDecimal objective,
            @Nullable BigDecimal actual,
            State state,
            @Nullable String reason,
            @Nullable PerDay day) {
        return Arrays.asList(
                row.scope,
                of,
                row.currency,
                row.from,
                row.to,
                objective,
                actual,
                state.label(),
                day == null ? null : day.budget,
                day == null ? null : day.spent,
                day == null ? null : day.left,
                day == null ? null : day.burnRate.getFirst().rate(),
                day == null ? null : day.burnRate.getLast().rate(),
                day == null ? null : day.burning,
                row.estimated,
                reason);
    }
}
