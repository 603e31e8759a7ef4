package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The five DORA metrics of a scope beside its cost per change, period by period. After dora.dev, "DORA's
/// software delivery performance metrics".
///
/// What no source tells is null and not zero: how many values are known and how many are not stands beside each
/// metric.
///
/// @param scope whose
/// @param basis `effective` or `billed`
/// @param by `day`, `week` or `month`
/// @param settling whether bills of these months were committed that are not in these numbers yet
/// @param rows in order of period
/// @param total over the whole span
public record Dora(String scope, String basis, String by, boolean settling, List<Row> rows, Row total) {

    /// One period.
    ///
    /// @param period `2026-11-02`, `2026-W45` or `2026-11`
    /// @param from first day
    /// @param to the day after the last
    /// @param deployments deployment frequency: successes in production
    /// @param changes changes among them, whether or not their cost is measured
    /// @param leadTime change lead time
    /// @param changeFailRate of the changes, those that needed a rollback or a repair, or that an incident names
    /// @param recoveryTime failed deployment recovery time
    /// @param reworkRate of the deployments, those made because of a failure
    /// @param pipelines how long pipelines ran
    /// @param costs one for each currency charged
    public record Row(
            String period,
            LocalDate from,
            LocalDate to,
            int deployments,
            int changes,
            LeadTime leadTime,
            Rate changeFailRate,
            RecoveryTime recoveryTime,
            Rate reworkRate,
            Pipelines pipelines,
            List<Costs> costs) {}

    /// From the earliest commit to the success in production, over changes; percentiles by nearest rank.
    ///
    /// @param medianSeconds null where no lead time is known
    /// @param percentile90Seconds null where no lead time is known
    /// @param known how many are known
    /// @param unknown of how many changes no commit time is known
    /// @param negative how many commits are said to be later than their deployment: bad data, not counted
    public record LeadTime(
            @Nullable Long medianSeconds, @Nullable Long percentile90Seconds, int known, int unknown, int negative) {}

    /// A part of a whole.
    ///
    /// @param value from 0 to 1; null where nothing is measured
    /// @param count how many of those measured
    /// @param measured how many are measured
    /// @param notMeasured how many came before any source told of such a thing
    /// @param inferred how many of the count no source states; see the catalog's `tieIncidentsWithin`
    public record Rate(@Nullable BigDecimal value, int count, int measured, int notMeasured, int inferred) {}

    /// From the failed change's success to the recovery.
    ///
    /// @param medianSeconds null where none recovered
    /// @param recovered how many did
    /// @param open how many have not yet
    /// @param negative how many are said to have recovered before they came: bad data, not counted
    public record RecoveryTime(@Nullable Long medianSeconds, int recovered, int open, int negative) {}

    /// A run for several applications of one repository is part of each one's changes, and so of a scope's as
    /// often.
    ///
    /// @param seconds of the changes whose pipelines are known; null where none is
    /// @param known of how many changes
    /// @param cost by the catalog's rate; null without one
    /// @param currency of the rate
    public record Pipelines(
            @Nullable Long seconds,
            int known,
            @Nullable BigDecimal cost,
            @Nullable Currency currency) {}

    /// @param cost of the days that enter the ratio; null where no bill is known
    /// @param costPerChange null where there is no cost, or no change
    /// @param failedChangesCost production cost while changes were live that failed, of applications whose
    ///     charges name their environment; null where none does, the period cuts a month, or failures are not
    ///     measured
    /// @param reworkChangesCost the same of changes that were rework
    public record Costs(
            @Nullable Currency currency,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal costPerChange,
            @Nullable BigDecimal failedChangesCost,
            @Nullable BigDecimal reworkChangesCost) {}

    /// Answers from what was read.
    ///
    /// @param months of the scope's applications, with their days
    public static Dora of(Question question, Catalog catalog, Collection<DeliveryOfScope> months, boolean settling) {
        DoraSums sums = new DoraSums(question, catalog, months);
        List<Row> rows = new ArrayList<>();
        for (Days days : question.by().cut(question.days())) {
            rows.add(sums.row(question.by().name(days.from()), days));
        }
        return new Dora(
                question.scope().label(),
                question.basis().label(),
                question.by().label(),
                settling,
                List.copyOf(rows),
                sums.row("total", question.days()));
    }

    /// The rows and their total as a table, a row for each period and currency.
    public Sheet sheet() {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        rows.forEach(row -> cells.addAll(cells(row)));
        cells.addAll(cells(total));
        return new Sheet(
                List.of(
                        "period",
                        "deployments",
                        "changes",
                        "lead_time_median_seconds",
                        "lead_time_90_seconds",
                        "lead_times_known",
                        "lead_times_negative",
                        "change_fail_rate",
                        "failed",
                        "changes_measured",
                        "recovery_time_median_seconds",
                        "recovered",
                        "open",
                        "rework_rate",
                        "rework",
                        "deployments_measured",
                        "pipeline_seconds",
                        "pipeline_cost",
                        "currency",
                        "cost",
                        "cost_per_change",
                        "failed_changes_cost",
                        "rework_changes_cost"),
                cells);
    }

    private static List<List<@Nullable Object>> cells(Row row) {
        List<Costs> costs = row.costs.isEmpty() ? List.of(new Costs(null, null, null, null, null)) : row.costs;
        return costs.stream()
                .map(one -> Arrays.<@Nullable Object>asList(
                        row.period,
                        row.deployments,
                        row.changes,
                        row.leadTime.medianSeconds,
                        row.leadTime.percentile90Seconds,
                        row.leadTime.known,
                        row.leadTime.negative,
                        row.changeFailRate.value,
                        counted(row.changeFailRate),
                        row.changeFailRate.measured,
                        row.recoveryTime.medianSeconds,
                        row.changeFailRate.value == null ? null : row.recoveryTime.recovered,
                        row.changeFailRate.value == null ? null : row.recoveryTime.open,
                        row.reworkRate.value,
                        counted(row.reworkRate),
                        row.reworkRate.measured,
                        row.pipelines.seconds,
                        row.pipelines.cost,
                        one.currency,
                        one.cost,
                        one.costPerChange,
                        one.failedChangesCost,
                        one.reworkChangesCost))
                .toList();
    }

    private static @Nullable Integer counted(Rate rate) {
        return rate.value == null ? null : Integer.valueOf(rate.count);
    }
}
