package costperchange.calculator.report;

import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether a scope's cost rose by more than it may, for a pipeline that asks before it goes on.
///
/// By default on cost per day: where deployments are held back, fewer changes make cost per change worse, not
/// better. The last days whose charges are all there are compared with as many before them.
///
/// @param scope whose
/// @param on `cost-per-day` or `cost-per-change`
/// @param maxIncrease as a fraction: 0.1 is 10 %
/// @param verdict `within`, `over` or `cannot tell`: over if any currency is, else cannot tell if any cannot
/// @param line all of it in one line, for a person
/// @param settling whether bills of these months were committed that are not in these numbers yet; then nothing
///     can be told
/// @param rows one for each currency in which the days that are compared were charged, or for the one asked for
public record Gate(
        String scope,
        String on,
        BigDecimal maxIncrease,
        String verdict,
        String line,
        boolean settling,
        List<Row> rows) {

    private static final int MOST_DAYS_BEHIND = 10;

    private static final List<String> COLUMNS = List.of(
            "scope",
            "on",
            "currency",
            "verdict",
            "before",
            "from",
            "to",
            "cost_before",
            "cost",
            "changes_before",
            "changes",
            "value_before",
            "value",
            "increase",
            "low",
            "high",
            "max_increase",
            "estimated",
            "reason");

    /// What is held against the limit.
    public enum On {
        COST_PER_DAY,
        COST_PER_CHANGE;

        public static Optional<On> of(String label) {
            return Arrays.stream(values())
                    .filter(on -> on.label().equals(label))
                    .findFirst();
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        /// How many days are compared where nothing is said: counts need more of them.
        public int usualWindow() {
            return switch (this) {
                case COST_PER_DAY -> 7;
                case COST_PER_CHANGE -> 28;
            };
        }

        String unit() {
            return switch (this) {
                case COST_PER_DAY -> "a day";
                case COST_PER_CHANGE -> "a change";
            };
        }
    }

    /// @param window how many days each of the two windows has, whole weeks
    /// @param currency the only one wanted; null for all
    public record Question(
            Scope scope,
            On on,
            BigDecimal maxIncrease,
            int window,
            @Nullable Currency currency) {}

    /// One currency.
    ///
    /// @param before first day of the earlier window
    /// @param from first day of the later window, which the earlier one ends before
    /// @param to the day after the last
    /// @param costBefore of the earlier window's days that enter
    /// @param cost of the later window's
    /// @param changesBefore of the earlier window; null where the gate is on cost per day
    /// @param changes of the later one
    /// @param valueBefore cost per day, or per change; null where there is none
    /// @param value of the later window
    /// @param increase with its 90 % interval; null where it cannot be told
    /// @param reason why it cannot be told; null where it can
    /// @param estimated whether a bill of these days may still change
    public record Row(
            Currency currency,
            LocalDate before,
            LocalDate from,
            LocalDate to,
            BigDecimal costBefore,
            BigDecimal cost,
            @Nullable Integer changesBefore,
            @Nullable Integer changes,
            @Nullable BigDecimal valueBefore,
            @Nullable BigDecimal value,
            MonthlyReport.@Nullable Relative increase,
            String verdict,
            @Nullable String reason,
            boolean estimated) {}

    /// @param months of the scope's applications, with their days, of at least two windows before the last that is
    ///     complete
    /// @param end the day after the last that may be looked at. What was known well before says nothing of a change
    ///     that is made now: where the bills stopped coming, a gate that stays open would hide it
    public static Gate of(Question question, LocalDate end, Collection<MonthOfScope> months, boolean settling) {
        LocalDate complete = CostPerChange.completeThrough(months);
        if (complete == null || settling) {
            return untold(question, settling ? "its bills are being worked through" : "no bill is known", settling);
        }
        if (complete.isBefore(end.minusDays(MOST_DAYS_BEHIND))) {
            return untold(question, "its bills are complete through " + complete + " only", false);
        }
        Days after = new Days(complete.plusDays(1).minusDays(question.window), complete.plusDays(1));
        Days before = new Days(after.from().minusDays(question.window), after.from());
        TreeSet<Currency> currencies = currencies(question, new Days(before.from(), after.to()), months);
        if (currencies.isEmpty()) {
            return untold(question, "nothing was charged", false);
        }
        GateRows gate = new GateRows(question, before, after, months);
        List<Row> rows = currencies.stream().map(gate::row).toList();
        return new Gate(
                question.scope.label(),
                question.on.label(),
                question.maxIncrease,
                GateRows.verdict(rows),
                rows.stream().map(gate::line).collect(Collectors.joining("; ")),
                false,
                rows);
    }

    /// The one that is asked for; else those of the days that are compared. One that only days before them have
    /// would leave the gate without an answer for as long as its months are read.
    private static TreeSet<Currency> currencies(Question question, Days compared, Collection<MonthOfScope> months) {
        TreeSet<Currency> all = CostPerChange.currencies(question.currency, months, List.of());
        Set<Currency> charged = Windows.currenciesOfTrends(compared, months);
        if (question.currency == null && !charged.isEmpty()) {
            all.retainAll(charged);
        }
        return all;
    }

    private static Gate untold(Question question, String why, boolean settling) {
        String verdict = GateRows.CANNOT_TELL;
        return new Gate(
                question.scope.label(),
                question.on.label(),
                question.maxIncrease,
                verdict,
                verdict + ": " + question.scope.label() + ": " + why,
                settling,
                List.of());
    }

    /// The rows as a table; where there are none, why.
    public Sheet sheet() {
        return new Sheet(
                COLUMNS,
                rows.isEmpty() ? List.of(why()) : rows.stream().map(this::cells).toList());
    }

    private List<@Nullable Object> why() {
        @Nullable Object[] cells = new @Nullable Object[COLUMNS.size()];
        Map<String, Object> known =
                Map.of("scope", scope, "on", on, "verdict", verdict, "max_increase", maxIncrease, "reason", line);
        known.forEach((name, value) -> cells[COLUMNS.indexOf(name)] = value);
        return Arrays.asList(cells);
    }

    private List<@Nullable Object> cells(Row row) {
        return Arrays.asList(
                scope,
                on,
                row.currency,
                row.verdict,
                row.before,
                row.from,
                row.to,
                row.costBefore,
                row.cost,
                row.changesBefore,
                row.changes,
                row.valueBefore,
                row.value,
                row.increase == null ? null : row.increase.value(),
                row.increase == null ? null : row.increase.low(),
                row.increase == null ? null : row.increase.high(),
                maxIncrease,
                row.estimated,
                row.reason);
    }
}
