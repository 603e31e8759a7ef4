package costperchange.calculator.money;

import java.util.Locale;
import java.util.Optional;

/// Which of a charge's two costs is meant. The two are never added together.
public enum Basis {
    /// FOCUS `EffectiveCost`: amortised, the default and the only basis for trends.
    EFFECTIVE,
    /// FOCUS `BilledCost`: what is invoiced, reconciles with invoices.
    BILLED;

    /// The name used in answers and parameters: `effective` or `billed`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Basis> of(String label) {
        for (Basis basis : values()) {
            if (basis.label().equals(label)) {
                return Optional.of(basis);
            }
        }
        return Optional.empty();
    }
}
