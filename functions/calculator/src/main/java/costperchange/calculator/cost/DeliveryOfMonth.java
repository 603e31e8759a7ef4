package costperchange.calculator.cost;

import costperchange.calculator.delivery.Change;
import costperchange.calculator.delivery.ChangeHistory;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How an application's delivery went in one calendar month: what the five DORA metrics are made of, as raw
/// values, since medians cannot be added up.
///
/// @param failuresSince when anyone first told of a failure of the application; null if no one ever did
/// @param reworkSince when anyone first told if a deployment is rework; null if no one ever did
/// @param changes in order of time
/// @param rework when deployments succeeded that were rework, in order of time
/// @param costs what failed and rework changes cost, one for each currency
public record DeliveryOfMonth(
        @Nullable Instant failuresSince,
        @Nullable Instant reworkSince,
        List<Delivered> changes,
        List<Instant> rework,
        List<Costs> costs) {

    public static final DeliveryOfMonth NONE = new DeliveryOfMonth(null, null, List.of(), List.of(), List.of());

    /// Both parts of one month as one.
    public DeliveryOfMonth with(DeliveryOfMonth other) {
        return new DeliveryOfMonth(
                failuresSince,
                reworkSince,
                concat(changes, other.changes),
                concat(rework, other.rework),
                concat(costs, other.costs));
    }

    private static <T> List<T> concat(List<T> one, List<T> other) {
        return Stream.concat(one.stream(), other.stream()).toList();
    }

    /// A part of the month, with some of its changes; all the rest stands in the first part.
    public DeliveryOfMonth part(List<Delivered> some, boolean first) {
        return new DeliveryOfMonth(
                failuresSince, reworkSince, some, first ? rework : List.of(), first ? costs : List.of());
    }

    /// A change, as far as the metrics go.
    ///
    /// @param at when it was counted
    /// @param leadSeconds from the earliest commit; negative if that is said to be later; null if it is not
    ///     known
    /// @param pipelineSeconds how long pipelines ran for it; null if that is not known
    /// @param failure why it is known to have failed; null if it is not
    /// @param recoverySeconds from its success to the recovery; null if it did not fail, or has not recovered
    /// @param rework whether it was made because of a failure
    public record Delivered(
            Instant at,
            @Nullable Long leadSeconds,
            @Nullable Long pipelineSeconds,
            Change.@Nullable Reason failure,
            @Nullable Long recoverySeconds,
            boolean rework) {

        static Delivered of(Change change) {
            Duration lead = change.leadTime();
            Change.Failure failure = change.failure();
            Instant recovered = failure == null ? null : failure.recoveredAt();
            return new Delivered(
                    change.success().at(),
                    lead == null ? null : lead.toSeconds(),
                    change.pipelineSeconds(),
                    failure == null ? null : failure.reason(),
                    recovered == null
                            ? null
                            : Duration.between(change.success().at(), recovered).toSeconds(),
                    change.rework());
        }
    }

    /// Production cost while such changes were live in the month. A change that failed and was rework is in
    /// both.
    public record Costs(Currency currency, Cost failed, Cost rework) {}

    /// When sources of failures and of rework first told of any.
    public record Since(
            @Nullable Instant failures, @Nullable Instant rework) {

        public static final Since NEVER = new Since(null, null);
    }

    static DeliveryOfMonth of(YearMonth month, ChangeHistory history, RunCosts runCosts, Since since) {
        Period span = Period.of(month);
        return new DeliveryOfMonth(
                before(since.failures, month),
                before(since.rework, month),
                history.changes().stream()
                        .filter(change -> span.contains(change.success().at()))
                        .map(Delivered::of)
                        .toList(),
                history.rework().stream().filter(span::contains).toList(),
                costs(history, runCosts));
    }

    /// What was first told long after the month says nothing of it; what was told soon after may be of its
    /// changes.
    private static @Nullable Instant before(@Nullable Instant time, YearMonth month) {
        return time != null && time.isBefore(ApplicationMonth.needed(month).end()) ? time : null;
    }

    private static List<Costs> costs(ChangeHistory history, RunCosts runCosts) {
        Map<String, Change> latest = history.changes().stream()
                .collect(Collectors.toMap(
                        change -> change.success().subject(), Function.identity(), (one, other) -> other));
        Map<Currency, Costs> costs = new TreeMap<>();
        for (ApplicationMonth.RunCost run : runCosts.runCosts()) {
            Change change = latest.get(run.subject());
            Cost failed = change != null && change.failure() != null ? run.cost() : Cost.ZERO;
            Cost rework = change != null && change.rework() ? run.cost() : Cost.ZERO;
            costs.merge(run.currency(), new Costs(run.currency(), failed, rework), DeliveryOfMonth::sum);
        }
        return List.copyOf(costs.values());
    }

    private static Costs sum(Costs one, Costs other) {
        return new Costs(one.currency, one.failed.plus(other.failed), one.rework.plus(other.rework));
    }
}
