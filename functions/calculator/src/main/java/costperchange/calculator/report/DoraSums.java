package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.PipelineRate;
import costperchange.calculator.cost.DeliveryOfMonth;
import costperchange.calculator.cost.DeliveryOfMonth.Delivered;
import costperchange.calculator.delivery.Change.Reason;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.DeliveryByTime.Deployed;
import costperchange.calculator.report.DeliveryByTime.Measured;
import costperchange.calculator.report.Dora.Costs;
import costperchange.calculator.report.Dora.LeadTime;
import costperchange.calculator.report.Dora.Pipelines;
import costperchange.calculator.report.Dora.Rate;
import costperchange.calculator.report.Dora.RecoveryTime;
import costperchange.calculator.report.Dora.Row;
import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Adds up how delivery went in the applications of a scope.
final class DoraSums {

    private static final int SCALE = 4;

    private final Question question;
    private final @Nullable PipelineRate rate;
    private final DeliveryByTime delivery;
    private final ByTime costs;
    private final Set<Currency> currencies;

    DoraSums(Question question, Catalog catalog, Collection<DeliveryOfScope> months) {
        this.question = question;
        this.rate = catalog.deliveries().pipelineRate();
        this.delivery = new DeliveryByTime(catalog, months);
        List<MonthOfScope> read = months.stream().map(DeliveryOfScope::month).toList();
        this.costs = ByTime.of(read, List.of());
        this.currencies = CostPerChange.currencies(question.currency(), read, List.of());
    }

    Row row(String period, Days days) {
        List<Measured> changes = delivery.changes(days);
        Deployed deployed = delivery.deployed(days);
        Rate failed = rate(
                changes.stream()
                        .filter(Measured::failures)
                        .map(Measured::change)
                        .toList(),
                changes.size());
        return new Row(
                period,
                days.from(),
                days.to(),
                deployed.all(),
                changes.size(),
                leadTime(changes),
                failed,
                recoveryTime(changes),
                rework(deployed),
                pipelines(changes),
                costs(days));
    }

    private static LeadTime leadTime(List<Measured> changes) {
        List<Long> told = values(changes, Delivered::leadSeconds);
        List<Long> known =
                told.stream().filter(seconds -> seconds >= 0).sorted().toList();
        return new LeadTime(
                nearestRank(known, 50),
                nearestRank(known, 90),
                known.size(),
                changes.size() - told.size(),
                told.size() - known.size());
    }

    private static Rate rate(List<Delivered> measured, int all) {
        int failed = count(measured, change -> change.failure() != null);
        return new Rate(
                share(failed, measured.size()),
                failed,
                measured.size(),
                all - measured.size(),
                count(measured, change -> change.failure() == Reason.INFERRED));
    }

    private static RecoveryTime recoveryTime(List<Measured> changes) {
        List<Long> told = values(changes, Delivered::recoverySeconds);
        List<Long> known =
                told.stream().filter(seconds -> seconds >= 0).sorted().toList();
        int failed = (int)
                changes.stream().filter(one -> one.change().failure() != null).count();
        return new RecoveryTime(nearestRank(known, 50), known.size(), failed - told.size(), told.size() - known.size());
    }

    private static Rate rework(Deployed deployed) {
        return new Rate(
                share(deployed.rework(), deployed.measured()),
                deployed.rework(),
                deployed.measured(),
                deployed.all() - deployed.measured(),
                0);
    }

    private Pipelines pipelines(List<Measured> changes) {
        List<Long> known = values(changes, Delivered::pipelineSeconds);
        Long seconds = known.stream().reduce(Long::sum).orElse(null);
        return new Pipelines(
                seconds,
                known.size(),
                rate == null || seconds == null ? null : rate.cost(seconds),
                rate == null ? null : rate.currency());
    }

    private List<Costs> costs(Days days) {
        Question own = new Question(
                question.scope(), days, question.by(), question.basis(), question.currency(), question.asOf());
        Map<@Nullable Currency, List<CostPerChange.Row>> byCurrency = new HashMap<>();
        CostPerChange.rows(own, costs, currencies)
                .forEach(row -> byCurrency
                        .computeIfAbsent(row.currency(), currency -> new ArrayList<>())
                        .add(row));
        return byCurrency.entrySet().stream()
                .filter(entry -> entry.getKey() != null)
                .map(entry -> Objects.requireNonNull(CostPerChange.total(days, entry.getValue())))
                .sorted(Comparator.comparing(row -> Objects.requireNonNull(row.currency())))
                .map(row -> new Costs(
                        row.currency(),
                        row.cost(),
                        row.costPerChange(),
                        cost(days, row.currency(), delivery::measuresFailures, DeliveryOfMonth.Costs::failed),
                        cost(days, row.currency(), delivery::measuresRework, DeliveryOfMonth.Costs::rework)))
                .toList();
    }

    /// Null where the period cuts a month, as run costs are known by month, and where no charge is of
    /// production.
    private @Nullable BigDecimal cost(
            Days days,
            @Nullable Currency currency,
            BiPredicate<DeliveryOfScope, LocalDate> measured,
            Function<DeliveryOfMonth.Costs, Cost> part) {
        if (days.from().getDayOfMonth() != 1 || days.to().getDayOfMonth() != 1) {
            return null;
        }
        return delivery.months(days)
                .filter(month ->
                        measured.test(month, month.month().totals().month().atEndOfMonth()))
                .flatMap(month -> month.delivery().costs().stream())
                .filter(costs -> costs.currency().equals(currency))
                .map(part)
                .reduce(Cost::plus)
                .map(cost -> cost.on(question.basis()))
                .orElse(null);
    }

    private static List<Long> values(List<Measured> changes, Function<Delivered, @Nullable Long> part) {
        return changes.stream()
                .flatMap(one -> Stream.ofNullable(part.apply(one.change())))
                .toList();
    }

    private static int count(List<Delivered> changes, Predicate<Delivered> which) {
        return (int) changes.stream().filter(which).count();
    }

    private static @Nullable BigDecimal share(int part, int whole) {
        return whole == 0
                ? null
                : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), SCALE, RoundingMode.HALF_EVEN);
    }

    /// The smallest value that at least so many percent of all values do not exceed; null where there are none.
    ///
    /// @param sorted ascending
    private static @Nullable Long nearestRank(List<Long> sorted, int percent) {
        return sorted.isEmpty() ? null : sorted.get(Math.ceilDiv(percent * sorted.size(), 100) - 1);
    }
}
