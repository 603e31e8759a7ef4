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
/// the catalog's date: before it, no one can tell. The change whose failure was told first came before it, and
/// is measured.
final class DoraSums {

    private static final int SCALE = 4;

    private final Question question;
    private final @Nullable PipelineRate rate;
    private final Collection<DeliveryOfScope> months;
    private final Map<String, LocalDate> said = new HashMap<>();

    DoraSums(Question question, Catalog catalog, Collection<DeliveryOfScope> months) {
        this.question = question;
        this.rate = catalog.deliveries().pipelineRate();
        this.months = months;
        catalog.applications().forEach(application -> {
            if (application.failuresSince() != null) {
                said.put(application.name(), application.failuresSince());
            }
        });
    }

    /// First day of which a month of an application knows of failures, or of rework; null if it knows of none.
    private @Nullable LocalDate since(DeliveryOfScope month, @Nullable Instant told) {
        LocalDate day = told == null ? null : Period.day(told);
        return Stream.concat(
                        Stream.ofNullable(day),
                        Stream.ofNullable(said.get(month.month().totals().application())))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private boolean measuresFailures(DeliveryOfScope month, LocalDate day) {
        LocalDate since = since(month, month.delivery().failuresSince());
        return since != null && !day.isBefore(since);
    }

    private boolean measuresRework(DeliveryOfScope month, LocalDate day) {
        LocalDate since = since(month, month.delivery().reworkSince());
        return since != null && !day.isBefore(since);
    }

    /// A change that failed is measured with the first telling of its failure, which comes after it.
    private Measured measured(DeliveryOfScope month, Delivered change) {
        boolean told = since(month, month.delivery().failuresSince()) != null;
        return new Measured(
                change, measuresFailures(month, Period.day(change.at())) || (told && change.failure() != null));
    }

    /// A change, and whether failures and rework of its application were measured then.
    private record Measured(Delivered change, boolean failures) {}

    Row row(String period, Days days) {
        List<Measured> changes = months.stream()
                .flatMap(month -> month.delivery().changes().stream()
                        .filter(change -> days.contains(Period.day(change.at())))
                        .map(change -> measured(month, change)))
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
                costs(days));
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
        int measured = deployments(days, this::measuresRework);
        int rework = (int) months.stream()
                .flatMap(month -> month.delivery().rework().stream()
                        .map(Period::day)
                        .filter(day -> days.contains(day) && measuresRework(month, day)))
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

    private List<Costs> costs(Days days) {
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
                        cost(days, row.currency(), this::measuresFailures, DeliveryOfMonth.Costs::failed),
                        cost(days, row.currency(), this::measuresRework, DeliveryOfMonth.Costs::rework)))
                .toList();
    }

    /// Null where the period cuts a month, as run costs are known by month, and where no charge is of
    /// production.
    private @Nullable BigDecimal cost(
            Days days, @Nullable Currency currency, Selection measured, Function<DeliveryOfMonth.Costs, Cost> part) {
        if (days.from().getDayOfMonth() != 1 || days.to().getDayOfMonth() != 1) {
            return null;
        }
        return months.stream()
                .filter(month -> days.contains(month.month().totals().month().atDay(1))
                        && measured.has(month, month.month().totals().month().atEndOfMonth()))
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
