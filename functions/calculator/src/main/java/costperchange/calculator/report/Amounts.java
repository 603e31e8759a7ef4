package costperchange.calculator.report;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.function.Function;

/// Adds amounts up, without trailing zeros, so that equal amounts are equal whatever they were added up from.
final class Amounts {

    private Amounts() {}

    static <T> BigDecimal sum(Collection<T> rows, Function<T, BigDecimal> amount) {
        return plain(rows.stream().map(amount).reduce(BigDecimal.ZERO, BigDecimal::add));
    }

    static BigDecimal plain(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }
}
