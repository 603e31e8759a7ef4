package costperchange.calculator.report;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyDelivery.Named;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.report.MonthlyReport.Relative;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A monthly report as one table. Its first column says what a row is about: `organisation`, `tribe`, `team`,
/// `application`, `against` (the month against an earlier window), `moved` (since the issue before; without a
/// name the whole scope), `change` (by its application), `objective` (by its scope), `ledger` (a bill, by its account)
/// or `unallocated` (a
/// reason, with its amount).
final class MonthlyReportSheet {

    static final List<String> COLUMNS = List.of(
            "about",
            "name",
            "team",
            "tribe",
            "period",
            "currency",
            "cost",
            "direct",
            "shared",
            "cost_not_measured",
            "unallocated",
            "changes",
            "changes_not_measured",
            "deployments",
            "cost_per_change",
            "estimated",
            "more_cost",
            "more_changes",
            "more_cost_per_change",
            "relative",
            "relative_low",
            "relative_high",
            "why_no_relative",
            "lead_time_median_seconds",
            "lead_time_90_seconds",
            "lead_times_known",
            "change_fail_rate",
            "failed",
            "changes_measured",
            "recovery_time_median_seconds",
            "open",
            "rework_rate",
            "rework",
            "deployments_measured",
            "failed_changes_cost",
            "rework_changes_cost",
            "total_charged",
            "residual",
            "share_explained",
            "earlier_from",
            "earlier_to",
            "earlier_cost",
            "earlier_changes",
            "earlier_cost_per_change",
            "earlier_days_measured",
            "revision",
            "at",
            "run_cost",
            "live_seconds",
            "lead_time_seconds",
            "failure",
            "is_rework",
            "url",
            "objective_of",
            "objective",
            "objective_from",
            "objective_to",
            "actual",
            "state",
            "budget",
            "budget_left",
            "burn_rate_long",
            "burn_rate_short",
            "why_no_state",
            "issue");

    private static final List<String> OVERVIEW = List.of(
            "about",
            "name",
            "period",
            "currency",
            "cost",
            "changes",
            "cost_per_change",
            "more_cost",
            "more_changes",
            "more_cost_per_change",
            "relative",
            "relative_low",
            "relative_high");

    private MonthlyReportSheet() {}

    static Sheet overview(MonthlyReport report) {
        int[] columns = OVERVIEW.stream().mapToInt(COLUMNS::indexOf).toArray();
        List<List<@Nullable Object>> some = new ArrayList<>();
        for (List<@Nullable Object> row : own(report)) {
            List<@Nullable Object> cells = new ArrayList<>();
            for (int column : columns) {
                cells.add(row.get(column));
            }
            some.add(cells);
        }
        return new Sheet(OVERVIEW, some);
    }

    static Sheet of(MonthlyReport report) {
        List<List<@Nullable Object>> rows = own(report);
        rows.addAll(new MonthlyReportDetails(report).rows());
        LedgerOfMonth ledger = report.ledger();
        if (ledger != null) {
            ledger.rows().forEach(bill -> {
                rows.add(cells(ledger, bill));
                bill.reasons().forEach(reason -> rows.add(cells(ledger, bill, reason)));
            });
        }
        Integer issue = report.issue() == null ? null : report.issue().number();
        rows.forEach(row -> row.set(COLUMNS.size() - 1, issue));
        return new Sheet(COLUMNS, rows);
    }

