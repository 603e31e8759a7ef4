package costperchange.calculator.delivery;

import java.util.Locale;
import java.util.Optional;

/// How a deployment stands. The order of the constants breaks ties between states told for the same moment.
public enum Outcome {
    IN_PROGRESS,
    CANCELLED,
    FAILED,
    SUCCEEDED;

    /// The name used in documents and answers: `in_progress`, `cancelled`, `failed` or `succeeded`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public boolean isFinal() {
        return this != IN_PROGRESS;
    }

    public static Optional<Outcome> of(String label) {
        for (Outcome outcome : values()) {
            if (outcome.label().equals(label)) {
                return Optional.of(outcome);
            }
        }
        return Optional.empty();
    }
}
