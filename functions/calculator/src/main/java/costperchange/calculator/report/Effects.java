package costperchange.calculator.report;

import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// By how much each component moved a ratio, to the digits to which the ratio is published: the effects add up
/// to the published difference. [Bridge] has the formula.
final class Effects {

    private Effects() {}

    /// @param moved by how much each component's cost moved
    /// @param costs of both months together
    /// @param n0 number of changes before
    /// @param n1 number of changes after
    /// @param difference of the published ratios; null where one is not known
    /// @return one for each component, then that of the number of changes; none where the difference is not
    ///     known
    static List<BigDecimal> of(
            List<BigDecimal> moved, BigDecimal costs, int n0, int n1, @Nullable BigDecimal difference) {
        if (difference == null) {
            return List.of();
        }
        // All over the denominator 2·n₀·n₁, so that nothing is rounded before the end.
        List<BigDecimal> numerators = new ArrayList<>(moved.stream()
                .map(delta -> delta.multiply(BigDecimal.valueOf(n0 + (long) n1)))
                .toList());
        numerators.add(costs.multiply(BigDecimal.valueOf(n0 - (long) n1)));
        return rounded(numerators, BigDecimal.valueOf(2L * n0 * n1), difference);
    }

    /// Largest remainder: each is rounded down, and what is then missing goes, a unit each, to those that lost
    /// most.
    private static List<BigDecimal> rounded(
            List<BigDecimal> numerators, BigDecimal denominator, BigDecimal difference) {
        int scale = Window.SCALE;
        int fine = Math.max(
                0, numerators.stream().mapToInt(BigDecimal::scale).max().orElse(0) - scale);
        BigInteger divisor = denominator.toBigIntegerExact().multiply(BigInteger.TEN.pow(fine));
        List<BigInteger> floors = new ArrayList<>();
        List<BigInteger> remainders = new ArrayList<>();
        for (BigDecimal numerator : numerators) {
            BigInteger units = numerator.movePointRight(scale + fine).toBigIntegerExact();
            BigInteger remainder = units.mod(divisor);
            floors.add(units.subtract(remainder).divide(divisor));
            remainders.add(remainder);
        }
        BigInteger target = difference.setScale(scale, RoundingMode.UNNECESSARY).unscaledValue();
        int missing = target.subtract(sum(floors)).intValueExact();
        IntStream.range(0, floors.size())
                .boxed()
                .sorted(Comparator.comparing(remainders::get, Comparator.reverseOrder()))
                .limit(Math.max(missing, 0))
                .forEach(i -> floors.set(i, floors.get(i).add(BigInteger.ONE)));
        // The published ratios are rounded themselves, so a unit may be left over.
        floors.set(floors.size() - 1, floors.getLast().add(target.subtract(sum(floors))));
        return floors.stream()
                .map(units -> Amounts.plain(new BigDecimal(units, scale)))
                .toList();
    }

    private static BigInteger sum(List<BigInteger> units) {
        return units.stream().reduce(BigInteger.ZERO, BigInteger::add);
    }
}
