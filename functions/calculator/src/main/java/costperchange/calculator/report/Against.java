package costperchange.calculator.report;

import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.MonthlyReport.Relative;
import costperchange.calculator.time.Days;
import costperchange.calculator.trend.Comparison;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A month against an earlier window, in one currency, by the rules of [Comparison]: of the days that enter the
/// ratio, without charges that reach outside their billing period. What was not measured is null, and `reason`
/// says so.
///
/// Twelve months are longer than one. Their cost and changes are given for as many measured days as the month
/// has, so that they can stand beside it: the ratio and its interval are of all twelve months, and a quotient.
///
/// @param earlier `month before`, `year before` or `twelve months before`
/// @param from first day of the earlier window
/// @param to the day after its last
/// @param currency null where nothing was charged
/// @param days how many days the earlier window has
/// @param daysMeasured on how many of them anything of the scope was measured
/// @param earlierCost what it cost
/// @param earlierChanges what changed in it
/// @param earlierCostPerChange its ratio; null without a change
/// @param cost how much more the month cost
/// @param changes how many more changes it had
/// @param costPerChange how much more a change cost; null where one of the two has none
/// @param relative the same as a part of the earlier ratio; null where it cannot be told
/// @param reason why it cannot be told; null where it can
public record Against(
        String earlier,
        LocalDate from,
        LocalDate to,
        @Nullable Currency currency,
        int days,
        int daysMeasured,
        @Nullable BigDecimal earlierCost,
        @Nullable BigDecimal earlierChanges,
        @Nullable BigDecimal earlierCostPerChange,
        @Nullable BigDecimal cost,
        @Nullable BigDecimal changes,
        @Nullable BigDecimal costPerChange,
        @Nullable Relative relative,
        @Nullable String reason) {

    private static final int COST_SCALE = 12;
    private static final int COUNT_SCALE = 1;

    /// The windows that a month is compared with.
    enum Earlier {
        MONTH_BEFORE("month before", "the month before is not measured"),
        YEAR_BEFORE("year before", "the same month a year before is not measured"),
        TWELVE_MONTHS_BEFORE("twelve months before", "the twelve months before are not measured");

        private final String label;
        private final String notMeasured;

        Earlier(String label, String notMeasured) {
            this.label = label;
            this.notMeasured = notMeasured;
        }

        private Days days(YearMonth month) {
            return switch (this) {
                case MONTH_BEFORE -> Days.of(month.minusMonths(1));
                case YEAR_BEFORE -> Days.of(month.minusYears(1));
                case TWELVE_MONTHS_BEFORE -> new Days(month.minusMonths(12).atDay(1), month.atDay(1));
            };
        }
    }

    /// Compares a scope's month.
    ///
    /// @param months of the scope's applications, with their days, as far back as the window reaches
    static Against of(
            Earlier earlier,
            YearMonth month,
            @Nullable Currency currency,
            Basis basis,
            Collection<MonthOfScope> months) {
        Days days = earlier.days(month);
        if (currency == null || basis != Basis.EFFECTIVE) {
            String reason = currency == null ? "nothing was charged" : "only effective cost is compared";
            return none(earlier, days, currency, 0, reason);
        }
        Optional<Windows> before = Windows.of(days, currency, months);
        Optional<Windows> after = Windows.of(Days.of(month), currency, months);
        int measured = before.map(windows -> windows.measured().size()).orElse(0);
        if (before.isEmpty() || after.isEmpty()) {
            String reason = after.isEmpty() ? "not measured" : earlier.notMeasured;
            return none(earlier, days, currency, measured, reason);
        }
        return compared(earlier, days, currency, before.get(), after.get());
    }

    private static Against compared(Earlier earlier, Days days, Currency currency, Windows before, Windows after) {
        Comparison comparison = Comparison.of(before.window(), after.window());
        BigDecimal cost = before.window().cost();
        BigDecimal changes = BigDecimal.valueOf(before.window().changes());
        if (earlier == Earlier.TWELVE_MONTHS_BEFORE) {
            cost = scaled(cost, before, after, COST_SCALE);
            changes = scaled(changes, before, after, COUNT_SCALE);
        }
        return new Against(
                earlier.label,
                days.from(),
                days.to(),
                currency,
                length(days),
                before.measured().size(),
                Amounts.plain(cost),
                Amounts.plain(changes),
                before.window().costPerChange(),
                Amounts.plain(after.window().cost().subtract(cost)),
                Amounts.plain(BigDecimal.valueOf(after.window().changes()).subtract(changes)),
                comparison.costPerChange(),
                comparison.relative() == null ? null : Relative.of(comparison.relative()),
                comparison.reason());
    }

    /// A sum over the earlier window's measured days, for as many as the later one has.
    private static BigDecimal scaled(BigDecimal sum, Windows before, Windows after, int scale) {
        return sum.multiply(BigDecimal.valueOf(after.measured().size()))
                .divide(BigDecimal.valueOf(before.measured().size()), scale, RoundingMode.HALF_EVEN);
    }

    private static Against none(Earlier earlier, Days days, @Nullable Currency currency, int measured, String reason) {
        return new Against(
                earlier.label,
                days.from(),
                days.to(),
                currency,
                length(days),
                measured,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                reason);
    }

    private static int length(Days days) {
        return (int) ChronoUnit.DAYS.between(days.from(), days.to());
    }
}
