package costperchange.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.DeliveryOfScope;
import costperchange.calculator.report.Dora;
import costperchange.calculator.report.LedgerMonths;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.report.Scope;
import costperchange.calculator.report.Windows;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.trend.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The metrics of one scope on one complete day, in one currency, on the effective basis.
///
/// @param scope `organisation` or `application:NAME`
/// @param day UTC
/// @param numbers of the day
/// @param last28 cost per change of the 28 days that end with the day; null where the scope was not measured
///     from the first of them on, or had no change
/// @param change of that against the 28 days before, as a fraction; null where counts do not allow a figure
record MetricsOfDay(
        String scope,
        LocalDate day,
        Currency currency,
        Row numbers,
        @Nullable BigDecimal last28,
        Comparison.@Nullable Relative change) {

    private static final int WINDOW = 28;
    private static final int FRACTION_SCALE = 6;

    /// How far back the two windows reach.
    static final int DAYS_NEEDED = 2 * WINDOW - 1;

    /// The metrics of a day; none if it is not complete, was left out by a bill, or the scope is not measured
    /// on it.
    ///
    /// @param months of the scope's applications, with their days
    static List<MetricsOfDay> of(Scope scope, LocalDate day, List<MonthOfScope> months) {
        List<Totals> own = months.stream()
                .map(MonthOfScope::totals)
                .filter(totals -> totals.month().equals(YearMonth.from(day)))
                .toList();
        List<Freshness> freshness =
                own.stream().map(Totals::freshness).filter(Objects::nonNull).toList();
        boolean complete = freshness.stream().allMatch(one -> one.covers(day));
        if (!complete || own.stream().noneMatch(totals -> totals.measures(day))) {
            return List.of();
        }
        Days only = new Days(day, day.plusDays(1));
        Question question = new Question(scope, only, Grain.DAY, Basis.EFFECTIVE, null, null);
        List<MetricsOfDay> metrics = new ArrayList<>();
        for (Row row : CostPerChange.of(question, months, List.of(), false).rows()) {
            Currency currency = row.currency();
            if (currency != null) {
                metrics.add(of(scope, day, currency, row, months));
            }
        }
        return metrics;
    }

    private static MetricsOfDay of(Scope scope, LocalDate day, Currency currency, Row row, List<MonthOfScope> months) {
        LocalDate end = day.plusDays(1);
        Optional<Windows> after = whole(new Days(end.minusDays(WINDOW), end), currency, months);
        Optional<Windows> before = whole(new Days(end.minusDays(2L * WINDOW), end.minusDays(WINDOW)), currency, months);
        return new MetricsOfDay(
                scope.label(),
                day,
                currency,
                row,
                after.map(windows -> windows.window().costPerChange()).orElse(null),
                before.flatMap(first -> after.map(second -> Comparison.of(first.window(), second.window())))
                        .map(Comparison::relative)
                        .orElse(null));
    }

    /// A window that starts before the scope was measured would be shorter than it says.
    private static Optional<Windows> whole(Days days, Currency currency, List<MonthOfScope> months) {
        return Windows.of(days, currency, months)
                .filter(windows -> windows.measured().first().equals(days.from()));
    }

    /// The lines of a scope's day: one for each currency, and one that no currency concerns.
    static List<String> lines(Scope scope, LocalDate day, Catalog catalog, List<DeliveryOfScope> deliveries) {
        List<String> lines = new ArrayList<>();
        of(scope, day, deliveries.stream().map(DeliveryOfScope::month).toList())
                .forEach(one -> lines.add(one.embedded()));
        EmbeddedLine delivery = delivery(scope, day, catalog, deliveries);
        if (!lines.isEmpty() && !delivery.isEmpty()) {
            lines.add(delivery.text());
        }
        return lines;
    }

    /// How much of the bills of the day's month was explained, as they are known when it is told: one line for
    /// each currency.
    ///
    /// @param ledgers of that month, and maybe others
    static List<String> explained(LocalDate day, List<LedgerMonths.Row> ledgers) {
        return ledgers.stream()
                .filter(ledger -> ledger.month().equals(YearMonth.from(day)) && ledger.shareExplained() != null)
                .map(ledger -> new EmbeddedLine(day, dimensions(new Scope.Organisation().label(), ledger.currency()))
                        .with("ShareExplained", "None", ledger.shareExplained())
                        .text())
                .toList();
    }

    private static Map<String, String> dimensions(String scope, Currency currency) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Scope", scope);
        dimensions.put("Currency", currency.code());
        return dimensions;
    }

    private String embedded() {
        EmbeddedLine line = new EmbeddedLine(day, dimensions(scope, currency))
                .with("Cost", "None", numbers.cost())
                .with("Changes", "Count", (long) numbers.changes())
                .with("Deployments", "Count", (long) numbers.deployments())
                .with("CostPerChange", "None", numbers.costPerChange())
                .with("CostPerChange28d", "None", last28);
        if (change != null) {
            line.with("CostPerChange28dChange", "None", fraction(change.value()))
                    .with("CostPerChange28dChangeLow", "None", fraction(change.low()))
                    .with("CostPerChange28dChangeHigh", "None", fraction(change.high()));
        }
        return line.text();
    }

    /// How well change went in the 28 days that end with the day.
    private static EmbeddedLine delivery(
            Scope scope, LocalDate day, Catalog catalog, List<DeliveryOfScope> deliveries) {
        Dora.Row dora = dora(scope, day, catalog, deliveries);
        return new EmbeddedLine(day, Map.of("Scope", scope.label()))
                .with("ChangeLeadTime28d", "Seconds", dora.leadTime().medianSeconds())
                .with("ChangeLeadTime28dP90", "Seconds", dora.leadTime().percentile90Seconds())
                .with("ChangeFailRate28d", "None", dora.changeFailRate().value())
                .with(
                        "FailedDeploymentRecoveryTime28d",
                        "Seconds",
                        dora.recoveryTime().medianSeconds())
                .with("DeploymentReworkRate28d", "None", dora.reworkRate().value());
    }

    /// The DORA metrics of the 28 days that end with the day.
    static Dora.Row dora(Scope scope, LocalDate day, Catalog catalog, List<DeliveryOfScope> deliveries) {
        Days last28 = new Days(day.plusDays(1).minusDays(WINDOW), day.plusDays(1));
        Question question = new Question(scope, last28, Grain.MONTH, Basis.EFFECTIVE, null, null);
        return Dora.of(question, catalog, deliveries, false).total();
    }

    static BigDecimal fraction(double value) {
        return BigDecimal.valueOf(value).setScale(FRACTION_SCALE, RoundingMode.HALF_EVEN);
    }
}
