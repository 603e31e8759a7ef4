package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog.PipelineRate;
import costperchange.calculator.cost.ApplicationMonth.Remainder;
import costperchange.calculator.cost.ApplicationMonth.RunCost;
import costperchange.calculator.delivery.Change;
import costperchange.calculator.delivery.Change.Failure;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The changes of an application, with what the application cost in production while each was live.
///
/// @param application whose
/// @param basis `effective` or `billed`
/// @param from first month asked for
/// @param to the month after the last asked for
/// @param rows one for each change and currency, in order of time; a change that cost nothing yet has one
///     without
/// @param next where the next page starts; null on the last
/// @param pipelineRate by which delivery costs are computed; null where the catalog has none
/// @param sums where the application's cost of those months went, by currency: all changes, not this page's
public record ChangesOfApplication(
        String application,
        String basis,
        YearMonth from,
        YearMonth to,
        List<Row> rows,
        @Nullable String next,
        @Nullable PipelineRate pipelineRate,
        List<Sum> sums) {

    private static final Pattern CURSOR = Pattern.compile("[0-9]{15}_[^_]+_.+", Pattern.DOTALL);

    /// @param revision null where none was told
    /// @param at when it first succeeded in production
    /// @param leadTimeSeconds from the earliest commit; null where that is not known; negative where a commit
    ///     is said to be later than its deployment
    /// @param commits how many commits it brought; null where that is not known
    /// @param pipelineSeconds how long pipelines ran for it; null where that is not known
    /// @param deliveryCost of those pipelines, in the currency of the rate; null where the time or the rate is
    ///     not known
    /// @param failure `rollback`, `fix`, `incident` or `inferred`; null where no failure is known
    /// @param recoveredAt when service was restored after that; null while it is not
    /// @param rework whether it was made because of a failure
    /// @param liveSeconds how long it was live on days that production was charged for; null where no bill
    ///     covers them
    /// @param runCost production cost while it was live; null where no bill covers that time
    public record Row(
            @Nullable String revision,
            String source,
            String id,
            Instant at,
            @Nullable Long leadTimeSeconds,
            @Nullable Integer commits,
            @Nullable Long pipelineSeconds,
            @Nullable BigDecimal deliveryCost,
            @Nullable String failure,
            @Nullable Instant recoveredAt,
            boolean rework,
            @Nullable Long liveSeconds,
            @Nullable Currency currency,
            @Nullable BigDecimal runCost,
            @Nullable String url) {}

    /// `runCost + beforeFirstChange + otherEnvironments + noEnvironment + shared + recoverableTax = total`,
    /// exactly.
    ///
    /// @param runCost of all that was live in these months, changes of earlier months among them
    /// @param beforeFirstChange production, while nothing was live
    /// @param otherEnvironments environments that are not production
    /// @param noEnvironment charges that name no environment
    /// @param shared the application's part of the pools
    /// @param recoverableTax tax that comes back; in none of the others
    public record Sum(
            Currency currency,
            BigDecimal runCost,
            BigDecimal beforeFirstChange,
            BigDecimal otherEnvironments,
            BigDecimal noEnvironment,
            BigDecimal shared,
            BigDecimal recoverableTax,
            BigDecimal total) {}

    /// What is stored of a month.
    public record Month(List<Change> changes, List<RunCost> runCosts, List<Remainder> remainders) {}

    /// What is asked.
    ///
    /// @param newestFirst whether the order of time is reversed
    /// @param failed whether only changes are wanted that failed
    /// @param after where the page before ended, as its `next` said; null for the first page
    /// @param limit most changes on the page
    public record Question(
            String application,
            YearMonth from,
            YearMonth to,
            Basis basis,
            boolean newestFirst,
            boolean failed,
            @Nullable String after,
            int limit) {}

    /// Answers from all months from the first asked for on: changes of the months asked for may be live in
    /// later ones.
    ///
    /// @param rate what a minute of a pipeline costs; null where that is not known
    public static ChangesOfApplication of(
            Question question, Map<YearMonth, Month> stored, @Nullable PipelineRate rate) {
        TreeMap<YearMonth, Month> months = new TreeMap<>(stored);
        List<Change> asked = months.headMap(question.to, false).values().stream()
                .flatMap(month -> month.changes.stream())
                .sorted(Comparator.comparing(Change::success))
                .toList();
        List<Change> left = left(question, asked);
        List<Change> page = left.subList(0, Math.min(question.limit, left.size()));
        Map<Success, Map<Currency, RunCost>> costs = runCosts(asked, months);
        Rows rows = new Rows(question.basis, rate);
        return new ChangesOfApplication(
                question.application,
                question.basis.label(),
                question.from,
                question.to,
                page.stream()
                        .flatMap(change -> rows.of(change, costs.getOrDefault(change.success(), Map.of())).stream())
                        .toList(),
                page.size() < left.size() ? cursor(page.getLast().success()) : null,
                rate,
                sums(months.headMap(question.to, false).values(), question.basis));
    }

    /// The changes of this page and those after it.
    private static List<Change> left(Question question, List<Change> asked) {
        Comparator<String> order = question.newestFirst ? Comparator.reverseOrder() : Comparator.naturalOrder();
        return asked.stream()
                .filter(change -> !question.failed || change.failure() != null)
                .filter(change -> question.after == null || order.compare(cursor(change.success()), question.after) > 0)
                .sorted(Comparator.comparing(change -> cursor(change.success()), order))
                .toList();
    }

    /// Whether a text can be the `next` of a page.
    public static boolean isCursor(String text) {
        return CURSOR.matcher(text).matches();
    }

    /// Where in the order of changes one stands: fixed width, so that cursors sort as the changes do.
    private static String cursor(Success change) {
        return "%015d".formatted(change.at().toEpochMilli()) + "_" + change.id().source() + "_"
                + change.id().id();
    }

    /// The run costs of each change, over all months. A revision that was counted more than once ran for the
    /// change counted last before.
    private static Map<Success, Map<Currency, RunCost>> runCosts(
            List<Change> changes, NavigableMap<YearMonth, Month> months) {
        Map<String, TreeMap<Instant, Success>> bySubject = new HashMap<>();
        changes.stream()
                .map(Change::success)
                .forEach(change -> bySubject
                        .computeIfAbsent(change.subject(), subject -> new TreeMap<>())
                        .put(change.at(), change));
        Map<Success, Map<Currency, RunCost>> costs = new HashMap<>();
        months.forEach((month, stored) -> stored.runCosts.forEach(run -> {
            TreeMap<Instant, Success> counted = bySubject.getOrDefault(run.subject(), new TreeMap<>());
            Map.Entry<Instant, Success> change = run.countedAt() != null
                    ? counted.floorEntry(run.countedAt())
                    : counted.lowerEntry(Period.of(month).start());
            if (change != null) {
                costs.computeIfAbsent(change.getValue(), key -> new TreeMap<>())
                        .merge(run.currency(), run, ChangesOfApplication::sum);
            }
        }));
        return costs;
    }

    private static RunCost sum(RunCost one, RunCost other) {
        return new RunCost(
                one.subject(),
                one.countedAt(),
                one.currency(),
                one.cost().plus(other.cost()),
                one.liveMillis() + other.liveMillis());
    }

    private record Rows(Basis basis, @Nullable PipelineRate rate) {

        List<Row> of(Change change, Map<Currency, RunCost> costs) {
            return costs.isEmpty()
                    ? List.of(row(change, null))
                    : costs.values().stream().map(run -> row(change, run)).toList();
        }

        private Row row(Change change, @Nullable RunCost run) {
            Success success = change.success();
            Duration lead = change.leadTime();
            Long seconds = change.pipelineSeconds();
            Failure failure = change.failure();
            return new Row(
                    success.revision(),
                    success.id().source(),
                    success.id().id(),
                    success.at(),
                    lead == null ? null : lead.toSeconds(),
                    change.commits(),
                    seconds,
                    rate == null || seconds == null ? null : rate.cost(seconds),
                    failure == null ? null : failure.reason().label(),
                    failure == null ? null : failure.recoveredAt(),
                    change.rework(),
                    run == null ? null : Duration.ofMillis(run.liveMillis()).toSeconds(),
                    run == null ? null : run.currency(),
                    run == null ? null : run.cost().on(basis),
                    success.url());
        }
    }

    private static List<Sum> sums(Collection<Month> months, Basis basis) {
        TreeMap<Currency, Cost> running = new TreeMap<>();
        TreeMap<Currency, Remainder> remainders = new TreeMap<>();
        for (Month month : months) {
            month.runCosts.forEach(run -> running.merge(run.currency(), run.cost(), Cost::plus));
            month.remainders.forEach(one -> remainders.merge(one.currency(), one, Remainder::plus));
        }
        List<Sum> sums = new ArrayList<>();
        remainders.forEach((currency, rest) -> {
            Cost run = running.getOrDefault(currency, Cost.ZERO);
            sums.add(new Sum(
                    currency,
                    run.on(basis),
                    rest.beforeFirstChange().on(basis),
                    rest.otherEnvironments().on(basis),
                    rest.noEnvironment().on(basis),
                    rest.shared().on(basis),
                    rest.recoverableTax().on(basis),
                    run.plus(rest.total()).on(basis)));
        });
        return sums;
    }

    /// The changes as a table.
    public Sheet sheet() {
        return new Sheet(
                List.of(
                        "revision",
                        "source",
                        "id",
                        "at",
                        "lead_time_seconds",
                        "commits",
                        "pipeline_seconds",
                        "delivery_cost",
                        "failure",
                        "recovered_at",
                        "rework",
                        "live_seconds",
                        "currency",
                        "run_cost",
                        "url"),
                rows.stream()
                        .map(row -> Arrays.<@Nullable Object>asList(
                                row.revision,
                                row.source,
                                row.id,
                                row.at,
                                row.leadTimeSeconds,
                                row.commits,
                                row.pipelineSeconds,
                                row.deliveryCost,
                                row.failure,
                                row.recoveredAt,
                                row.rework,
                                row.liveSeconds,
                                row.currency,
                                row.runCost,
                                row.url))
                        .toList());
    }
}
