package costperchange.report;

import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.report.Scope;
import costperchange.calculator.report.Windows;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.trend.Comparison;
import costperchange.store.Json;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The metrics of one scope on one complete day, in one currency, on the effective basis.
///
/// @param scope `organisation` or `application:NAME`
/// @param day UTC
/// @param numbers of the day
/// @param last28 cost per change of the 28 days that end with the day; null where the scope was not measured from the
///     first of them on, or had no change
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

    /// The metrics of a day; none if it is not complete, was left out by a bill, or the scope is not measured on it.
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

    /// One line of the CloudWatch embedded metric format, as AWS documents it ("Specification: Embedded metric
    /// format"). Values are JSON numbers, as CloudWatch wants them; the time is the start of the day.
    String embedded() {
        ObjectNode line = Json.MAPPER.createObjectNode();
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", "CostPerChange");
        directive.putArray("Dimensions").addArray().add("Scope").add("Currency");
        ArrayNode metrics = directive.putArray("Metrics");
        line.put("Scope", scope);
        line.put("Currency", currency.code());
        put(line, metrics, "Cost", "None", numbers.cost());
        put(line, metrics, "Changes", "Count", BigDecimal.valueOf(numbers.changes()));
        put(line, metrics, "Deployments", "Count", BigDecimal.valueOf(numbers.deployments()));
        put(line, metrics, "CostPerChange", "None", numbers.costPerChange());
        put(line, metrics, "CostPerChange28d", "None", last28);
        if (change != null) {
            put(line, metrics, "CostPerChange28dChange", "None", fraction(change.value()));
            put(line, metrics, "CostPerChange28dChangeLow", "None", fraction(change.low()));
            put(line, metrics, "CostPerChange28dChangeHigh", "None", fraction(change.high()));
        }
        return Json.text(line);
    }

    private static void put(ObjectNode line, ArrayNode metrics, String name, String unit, @Nullable BigDecimal value) {
        if (value != null) {
            metrics.addObject().put("Name", name).put("Unit", unit);
            line.put(name, value);
        }
    }

    private static BigDecimal fraction(double value) {
        return BigDecimal.valueOf(value).setScale(FRACTION_SCALE, RoundingMode.HALF_EVEN);
    }
}
