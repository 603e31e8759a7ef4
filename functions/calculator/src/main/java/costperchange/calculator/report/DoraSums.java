package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.PipelineRate;
import costperchange.calculator.cost.DeliveryOfMonth;
import costperchange.calculator.cost.DeliveryOfMonth.Delivered;
import costperchange.calculator.delivery.Change.Reason;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.Dora.Costs;
import costperchange.calculator.report.Dora.LeadTime;
import costperchange.calculator.report.Dora.Pipelines;
import costperchange.calculator.report.Dora.Rate;
import costperchange.calculator.report.Dora.RecoveryTime;
import costperchange.calculator.report.Dora.Row;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Adds up how delivery went in the applications of a scope.
///
/// Failures and rework of an application are measured from the day on which a source first told of one, or from
/// the first change that is known to be one, or from the catalog's date: before it, no one can tell.
final class DoraSums {

    private static final int SCALE = 4;

    private final Question question;
    private final @Nullable PipelineRate rate;
    private final Collection<DeliveryOfScope> months;
    private final Map<String, LocalDate> failuresSince = new HashMap<>();
    private final Map<String, LocalDate> reworkSince = new HashMap<>();

    DoraSums(Question question, Catalog catalog, Collection<DeliveryOfScope> months) {
        this.question = question;
        this.rate = catalog.deliveries().pipelineRate();
        this.months = months;
        catalog.applications().stream()
                .filter(application -> application.failuresSince() != null)
                .forEach(application -> {
                    since(failuresSince, application.name(), application.failuresSince());
                    since(reworkSince, application.name(), application.failuresSince());
                });
        for (DeliveryOfScope month : months) {
            String name = name(month);
            DeliveryOfMonth delivery = month.delivery();
            since(failuresSince, name, day(delivery.failuresSince()));
            since(reworkSince, name, day(delivery.reworkSince()));
            delivery.changes().stream()
                    .filter(change -> change.failure() != null)
                    .forEach(change -> since(failuresSince, name, day(change.at())));
        }
    }

    private static void since(Map<String, LocalDate> all, String application, @Nullable LocalDate day) {
        if (day != null) {
            all.merge(application, day, (one, other) -> one.isBefore(other) ? one : other);
        }
    }

    private static @Nullable LocalDate day(@Nullable Instant time) {
        return time == null ? null : Period.day(time);
    }

    private static String name(DeliveryOfScope month) {
        return month.month().totals().application();
    }

    /// A change, and whether failures and rework of its application were measured then.
    private record Measured(Delivered change, boolean failures) {}

    Row row(String period, Days days) {
        List<Measured> changes = months.stream()
                .flatMap(month -> month.delivery().changes().stream()
                        .filter(change -> days.contains(Period.day(change.at())))
                        .map(change -> new Measured(change, measures(failuresSince, month, Period.day(change.at())))))
                .toList();
        int deployments = deployments(days, (month, day) -> true);
        Rate failed = rate(
                changes.stream()
                        .filter(Measured::failures)
                        .map(Measured::change)
                        .toList(),
                changes.size());
        Rate rework = rework(days, deployments);
        return new Row(
                period,
                days.from(),
                days.to(),
                deployments,
                changes.size(),
                leadTime(changes),
                failed,
                recoveryTime(changes),
                rework,
                pipelines(changes),
                costs(days, failed, rework));
    }

    private static boolean measures(Map<String, LocalDate> since, DeliveryOfScope month, LocalDate day) {
        LocalDate first = since.get(name(month));
        return first != null && !day.isBefore(first);
    }

    @FunctionalInterface
    private interface Selection {
        boolean has(DeliveryOfScope month, LocalDate day);
    }

    private int deployments(Days days, Selection selection) {
        return months.stream()
                .mapToInt(month -> month.month().days().stream()
                        .filter(day -> days.contains(day.day()) && selection.has(month, day.day()))
                        .mapToInt(day -> day.deployments())
                        .sum())
                .sum();
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
                changes.stream().filter(one -> one.change.failure() != null).count();
        return new RecoveryTime(nearestRank(known, 50), known.size(), failed - told.size(), told.size() - known.size());
    }

    private Rate rework(Days days, int deployments) {
        int measured = deployments(days, (month, day) -> measures(reworkSince, month, day));
        int rework = (int) months.stream()
                .flatMap(month -> month.delivery().rework().stream()
                        .map(Period::day)
                        .filter(day -> days.contains(day) && measures(reworkSince, month, day)))
                .count();
        return new Rate(share(rework, measured), rework, measured, deployments - measured, 0);
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

    private List<Costs> costs(Days days, Rate failed, Rate rework) {
        Question own = new Question(
                question.scope(), days, question.by(), question.basis(), question.currency(), question.asOf());
        List<MonthOfScope> read = months.stream().map(DeliveryOfScope::month).toList();
        Map<@Nullable Currency, List<CostPerChange.Row>> byCurrency = new HashMap<>();
        CostPerChange.of(own, read, List.of(), false)
                .rows()
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
                        failed.value() == null ? null : cost(days, row.currency(), DeliveryOfMonth.Costs::failed),
                        rework.value() == null ? null : cost(days, row.currency(), DeliveryOfMonth.Costs::rework)))
                .toList();
    }

    /// Null where the period cuts a month, as run costs are known by month, and where no charge is of
    /// production.
    private @Nullable BigDecimal cost(
            Days days, @Nullable Currency currency, Function<DeliveryOfMonth.Costs, Cost> part) {
        if (days.from().getDayOfMonth() != 1 || days.to().getDayOfMonth() != 1) {
            return null;
        }
        return months.stream()
                .filter(month -> days.contains(month.month().totals().month().atDay(1)))
                .flatMap(month -> month.delivery().costs().stream())
                .filter(costs -> costs.currency().equals(currency))
                .map(part)
                .reduce(Cost::plus)
                .map(cost -> cost.on(question.basis()))
                .orElse(null);
    }

    private static List<Long> values(List<Measured> changes, Function<Delivered, @Nullable Long> part) {
        return changes.stream()
                .flatMap(one -> Stream.ofNullable(part.apply(one.change)))
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
