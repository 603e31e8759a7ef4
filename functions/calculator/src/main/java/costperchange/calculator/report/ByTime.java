package costperchange.calculator.report;

import costperchange.calculator.cost.Ledger;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.time.Days;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// What was read of a scope, laid out by time: each period looks at its own months and days, however many
/// others are asked for. Years by day of a thousand applications would else be gone over hundreds of times.
///
/// @param months of the scope's applications
/// @param unallocated what was charged to nobody
record ByTime(Map<YearMonth, List<MonthOfScope>> months, NavigableMap<LocalDate, Map<Currency, Cost>> unallocated) {

    static ByTime of(Collection<MonthOfScope> months, Collection<Ledger> ledgers) {
        Map<YearMonth, List<MonthOfScope>> byMonth = new HashMap<>();
        months.forEach(month -> byMonth.computeIfAbsent(month.totals().month(), _ -> new ArrayList<>())
                .add(month));
        NavigableMap<LocalDate, Map<Currency, Cost>> byDay = new TreeMap<>();
        ledgers.forEach(ledger -> ledger.unallocatedByDay()
                .forEach(cost -> byDay.computeIfAbsent(cost.day(), _ -> new HashMap<>())
                        .merge(ledger.currency(), cost.cost(), Cost::plus)));
        return new ByTime(byMonth, byDay);
    }

    /// What the scope was on some days.
    Sums sums(Question question, Days days) {
        Map<Currency, Cost> ofDays = new HashMap<>();
        unallocated
                .subMap(days.from(), days.to())
                .values()
                .forEach(ofDay -> ofDay.forEach((currency, cost) -> ofDays.merge(currency, cost, Cost::plus)));
        Sums sums = new Sums(question, days, ofDays);
        days.months().forEach(month -> months.getOrDefault(month, List.of()).forEach(sums::add));
        return sums;
    }
}
