package costperchange.report;

import costperchange.store.Json;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// One line of the CloudWatch embedded metric format, as AWS documents it ("Specification: Embedded metric
/// format"). Values are JSON numbers, as CloudWatch wants them; the time is the start of the day.
final class EmbeddedLine {

    private final ObjectNode line = Json.MAPPER.createObjectNode();
    private final ArrayNode metrics;

    /// @param dimensions their values by name, in order
    EmbeddedLine(LocalDate day, Map<String, String> dimensions) {
        ObjectNode aws = line.putObject("_aws");
        aws.put("Timestamp", day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli());
        ObjectNode directive = aws.putArray("CloudWatchMetrics").addObject();
        directive.put("Namespace", "CostPerChange");
        ArrayNode names = directive.putArray("Dimensions").addArray();
        metrics = directive.putArray("Metrics");
        dimensions.forEach((name, value) -> {
            names.add(name);
            line.put(name, value);
        });
    }

    /// Adds a metric; nothing where it was not measured, as a metric that is not there is not zero.
    EmbeddedLine with(String name, String unit, @Nullable BigDecimal value) {
        if (value != null) {
            metrics.addObject().put("Name", name).put("Unit", unit);
            line.put(name, value);
        }
        return this;
    }

    EmbeddedLine with(String name, String unit, @Nullable Long value) {
        return with(name, unit, value == null ? null : BigDecimal.valueOf(value));
    }

    boolean isEmpty() {
        return metrics.isEmpty();
    }

    String text() {
        return Json.text(line);
    }
}
