package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Labels of an issue, by which people say that it is an incident, and what caused it.
final class IncidentLabels {

    private static final String INCIDENT = "incident";
    private static final String CAUSE = "deployment:";
    private static final String APPLICATION = "application:";

    private IncidentLabels() {}

    static boolean areOfIncident(List<String> labels) {
        return labels.stream().anyMatch(label -> label.strip().equalsIgnoreCase(INCIDENT));
    }

    /// The deployment's id or revision after `deployment:` in the first label that has it; null if none does.
    static @Nullable String cause(List<String> labels) {
        return after(CAUSE, labels);
    }

    /// What failed: the repository, and the application after `application:` in the first label that has it.
    static Origin origin(Origin repository, List<String> labels) {
        return new Origin(after(APPLICATION, labels), repository.repository(), repository.paths(), repository.fields());
    }

    private static @Nullable String after(String prefix, List<String> labels) {
        return labels.stream()
                .map(String::strip)
                .filter(label -> label.regionMatches(true, 0, prefix, 0, prefix.length()))
                .map(label -> label.substring(prefix.length()).strip())
                .filter(name -> !name.isEmpty() && name.length() <= Fields.NAME && Fields.isPrintable(name))
                .findFirst()
                .orElse(null);
    }
}
