package costperchange.calculator.report;

import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.trend.Counts;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Cost per change of a scope, period by period.
///
/// @param scope whose
/// @param basis `effective` or `billed`
/// @param by `day`, `week` or `month`
/// @param currency of all rows; null where there are several, and each row names its own
/// @param asOf the time whose knowledge this is; null for all that is known
/// @param completeThrough the last day whose charges are all there, for all applications of the scope; null
///     without
/// bills
/// @param settling whether bills of these months were committed that are not in these numbers yet
/// @param rows in order of period, then currency
/// @param total over all rows; null where there are several currencies, or nothing was charged
/// @param converted the same in one currency, if that was asked for; else null
public record CostPerChange(
        String scope,
        String basis,
        String by,
        @Nullable Currency currency,
        @Nullable Instant asOf,
        @Nullable LocalDate completeThrough,
        boolean settling,
        List<Row> rows,
        @Nullable Row total,
        @Nullable Converted converted) {

    /// One period. `cost + costNotMeasured + recoverableTax` is all that the scope was charged in it.
    ///
    /// @param period `2026-11-02`, `2026-W45` or `2026-11`
    /// @param from first day
    /// @param to the day after the last
    /// @param currency of the amounts; null where nothing was charged
    /// @param cost of the days that enter the ratio: direct + shared; null where no bill is known, or nothing
    ///     was charged in the currency that is asked for
    /// @param direct charged to applications themselves
    /// @param shared their part of the pools
    /// @param costNotMeasured of days that do not enter the ratio: before deployments are known, or not complete
    /// @param recoverableTax tax that comes back; in no ratio
    /// @param unallocated charged to nobody; for the organisation only, else null
    /// @param changes on the days that enter the ratio
    /// @param changesNotMeasured on days whose cost is not known
    /// @param deployments all successes in production
    /// @param costPerChange null where there is no cost, or no change
    /// @param low lower end of the 90 % interval of cost per change; null with fewer than ten changes
    /// @param high upper end
    /// @param days that enter the ratio, with any of the scope's applications
    /// @param costPerDay cost / days; null without any
    /// @param estimated whether a bill of this period may still change
    /// @param missingDays days that a bill left out; neither their cost nor their changes enter the ratio
    /// @param byProvider what `cost` is made of; the provider is empty where a bill does not say
    public record Row(
            String period,
            LocalDate from,
            LocalDate to,
            @Nullable Currency currency,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal direct,
            @Nullable BigDecimal shared,
            BigDecimal costNotMeasured,
            BigDecimal recoverableTax,
            @Nullable BigDecimal unallocated,
            int changes,
            int changesNotMeasured,
            int deployments,
            @Nullable BigDecimal costPerChange,
            @Nullable BigDecimal low,
            @Nullable BigDecimal high,
            int days,
            @Nullable BigDecimal costPerDay,
            boolean estimated,
            List<LocalDate> missingDays,
            Map<String, BigDecimal> byProvider) {

        /// The same with the interval of its ratio.
        ///
        /// @param dispersion of counts from period to period
        Row within(double dispersion) {
            Counts.Interval interval = cost == null ? null : Counts.interval(cost, changes, dispersion);
            return new Row(
                    period,
                    from,
                    to,
                    currency,
                    cost,
                    direct,
                    shared,
                    costNotMeasured,
                    recoverableTax,
                    unallocated,
                    changes,
                    changesNotMeasured,
                    deployments,
                    costPerChange,
                    interval == null ? null : interval.low(),
                    interval == null ? null : interval.high(),
                    days,
                    costPerDay,
                    estimated,
                    missingDays,
                    byProvider);
        }
    }

    /// What is asked, and how.
    ///
    /// @param days from the first to the one before the last
    /// @param currency the only one wanted; null for all
    public record Question(
            Scope scope,
            Days days,
            Grain by,
            Basis basis,
            @Nullable Currency currency,
            @Nullable Instant asOf) {}

    /// Answers from what was read.
    ///
    /// @param months of the scope's applications; with days where a period is not a whole month
    /// @param ledgers of the months, for what is unallocated; empty for scopes other than the organisation
    public static CostPerChange of(
            Question question, Collection<MonthOfScope> months, Collection<Ledger> ledgers, boolean settling) {
        return of(question, months, ledgers, settling, Rates.NONE);
    }

    /// The same, with a converted view.
    ///
    /// @param rates to convert by; none if nothing is to be converted
    public static CostPerChange of(
            Question question,
            Collection<MonthOfScope> months,
            Collection<Ledger> ledgers,
            boolean settling,
            Rates rates) {
        TreeSet<Currency> currencies = currencies(question.currency(), months, ledgers);
        ByTime byTime = ByTime.of(months, ledgers);
        List<Row> rows = rows(question, byTime, currencies);
        return new CostPerChange(
                question.scope().label(),
                question.basis().label(),
                question.by().label(),
                currencies.size() == 1 ? currencies.first() : null,
                question.asOf(),
                completeThrough(months),
                settling,
                rows,
                currencies.size() == 1 ? total(question.days(), rows) : null,
                rates.to() == null ? null : Converted.of(question, byTime, currencies, rates));
    }

    /// @param currencies each of which has a row in each period
    static List<Row> rows(Question question, ByTime byTime, Collection<Currency> currencies) {
        List<Row> rows = new ArrayList<>();
        List<Integer> counts = new ArrayList<>();
        for (Days days : question.by().cut(question.days())) {
            List<Row> ofPeriod = byTime.sums(question, days).rows(question.by().name(days.from()), currencies);
            if (ofPeriod.getFirst().cost != null) {
                counts.add(ofPeriod.getFirst().changes);
            }
            rows.addAll(ofPeriod);
        }
        double dispersion = Counts.dispersionAround(counts);
        rows.replaceAll(row -> row.within(dispersion));
        return rows;
    }

    /// Those that were charged, if they are wanted.
    ///
    /// @param only the only one wanted; null for all
    static TreeSet<Currency> currencies(
            @Nullable Currency only, Collection<MonthOfScope> months, Collection<Ledger> ledgers) {
        TreeSet<Currency> all = new TreeSet<>();
        months.forEach(month -> month.totals().amounts().forEach(amounts -> all.add(amounts.currency())));
        ledgers.forEach(ledger -> all.add(ledger.currency()));
        if (only != null) {
            all.retainAll(List.of(only));
        }
        return all;
    }

    /// As far as the bills of the latest month that has any: an application that is charged no longer holds
    /// nothing up.
    static @Nullable LocalDate completeThrough(Collection<MonthOfScope> months) {
        TreeMap<YearMonth, LocalDate> byMonth = new TreeMap<>();
        for (MonthOfScope month : months) {
            Freshness freshness = month.totals().freshness();
            if (freshness != null) {
                byMonth.merge(
                        month.totals().month(),
                        freshness.completeThrough(),
                        (one, other) -> one.isBefore(other) ? one : other);
            }
        }
        return byMonth.isEmpty() ? null : byMonth.lastEntry().getValue();
    }

    /// Rows of one currency as one.
    static @Nullable Row total(Days days, List<Row> rows) {
        if (rows.isEmpty()) {
            return null;
        }
        BigDecimal cost = sum(rows, Row::cost);
        int changes = rows.stream().mapToInt(Row::changes).sum();
        return new Row(
                        "total",
                        days.from(),
                        days.to(),
                        rows.getFirst().currency(),
                        cost,
                        sum(rows, Row::direct),
                        sum(rows, Row::shared),
                        Objects.requireNonNullElse(sum(rows, Row::costNotMeasured), BigDecimal.ZERO),
                        Objects.requireNonNullElse(sum(rows, Row::recoverableTax), BigDecimal.ZERO),
                        sum(rows, Row::unallocated),
                        changes,
                        rows.stream().mapToInt(Row::changesNotMeasured).sum(),
                        rows.stream().mapToInt(Row::deployments).sum(),
                        cost == null ? null : Window.ratio(cost, changes),
                        null,
                        null,
                        rows.stream().mapToInt(Row::days).sum(),
                        cost == null
                                ? null
                                : Window.ratio(
                                        cost, rows.stream().mapToInt(Row::days).sum()),
                        rows.stream().anyMatch(Row::estimated),
                        rows.stream().flatMap(row -> row.missingDays.stream()).toList(),
                        byProvider(rows))
                .within(Counts.dispersionAround(rows.stream()
                        .filter(row -> row.cost != null)
                        .map(Row::changes)
                        .toList()));
    }

    private static Map<String, BigDecimal> byProvider(List<Row> rows) {
        Map<String, BigDecimal> byProvider = new TreeMap<>();
        rows.forEach(
                row -> row.byProvider.forEach((provider, cost) -> byProvider.merge(provider, cost, BigDecimal::add)));
        return byProvider;
    }

    private static @Nullable BigDecimal sum(List<Row> rows, Function<Row, @Nullable BigDecimal> amount) {
        return rows.stream()
                .map(amount)
                .filter(Objects::nonNull)
                .reduce(BigDecimal::add)
                .orElse(null);
    }

    /// The rows and their total as a table; where a conversion was asked for, the converted rows follow, marked
    /// so.
    public Sheet sheet() {
        List<String> columns = new ArrayList<>(List.of(
                "period",
                "currency",
                "cost",
                "direct",
                "shared",
                "cost_not_measured",
                "recoverable_tax",
                "unallocated",
                "changes",
                "changes_not_measured",
                "deployments",
                "cost_per_change",
                "cost_per_change_low",
                "cost_per_change_high",
                "days",
                "cost_per_day",
                "estimated"));
        List<List<@Nullable Object>> cells = new ArrayList<>();
        rows.forEach(row -> cells.add(cells(row)));
        if (total != null) {
            cells.add(cells(total));
        }
        if (converted != null) {
            columns.add("converted");
            cells.forEach(row -> row.add(false));
            converted.rows().forEach(row -> cells.add(cells(row, converted.currency())));
            cells.add(cells(converted.total(), converted.currency()));
        }
        return new Sheet(columns, cells);
    }

    private static List<@Nullable Object> cells(Row row) {
        return new ArrayList<@Nullable Object>(Arrays.<@Nullable Object>asList(
                row.period,
                row.currency,
                row.cost,
                row.direct,
                row.shared,
                row.costNotMeasured,
                row.recoverableTax,
                row.unallocated,
                row.changes,
                row.changesNotMeasured,
                row.deployments,
                row.costPerChange,
                row.low,
                row.high,
                row.days,
                row.costPerDay,
                row.estimated));
    }

    private static List<@Nullable Object> cells(Converted.Row row, Currency currency) {
        return Arrays.asList(
                row.period(),
                currency,
                row.cost(),
                row.direct(),
                row.shared(),
                row.costNotMeasured(),
                row.recoverableTax(),
                row.unallocated(),
                row.changes(),
                null,
                null,
                row.costPerChange(),
                null,
                null,
                null,
                null,
                null,
                true);
    }
}
