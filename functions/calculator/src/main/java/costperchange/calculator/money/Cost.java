package costperchange.calculator.money;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/// The cost of some charges in one currency, on both bases.
///
/// Amounts are kept without trailing zeros, so that equal costs are equal records whatever scale they were read with.
///
/// @param billed sum of FOCUS `BilledCost`
/// @param effective sum of FOCUS `EffectiveCost`
public record Cost(BigDecimal billed, BigDecimal effective) {

    public static final Cost ZERO = new Cost(BigDecimal.ZERO, BigDecimal.ZERO);

    public Cost {
        billed = normalised(billed);
        effective = normalised(effective);
    }

    public static Cost of(String billed, String effective) {
        return new Cost(new BigDecimal(billed), new BigDecimal(effective));
    }

    public Cost plus(Cost other) {
        return new Cost(billed.add(other.billed), effective.add(other.effective));
    }

    public Cost minus(Cost other) {
        return new Cost(billed.subtract(other.billed), effective.subtract(other.effective));
    }

    public BigDecimal on(Basis basis) {
        return switch (basis) {
            case EFFECTIVE -> effective;
            case BILLED -> billed;
        };
    }

    public boolean isZero() {
        return billed.signum() == 0 && effective.signum() == 0;
    }

    private static BigDecimal normalised(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }

    /// Two tables of costs added up, name by name.
    public static Map<String, Cost> sums(Map<String, Cost> one, Map<String, Cost> other) {
        Map<String, Cost> sums = new TreeMap<>(one);
        other.forEach((name, cost) -> sums.merge(name, cost, Cost::plus));
        return sums;
    }
}
