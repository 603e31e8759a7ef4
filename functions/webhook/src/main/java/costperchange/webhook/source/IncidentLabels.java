package costperchange.webhook.source;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Labels of an issue, by which people say that it is an incident, and what caused it.
final class IncidentLabels {

    private static final String INCIDENT = "incident";
    private static final String CAUSE = "deployment:";

    private IncidentLabels() {}

    static boolean areOfIncident(List<String> labels) {
        return labels.stream().anyMatch(label -> label.strip().equalsIgnoreCase(INCIDENT));
    }

    /// The deployment's id or revision after `deployment:` in the first label that has it; null if none does.
    static @Nullable String cause(List<String> labels) {
        return labels.stream()
                .map(String::strip)
                .filter(label -> label.regionMatches(true, 0, CAUSE, 0, CAUSE.length()))
                .map(label -> label.substring(CAUSE.length()).strip())
                .filter(cause -> !cause.isEmpty() && cause.length() <= Fields.NAME && Fields.isPrintable(cause))
                .findFirst()
                .orElse(null);
    }
}
