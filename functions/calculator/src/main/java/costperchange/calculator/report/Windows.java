package costperchange.calculator.report;

import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.DayOfApplication;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
import costperchange.calculator.trend.DailyCosts;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Adds up a scope's days to a window that can be compared with another. Trends are on the effective basis.
///
/// A day enters with the applications that are measured on it, with its cost and its changes or with neither. Charges
/// that reach outside their billing period stay out, and are summed beside it.
///
/// @param window cost and changes
/// @param multiPeriod cost of the same days that stays out of the window
/// @param measured the days on which any application of the scope is measured
public record Windows(Window window, Cost multiPeriod, TreeSet<LocalDate> measured) {

    private static final int DAYS_IN_A_WEEK = 7;

    /// The window of some days; empty if no application of the scope is measured on any of them.
    ///
    /// @param months of the scope's applications, with their days; those it does not touch are passed over
    public static Optional<Windows> of(Days days, Currency currency, Collection<MonthOfScope> months) {
        TreeSet<LocalDate> measured = new TreeSet<>();
        int[] weekly = new int[(int) ChronoUnit.DAYS.between(days.from(), days.to()) / DAYS_IN_A_WEEK];
        int changes = 0;
        Cost cost = Cost.ZERO;
        Cost multiPeriod = Cost.ZERO;
        for (MonthOfScope month : months) {
            measured.addAll(measured(days, month.totals()));
            for (DayOfApplication day : month.days()) {
                if (days.contains(day.day()) && month.totals().measures(day.day())) {
                    changes += day.changes();
                    int week = (int) ChronoUnit.DAYS.between(days.from(), day.day()) / DAYS_IN_A_WEEK;
                    if (week < weekly.length) {
                        weekly[week] += day.changes();
                    }
                    for (DayOfApplication.Amounts amounts : day.amounts()) {
                        if (amounts.currency().equals(currency)) {
                            cost = cost.plus(amounts.cost()).minus(amounts.multiPeriod());
                            multiPeriod = multiPeriod.plus(amounts.multiPeriod());
                        }
                    }
                }
            }
        }
        return measured.isEmpty()
                ? Optional.empty()
                : Optional.of(new Windows(
                        new Window(cost.on(Basis.EFFECTIVE), changes, whole(weekly, days, measured)),
                        multiPeriod,
                        measured));
    }

    /// Whether the scope was measured from the first day of a window on: else it is shorter than it says.
    public boolean startsWith(Days days) {
        return measured.first().equals(days.from());
    }

    /// What each day cost, measured or not. A day is known where the bills of all the scope's applications that
    /// are charged in its month cover it.
    ///
    /// @param months of the scope's applications, with their days
    public static DailyCosts daily(Days days, Currency currency, Collection<MonthOfScope> months) {
        TreeMap<LocalDate, BigDecimal> byDay = new TreeMap<>();
        days.list().stream().filter(day -> isKnown(day, months)).forEach(day -> byDay.put(day, BigDecimal.ZERO));
        for (MonthOfScope month : months) {
            for (DayOfApplication day : month.days()) {
                day.amounts().stream()
                        .filter(amounts -> amounts.currency().equals(currency))
                        .map(Windows::effective)
                        .forEach(cost -> byDay.computeIfPresent(day.day(), (known, sum) -> sum.add(cost)));
            }
        }
        return new DailyCosts(byDay);
    }

    /// The currencies of what was charged on some days.
    ///
    /// @param months of the scope's applications, with their days
    static Set<Currency> currencies(Days days, Collection<MonthOfScope> months) {
        return amounts(days, months).map(DayOfApplication.Amounts::currency).collect(Collectors.toSet());
    }

    /// Those of them in which trends can be seen: a day cost something without charges that reach outside their
    /// billing period.
    ///
    /// @param months of the scope's applications, with their days
    static Set<Currency> currenciesOfTrends(Days days, Collection<MonthOfScope> months) {
        return amounts(days, months)
                .filter(amounts -> effective(amounts).signum() != 0)
                .map(DayOfApplication.Amounts::currency)
                .collect(Collectors.toSet());
    }

    private static Stream<DayOfApplication.Amounts> amounts(Days days, Collection<MonthOfScope> months) {
        return months.stream()
                .flatMap(month -> month.days().stream())
                .filter(day -> days.contains(day.day()))
                .flatMap(day -> day.amounts().stream());
    }

    private static BigDecimal effective(DayOfApplication.Amounts amounts) {
        return amounts.cost().minus(amounts.multiPeriod()).on(Basis.EFFECTIVE);
    }

    private static boolean isKnown(LocalDate day, Collection<MonthOfScope> months) {
        List<Freshness> bills = months.stream()
                .map(MonthOfScope::totals)
                .filter(totals -> totals.month().equals(YearMonth.from(day)))
                .map(Totals::freshness)
                .filter(Objects::nonNull)
                .toList();
        return !bills.isEmpty() && bills.stream().allMatch(freshness -> freshness.covers(day));
    }

    private static List<LocalDate> measured(Days days, Totals totals) {
        return Days.of(totals.month()).list().stream()
                .filter(day -> days.contains(day) && totals.measures(day))
                .toList();
    }

    /// Seven days each from the window's first day on. A week with a day that is not measured says nothing of
    /// how counts vary, and is left out.
    private static List<Integer> whole(int[] weekly, Days days, TreeSet<LocalDate> measured) {
        List<Integer> whole = new ArrayList<>();
        for (int week = 0; week < weekly.length; week++) {
            LocalDate first = days.from().plusDays((long) week * DAYS_IN_A_WEEK);
            if (measured.containsAll(new Days(first, first.plusDays(DAYS_IN_A_WEEK)).list())) {
                whole.add(weekly[week]);
            }
        }
        return whole;
    }
}
