package costperchange.calculator.money;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Divides an amount into parts whose sum is the amount, to the last digit.
///
/// Largest remainder (Hamilton's) method at scale 12, or at the amount's own scale where that is finer: every part is
/// rounded towards zero, and the units left over go one each to the parts with the largest remainders, ties to the part
/// that stands first. Callers order the parts by name, so that the result does not depend on the order of their input.
public final class Shares {

    /// Digits after the decimal point that a part may have where the amount itself has fewer.
    public static final int SCALE = 12;

    private Shares() {}

    /// Parts of an amount in proportion to weights.
    ///
    /// @param weights none negative, at least one positive
    /// @return one part for each weight, in the same order
    /// @throws IllegalArgumentException if no weight is positive or one is negative
    public static List<BigDecimal> of(BigDecimal amount, List<BigDecimal> weights) {
        BigDecimal total = weights.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        if (total.signum() <= 0 || weights.stream().anyMatch(weight -> weight.signum() < 0)) {
            throw new IllegalArgumentException("weights must not be negative, and one must be positive: " + weights);
        }
        int scale = Math.max(SCALE, amount.scale());
        int weightScale = weights.stream().mapToInt(BigDecimal::scale).max().orElse(0);
        List<BigInteger> whole = weights.stream()
                .map(weight ->
                        weight.setScale(weightScale, RoundingMode.UNNECESSARY).unscaledValue())
                .toList();
        return units(amount.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue(), whole).stream()
                .map(units -> new BigDecimal(units, scale))
                .toList();
    }

    /// Parts of a cost in proportion to weights, each basis on its own.
    public static List<Cost> of(Cost cost, List<BigDecimal> weights) {
        List<BigDecimal> billed = of(cost.billed(), weights);
        List<BigDecimal> effective = of(cost.effective(), weights);
        return IntStream.range(0, weights.size())
                .mapToObj(i -> new Cost(billed.get(i), effective.get(i)))
                .toList();
    }

    private static List<BigInteger> units(BigInteger amount, List<BigInteger> weights) {
        BigInteger total = weights.stream().reduce(BigInteger.ZERO, BigInteger::add);
        List<BigInteger> parts = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        BigInteger left = amount;
        for (BigInteger weight : weights) {
            BigInteger[] divided = amount.multiply(weight).divideAndRemainder(total);
            parts.add(divided[0]);
            remainders.add(divided[1].abs());
            left = left.subtract(divided[0]);
        }
        BigInteger unit = BigInteger.valueOf(left.signum());
        IntStream.range(0, parts.size())
                .boxed()
                .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
                .limit(left.abs().longValueExact())
                .forEach(i -> parts.set(i, parts.get(i).add(unit)));
        return parts;
    }
}
