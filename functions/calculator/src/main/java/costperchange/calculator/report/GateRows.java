package costperchange.calculator.report;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.Gate.Question;
import costperchange.calculator.report.Gate.Row;
import costperchange.calculator.time.Days;
import costperchange.calculator.trend.Comparison;
import costperchange.calculator.trend.DailyCosts;
import costperchange.calculator.trend.PairedDays;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Compares two windows for the gate.
///
/// @param before as long as the window after it
/// @param months of the scope's applications, with their days
record GateRows(Question question, Days before, Days after, Collection<MonthOfScope> months) {

    static final String OVER = "over";
    static final String CANNOT_TELL = "cannot tell";
    private static final String WITHIN = "within";

    /// What of a window is held against the other.
    ///
    /// @param changes null where they do not matter
    private record Side(
            BigDecimal cost,
            @Nullable Integer changes,
            @Nullable BigDecimal value) {

        static Side of(DailyCosts costs) {
            return new Side(costs.sum(), null, costs.perDay());
        }

        static Side of(Window window) {
            return new Side(window.cost(), window.changes(), window.costPerChange());
        }
    }

    /// Over if any currency is, else it cannot be told if that of any cannot.
    static String verdict(List<Row> rows) {
        return Stream.of(OVER, CANNOT_TELL)
                .filter(verdict -> rows.stream().anyMatch(row -> row.verdict().equals(verdict)))
                .findFirst()
                .orElse(WITHIN);
    }

    Row row(Currency currency) {
        return switch (question.on()) {
            case COST_PER_DAY -> {
                PairedDays pairs = PairedDays.of(
                        Windows.daily(new Days(before.from(), after.to()), currency, months), before, after);
                yield row(currency, Side.of(pairs.before()), Side.of(pairs.after()), pairs.relative(), pairs.reason());
            }
            case COST_PER_CHANGE -> {
                Comparison pair = Comparison.of(whole(before, currency), whole(after, currency));
                yield row(currency, Side.of(pair.before()), Side.of(pair.after()), pair.relative(), pair.reason());
            }
        };
    }

    private Row row(
            Currency currency,
            Side first,
            Side second,
            Comparison.@Nullable Relative relative,
            @Nullable String reason) {
        String verdict = verdict(relative);
        return new Row(
                currency,
                before.from(),
                after.from(),
                after.to(),
                first.cost,
                second.cost,
                first.changes,
                second.changes,
                first.value,
                second.value,
                relative == null ? null : MonthlyReport.Relative.of(relative),
                verdict,
                reason == null && verdict.equals(CANNOT_TELL) ? "the interval spans the limit" : reason,
                isEstimated());
    }

    /// The whole interval must be on one side of the limit.
    private String verdict(Comparison.@Nullable Relative increase) {
        double limit = question.maxIncrease().doubleValue();
        if (increase == null || increase.low() <= limit && increase.high() > limit) {
            return CANNOT_TELL;
        }
        return increase.low() > limit ? OVER : WITHIN;
    }

    /// A window that was not measured from its first day on has nothing that could be compared.
    private Window whole(Days days, Currency currency) {
        return Windows.of(days, currency, months)
                .filter(windows -> windows.startsWith(days))
                .map(Windows::window)
                .orElseGet(() -> new Window(BigDecimal.ZERO, 0, List.of()));
    }

    private boolean isEstimated() {
        return months.stream()
                .map(MonthOfScope::totals)
                .filter(totals -> after.months().contains(totals.month()))
                .map(totals -> totals.freshness())
                .filter(Objects::nonNull)
                .anyMatch(freshness -> freshness.estimated());
    }

    /// A row for a person.
    String line(Row row) {
        StringBuilder line = new StringBuilder(row.verdict())
                .append(": ")
                .append(question.scope().label());
        if (row.value() != null && row.valueBefore() != null) {
            line.append(": %s %s %s in the %d days to %s, %s in the %d before"
                    .formatted(
                            rounded(row.value()),
                            row.currency().code(),
                            question.on().unit(),
                            question.window(),
                            row.to().minusDays(1),
                            rounded(row.valueBefore()),
                            question.window()));
        }
        if (row.increase() != null) {
            line.append(": %s (90 %% interval %s to %s)"
                    .formatted(
                            percent(row.increase().value()),
                            percent(row.increase().low()),
                            percent(row.increase().high())));
        }
        line.append(", limit ").append(percent(question.maxIncrease()));
        if (row.reason() != null) {
            line.append("; ").append(row.reason());
        }
        return line.append(row.estimated() ? "; estimated" : "").toString();
    }

    private static String rounded(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_EVEN).toPlainString();
    }

    private static String percent(BigDecimal fraction) {
        BigDecimal percent = fraction.movePointRight(2).setScale(1, RoundingMode.HALF_EVEN);
        return (percent.signum() < 0 ? "" : "+") + percent.toPlainString() + " %";
    }
}
