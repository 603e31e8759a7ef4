package costperchange.calculator.charge;

import java.util.Locale;

/// What finance tells charges apart by: FOCUS `ChargeCategory`, and whatever the category, what corrects an
/// earlier bill (`ChargeClass` is `Correction`).
public enum ChargeKind {
    USAGE,
    PURCHASE,
    TAX,
    CREDIT,
    ADJUSTMENT,
    CORRECTION;

    public static ChargeKind of(ChargeCategory category, boolean correction) {
        if (correction) {
            return CORRECTION;
        }
        return switch (category) {
            case USAGE -> USAGE;
            case PURCHASE -> PURCHASE;
            case TAX -> TAX;
            case CREDIT -> CREDIT;
            case ADJUSTMENT -> ADJUSTMENT;
        };
    }

    /// The name used in answers: `usage`.
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
