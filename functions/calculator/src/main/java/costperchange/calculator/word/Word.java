package costperchange.calculator.word;

import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is said of a change when so many full days of its cost are known. Amounts are on the effective basis;
/// charges that reach outside their billing period and tax that comes back are left out of the amounts per day.
///
/// @param id the same whenever and wherever this is said of this change
/// @param application whose
/// @param revision what went live; null where none was told
/// @param source who told of the deployment by which it was counted
/// @param deployment the source's name for that
/// @param at when it first succeeded in production
/// @param url where people can look at the deployment; null where none was told
/// @param fullDays how many days after it the numbers are of: 1 or 7
/// @param basis always `effective`
/// @param before the seven UTC days before the day of the change
/// @param after the full UTC days since
/// @param estimated whether a bill of any of these days may still change
/// @param rolledBackAt when it was rolled back; null if it is not known to have been
/// @param changesBefore changes of the application in the days before; null where deployments are not known for
///     all of them
/// @param otherChanges other changes of the application, from the day of this one to the last full day
/// @param amounts one for each currency, in order; none where nothing was charged
public record Word(
        String id,
        String application,
        @Nullable String revision,
        String source,
        String deployment,
        Instant at,
        @Nullable String url,
        int fullDays,
        String basis,
        Days before,
        Days after,
        boolean estimated,
        @Nullable Instant rolledBackAt,
        @Nullable Integer changesBefore,
        int otherChanges,
        List<Amounts> amounts) {

    private static final int ID_BYTES = 16;

    public Word {
        amounts = List.copyOf(amounts);
    }

    /// The last day that the numbers are of.
    public LocalDate lastDay() {
        return after.to().minusDays(1);
    }

    /// Amounts in one currency.
    ///
    /// @param perDayBefore mean of the days before; null where not all of them are known
    /// @param perDayAfter mean of the full days since
    /// @param difference of the two; null where the first is
    /// @param runCost what production cost while this change was live, as far as the bills go, the last days
    ///     of which may not be complete; null where they do not cover that time
    /// @param liveSeconds how long it was live in that time
    public record Amounts(
            Currency currency,
            @Nullable BigDecimal perDayBefore,
            BigDecimal perDayAfter,
            @Nullable BigDecimal difference,
            @Nullable BigDecimal runCost,
            @Nullable Long liveSeconds) {}

    /// Names what is said of what: the application, what went live, the day, and after how many days.
    static String id(String... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] hash = digest.digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return "cpc_" + HexFormat.of().formatHex(hash, 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
