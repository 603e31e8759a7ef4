package costperchange.report;

import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.DeliveryOfScope;
import costperchange.calculator.report.Dora;
import costperchange.calculator.report.LedgerMonths;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.trend.Comparison;
import costperchange.report.Gauge.Name;
import costperchange.store.Measurements;
import costperchange.store.Verdicts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The metrics of the latest day that is complete, of the last fourteen: for the organisation and for the
/// applications whose catalog entry says `metrics: true`. The same numbers as [MetricsFunction] publishes of
/// that day, as they stand now. What is not known is not there; while a month that matters is being worked
/// through, nothing is but that.
public final class LatestMetrics {

    private final List<Gauge> gauges = new ArrayList<>();

    private LatestMetrics() {}

    /// @param today in UTC
    public static List<Gauge> on(LocalDate today, Measurements measurements) {
        LatestMetrics metrics = new LatestMetrics();
        Days candidates = new Days(today.minusDays(MetricsFunction.DAYS_BACK - 1), today);
        boolean settling = measurements.waiting(MetricsInput.needed(candidates)).isPresent();
        metrics.add(Name.SETTLING, Map.of(), settling ? BigDecimal.ONE : BigDecimal.ZERO);
        if (!settling) {
            MetricsInput input = MetricsInput.read(measurements, candidates);
            input.scopes().forEach(scope -> metrics.latest(scope, candidates, input));
            new Verdicts(measurements)
                    .objectives(new Scope.Organisation(), today)
                    .rows()
                    .forEach(row -> metrics.gauges.addAll(MetricsOfObjective.gauges(row)));
        }
        return List.copyOf(metrics.gauges);
    }

    private void latest(Scope scope, Days candidates, MetricsInput input) {
        List<DeliveryOfScope> own = input.of(scope);
        List<MonthOfScope> months = own.stream().map(DeliveryOfScope::month).toList();
        for (LocalDate day : candidates.list().reversed()) {
            List<MetricsOfDay> ofDay = MetricsOfDay.of(scope, day, months);
            if (!ofDay.isEmpty()) {
                Map<String, String> labels = Map.of("scope", scope.label());
                long end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toEpochSecond();
                add(Name.COMPLETE_THROUGH_TIMESTAMP_SECONDS, labels, BigDecimal.valueOf(end));
                counts(labels, ofDay.getFirst().numbers());
                ofDay.forEach(this::amounts);
                delivery(labels, MetricsOfDay.dora(scope, day, input.catalog(), own));
                if (scope instanceof Scope.Organisation) {
                    input.ledgers().forEach(ledger -> explained(labels, day, ledger));
                }
                return;
            }
        }
    }

    /// Currencies share one count of changes.
    private void counts(Map<String, String> labels, Row numbers) {
        add(Name.CHANGES_PER_DAY, labels, BigDecimal.valueOf(numbers.changes()));
        add(Name.DEPLOYMENTS_PER_DAY, labels, BigDecimal.valueOf(numbers.deployments()));
    }

    private void amounts(MetricsOfDay day) {
        Map<String, String> labels =
                Map.of("scope", day.scope(), "currency", day.currency().code());
        add(Name.COST_PER_DAY, labels, day.numbers().cost());
        add(Name.COST_PER_CHANGE_28D, labels, day.last28());
        Comparison.Relative moved = day.change();
        if (moved != null) {
            add(Name.COST_PER_CHANGE_28D_MOVED_RATIO, labels, MetricsOfDay.fraction(moved.value()));
            add(Name.COST_PER_CHANGE_28D_MOVED_LOW_RATIO, labels, MetricsOfDay.fraction(moved.low()));
            add(Name.COST_PER_CHANGE_28D_MOVED_HIGH_RATIO, labels, MetricsOfDay.fraction(moved.high()));
        }
    }

    private void delivery(Map<String, String> labels, Dora.Row dora) {
        add(Name.LEAD_TIME_28D_MEDIAN_SECONDS, labels, number(dora.leadTime().medianSeconds()));
        add(Name.LEAD_TIME_28D_P90_SECONDS, labels, number(dora.leadTime().percentile90Seconds()));
        add(Name.CHANGE_FAIL_28D_RATIO, labels, dora.changeFailRate().value());
        add(
                Name.RECOVERY_TIME_28D_MEDIAN_SECONDS,
                labels,
                number(dora.recoveryTime().medianSeconds()));
        add(Name.DEPLOYMENT_REWORK_28D_RATIO, labels, dora.reworkRate().value());
    }

    private void explained(Map<String, String> labels, LocalDate day, LedgerMonths.Row ledger) {
        if (ledger.month().equals(YearMonth.from(day))) {
            add(
                    Name.SHARE_EXPLAINED_RATIO,
                    Map.of(
                            "scope", String.valueOf(labels.get("scope")),
                            "currency", ledger.currency().code()),
                    ledger.shareExplained());
        }
    }

    private void add(Name name, Map<String, String> labels, @Nullable BigDecimal value) {
        if (value != null) {
            gauges.add(new Gauge(name, labels, value));
        }
    }

    private static @Nullable BigDecimal number(@Nullable Long number) {
        return number == null ? null : BigDecimal.valueOf(number);
    }
}
