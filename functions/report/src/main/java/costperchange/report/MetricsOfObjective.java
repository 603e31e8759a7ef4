package costperchange.report;

import costperchange.calculator.objective.State;
import costperchange.calculator.report.Objectives.PerDay;
import costperchange.calculator.report.Objectives.Row;
import costperchange.calculator.report.Scope;
import costperchange.report.Gauge.Name;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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
        EmbeddedLine line = new EmbeddedLine(
                        to.minusDays(1),
                        dimensions(row, "Currency", row.currency().code()))
                .with("BudgetLeft", "None", perDay.left())
                .with("BurnRateLong", "None", perDay.burnRate().getFirst().rate())
                .with("BurnRateShort", "None", perDay.burnRate().getLast().rate());
        return line.isEmpty() ? List.of() : List.of(line.text());
    }

    /// How many objectives burn, and which are missed, as it is known today.
    static List<String> lines(LocalDate today, List<Row> rows) {
        List<String> lines = new ArrayList<>();
        lines.add(new EmbeddedLine(today, Map.of("Scope", new Scope.Organisation().label()))
                .with(
                        "ObjectivesBurning",
                        "Count",
                        rows.stream().filter(Row::burning).count())
                .text());
        rows.forEach(row -> row.states().forEach((amount, state) -> {
            EmbeddedLine line = new EmbeddedLine(today, dimensions(row, "Of", word(amount)))
                    .with("ObjectiveMissed", "None", missed(state));
            if (!line.isEmpty()) {
                lines.add(line.text());
            }
        }));
        return lines;
    }

    private static Map<String, String> dimensions(Row row, String second, String value) {
        Map<String, String> dimensions = new LinkedHashMap<>();
        dimensions.put("Scope", row.scope());
        dimensions.put(second, value);
        return dimensions;
    }

    private static @Nullable Long missed(State state) {
        return switch (state) {
            case MET -> 0L;
            case MISSED -> 1L;
            case CANNOT_TELL -> null;
        };
    }

    /// An objective as it is known now.
    static List<Gauge> gauges(Row row) {
        List<Gauge> gauges = new ArrayList<>();
        PerDay perDay = row.costPerDay();
        if (perDay != null && row.to() != null) {
            gauges.addAll(gauges(row, perDay));
        }
        row.states().forEach((amount, is) -> {
            for (State state : State.values()) {
                gauges.add(new Gauge(
                        Name.OBJECTIVE_STATE,
                        Map.of("scope", row.scope(), "of", word(amount), "state", word(state)),
                        oneIf(state == is)));
            }
        });
        return gauges;
    }

    private static List<Gauge> gauges(Row row, PerDay perDay) {
        List<Gauge> gauges = new ArrayList<>();
        Map<String, String> labels =
                Map.of("scope", row.scope(), "currency", row.currency().code());
        if (perDay.left() != null) {
            gauges.add(new Gauge(Name.OBJECTIVE_BUDGET_LEFT, labels, perDay.left()));
        }
        perDay.burnRate().forEach(burn -> {
            if (burn.rate() != null) {
                Map<String, String> ofWindow = new LinkedHashMap<>(labels);
                ofWindow.put("window", burn.days() + "d");
                gauges.add(new Gauge(Name.OBJECTIVE_BURN_RATIO, ofWindow, burn.rate()));
            }
        });
        if (perDay.burnRate().stream().allMatch(burn -> burn.rate() != null)) {
            gauges.add(new Gauge(Name.OBJECTIVE_BURNING, Map.of("scope", row.scope()), oneIf(perDay.burning())));
        }
        return gauges;
    }

    private static BigDecimal oneIf(boolean holds) {
        return holds ? BigDecimal.ONE : BigDecimal.ZERO;
    }

    /// `cost_per_day`, `cannot_tell`.
    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
