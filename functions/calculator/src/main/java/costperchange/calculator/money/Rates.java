package costperchange.calculator.money;

import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Rates by which amounts of other currencies are shown in one. A converted amount stands beside the original
/// and never in its place.
///
/// @param to the currency converted to; null where there are no rates
/// @param months for each month what one unit of a currency, by its code, was worth
public record Rates(@Nullable Currency to, Map<YearMonth, Map<String, BigDecimal>> months) {

    public static final Rates NONE = new Rates(null, Map.of());

    public Rates {
        Map<YearMonth, Map<String, BigDecimal>> sorted = new TreeMap<>();
        months.forEach((month, rates) -> sorted.put(month, new TreeMap<>(rates)));
        months = sorted;
    }

    /// An amount converted at its month's rate, exactly; empty where that month has no rate for its currency.
    public Optional<BigDecimal> convert(BigDecimal amount, Currency currency, YearMonth month) {
        if (currency.equals(to)) {
            return Optional.of(amount);
        }
        return Optional.ofNullable(months.getOrDefault(month, Map.of()).get(currency.code()))
                .map(rate -> stripped(amount.multiply(rate)));
    }

    private static BigDecimal stripped(BigDecimal amount) {
        return amount.signum() == 0 ? BigDecimal.ZERO : amount.stripTrailingZeros();
    }
}