    /// What the report says of the scope by month, and of its parts.
    private static List<List<@Nullable Object>> own(MonthlyReport report) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        MonthlyDelivery delivery = report.delivery();
        Names names = Names.of(report.scoped());
        report.months()
                .forEach(one -> rows.add(cells(
                        names.about,
                        names.name,
                        names.team,
                        names.tribe,
                        one.numbers(),
                        one.difference(),
                        delivery.months().stream()
                                .filter(row -> row.from().equals(one.numbers().from()))
                                .findFirst())));
        report.teams()
                .forEach(one -> rows.add(cells(
                        "team",
                        one.team(),
                        one.team(),
                        one.tribe(),
                        one.numbers(),
                        one.difference(),
                        named(delivery.teams(), one.team()))));
        report.applications()
                .forEach(one -> rows.add(cells(
                        "application",
                        one.application(),
                        one.team(),
                        one.tribe(),
                        one.numbers(),
                        one.difference(),
                        named(delivery.applications(), one.application()))));
        return rows;
    }

    /// How the rows of a scope by month are told apart from others.
    private record Names(
            String about,
            @Nullable String name,
            @Nullable String team,
            @Nullable String tribe) {

        static Names of(Scope scope) {
            return switch (scope) {
                case Scope.Organisation() -> new Names("organisation", null, null, null);
                case Scope.Tribe(String name) -> new Names("tribe", name, null, name);
                case Scope.Team(String name) -> new Names("team", name, name, null);
                case Scope.Application(String name) -> new Names("application", name, null, null);
            };
        }
    }

    private static List<@Nullable Object> cells(
            String about,
            @Nullable String name,
            @Nullable String team,
            @Nullable String tribe,
            Row row,
            @Nullable Difference difference,
            Optional<Dora.Row> dora) {
        List<@Nullable Object> cells = new ArrayList<>(Arrays.<@Nullable Object>asList(
                about,
                name,
                team,
                tribe,
                row.period(),
                row.currency(),
                row.cost(),
                row.direct(),
                row.shared(),
                row.costNotMeasured(),
                row.unallocated(),
                row.changes(),
                row.changesNotMeasured(),
                row.deployments(),
                row.costPerChange(),
                row.estimated()));
        cells.addAll(cells(difference));
        dora.ifPresent(one -> cells.addAll(cells(one, row.currency())));
        return filled(cells);
    }

    private static Optional<Dora.Row> named(List<Named> all, @Nullable String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst().map(Named::row);
    }

    private static List<@Nullable Object> cells(Dora.Row row, @Nullable Currency currency) {
        Dora.Rate failed = row.changeFailRate();
        Dora.Rate rework = row.reworkRate();
        Optional<Dora.Costs> costs = row.costs().stream()
                .filter(one -> Objects.equals(one.currency(), currency))
                .findFirst();
        return Arrays.asList(
                row.leadTime().medianSeconds(),
                row.leadTime().percentile90Seconds(),
                row.leadTime().known(),
                failed.value(),
                failed.value() == null ? null : failed.count(),
                failed.measured(),
                row.recoveryTime().medianSeconds(),
                failed.value() == null ? null : row.recoveryTime().open(),
                rework.value(),
                rework.value() == null ? null : rework.count(),
                rework.measured(),
                costs.map(Dora.Costs::failedChangesCost).orElse(null),
                costs.map(Dora.Costs::reworkChangesCost).orElse(null));
    }

    private static List<@Nullable Object> cells(@Nullable Difference difference) {
        if (difference == null) {
            return Arrays.asList(null, null, null, null, null, null, null);
        }
        Relative relative = difference.relative();
        return Arrays.asList(
                difference.cost(),
                difference.changes(),
                difference.costPerChange(),
                relative == null ? null : relative.value(),
                relative == null ? null : relative.low(),
                relative == null ? null : relative.high(),
                difference.reason());
    }

    private static List<@Nullable Object> cells(LedgerOfMonth ledger, LedgerOfMonth.Row bill) {
        List<@Nullable Object> cells = new ArrayList<>(start("ledger", bill.account(), ledger, bill));
        cells.addAll(Arrays.asList(null, bill.direct(), bill.shared(), null, bill.unallocated()));
        while (cells.size() < COLUMNS.indexOf("total_charged")) {
            cells.add(null);
        }
        cells.addAll(Arrays.asList(bill.total(), bill.residual(), bill.shareExplained()));
        return filled(cells);
    }

    private static List<@Nullable Object> cells(
            LedgerOfMonth ledger, LedgerOfMonth.Row bill, LedgerOfMonth.Reason reason) {
        List<@Nullable Object> cells = new ArrayList<>(start("unallocated", reason.reason(), ledger, bill));
        cells.addAll(Arrays.asList(null, null, null, null, reason.amount()));
        return filled(cells);
    }

    private static List<@Nullable Object> start(
            String about, @Nullable String name, LedgerOfMonth ledger, LedgerOfMonth.Row bill) {
        return Arrays.asList(about, name, null, null, ledger.month(), bill.currency());
    }

    private static List<@Nullable Object> filled(List<@Nullable Object> cells) {
        while (cells.size() < COLUMNS.size()) {
            cells.add(null);
        }
        return cells;
    }
}
