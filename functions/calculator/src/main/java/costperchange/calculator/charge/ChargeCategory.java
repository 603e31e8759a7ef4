package costperchange.calculator.charge;

import java.util.Optional;

/// FOCUS `ChargeCategory`.
public enum ChargeCategory {
    USAGE("Usage"),
    PURCHASE("Purchase"),
    TAX("Tax"),
    CREDIT("Credit"),
    ADJUSTMENT("Adjustment");

    private final String label;

    ChargeCategory(String label) {
        this.label = label;
    }

    /// The value FOCUS gives it, such as `Usage`.
    public String label() {
        return label;
    }

    public static Optional<ChargeCategory> of(String label) {
        for (ChargeCategory category : values()) {
            if (category.label.equalsIgnoreCase(label)) {
                return Optional.of(category);
            }
        }
        return Optional.empty();
    }
}
