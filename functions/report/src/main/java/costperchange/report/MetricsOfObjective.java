package costperchange.report;

import costperchange.calculator.report.Objectives.PerDay;
import costperchange.calculator.report.Objectives.Row;
import costperchange.calculator.report.Scope;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The metrics of objectives. Whoever sets one asks for them.
final class MetricsOfObjective {

    private MetricsOfObjective() {}

    /// An objective on cost per day, as of the last complete day of its window.
    static List<String> lines(Row row) {
        PerDay perDay = row.costPerDay();
        LocalDate to = row.to();
        if (perDay == null || to == null) {
            return List.of();
        }
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Scope", row.scope());
        dimensions.put("Currency", row.currency().code());
        return List.of(new EmbeddedLine(to.minusDays(1), dimensions)
                .with("BudgetLeft", "None", perDay.left())
                .with("BurnRateLong", "None", perDay.burnRate().getFirst().rate())
                .with("BurnRateShort", "None", perDay.burnRate().getLast().rate())
                .text());
    }

    /// How many objectives burn, as it is known today.
    static List<String> lines(LocalDate today, List<Row> rows) {
        return List.of(new EmbeddedLine(today, Map.of("Scope", new Scope.Organisation().label()))
                .with(
                        "ObjectivesBurning",
                        "Count",
                        rows.stream().filter(Row::burning).count())
                .text());
    }
}
