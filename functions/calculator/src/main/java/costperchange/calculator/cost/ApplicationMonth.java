package costperchange.calculator.cost;

import costperchange.calculator.delivery.Brought;
import costperchange.calculator.delivery.Change;
import costperchange.calculator.delivery.ChangeHistory;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.delivery.Timeline;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// An application's deployments and bill of one calendar month, joined.
///
/// @param totals small: what queries by month read
/// @param days the days on which something was charged or deployed, in order
/// @param delivery what the DORA metrics of the month are made of
/// @param changes the changes counted in this month, in order
/// @param runCosts what was live and what it cost, by when it went live
/// @param remainders the cost that no change ran on, one for each currency
public record ApplicationMonth(
        Totals totals,
        List<DayOfApplication> days,
        DeliveryOfMonth delivery,
        List<Change> changes,
        List<RunCost> runCosts,
        List<Remainder> remainders) {

    /// A month in a few numbers. What could not enter a ratio is kept beside it: `cost + notMeasured` is the
    /// whole bill.
    ///
    /// @param application whose
    /// @param month calendar month, UTC
    /// @param freshness of the bills; null where the application has no bill in this month
    /// @param measuredSince the first day from which its deployments are known; null where none is
    /// @param changes on days that enter the ratio
    /// @param changesNotMeasured on days that do not, since their cost is not known
    /// @param deployments all successes in production
    /// @param withoutRevision changes whose source told no revision
    /// @param amounts one for each currency charged, in order
    public record Totals(
            String application,
            YearMonth month,
            @Nullable Freshness freshness,
            @Nullable LocalDate measuredSince,
            int changes,
            int changesNotMeasured,
            int deployments,
            int withoutRevision,
            List<Amounts> amounts) {

        public Totals {
            amounts = List.copyOf(amounts);
        }

        /// Whether a day of this month enters ratios, with its cost and its changes.
        public boolean measures(LocalDate day) {
            return freshness != null && measuredSince != null && freshness.covers(day) && !day.isBefore(measuredSince);
        }
    }

    /// A month's cost in one currency.
    ///
    /// @param direct of the days that enter the ratio
    /// @param shared of the days that enter the ratio
    /// @param notMeasured direct and shared of the days that do not
    /// @param recoverableTax tax that comes back, of all days; in none of the other amounts
    /// @param byProvider direct and shared by provider
    public record Amounts(
            Currency currency,
            Cost direct,
            Cost shared,
            Cost notMeasured,
            Cost recoverableTax,
            Map<String, Cost> byProvider) {

        public Amounts {
            byProvider = new TreeMap<>(byProvider);
        }

        /// All that the application was charged.
        public Cost charged() {
            return direct.plus(shared).plus(notMeasured).plus(recoverableTax);
        }
    }

    /// What a change cost while it was live: its application's own cost in production in that time.
    ///
    /// @param subject the revision, or where none was told the deployment
    /// @param countedAt when it was counted, if that was in this month; null if it came in an earlier one
    /// @param currency of the cost
    /// @param cost in this month
    /// @param liveMillis how long it was live in this month, in milliseconds
    public record RunCost(String subject, @Nullable Instant countedAt, Currency currency, Cost cost, long liveMillis) {}

    /// What an application cost that no change ran on. With the run costs this is the application's bill,
    /// exactly.
    ///
    /// @param beforeFirstChange production, while nothing was live
    /// @param otherEnvironments environments that are not production
    /// @param noEnvironment charges that name no environment
    /// @param shared its share of the pools
    /// @param recoverableTax tax that comes back; in none of the others
    public record Remainder(
            Currency currency,
            Cost beforeFirstChange,
            Cost otherEnvironments,
            Cost noEnvironment,
            Cost shared,
            Cost recoverableTax) {

        /// Both added up, part by part.
        public Remainder plus(Remainder other) {
            return new Remainder(
                    currency,
                    beforeFirstChange.plus(other.beforeFirstChange),
                    otherEnvironments.plus(other.otherEnvironments),
                    noEnvironment.plus(other.noEnvironment),
                    shared.plus(other.shared),
                    recoverableTax.plus(other.recoverableTax));
        }

        public Cost total() {
            return beforeFirstChange
                    .plus(otherEnvironments)
                    .plus(noEnvironment)
                    .plus(shared)
                    .plus(recoverableTax);
        }
    }

    /// What is known of an application's deployments.
    ///
    /// @param successes in the month and as far around it as [ChangeHistory] needs them
    /// @param incidents likewise
    /// @param revisions finds what is known of revisions
    /// @param first when the first known deployment in production finished; null if none did
    /// @param since when failures and rework were first told
    public record Deliveries(
            Collection<Success> successes,
            Collection<Incident> incidents,
            Brought.Lookup revisions,
            @Nullable Instant first,
            DeliveryOfMonth.Since since) {

        /// Deployments of which nothing else is known.
        public static Deliveries of(Collection<Success> successes, @Nullable Instant first) {
            return new Deliveries(successes, List.of(), Brought.Lookup.NOTHING, first, DeliveryOfMonth.Since.NEVER);
        }
    }

    /// The span whose successes and incidents the join of a month needs. Of successes it also needs those back
    /// to the latest before it that was never rolled back.
    public static Period needed(YearMonth month) {
        Period span = Period.of(month);
        return new Period(span.start().minus(Timeline.MEMORY), span.end().plus(Timeline.MEMORY));
    }

    /// Joins a month.
    ///
    /// @param application whose
    /// @param month calendar month, UTC
    /// @param bill null where the application has none in this month
    public static ApplicationMonth of(
            String application, YearMonth month, @Nullable ApplicationBill bill, Deliveries deliveries) {
        Period span = Period.of(month);
        ChangeHistory history = ChangeHistory.of(
                deliveries.successes,
                deliveries.incidents,
                deliveries.revisions,
                needed(month).end());
        List<Change> changes = history.changes().stream()
                .filter(change -> span.contains(change.success().at()))
                .toList();
        List<DayOfApplication> days = days(
                bill,
                changes.stream().map(Change::success).toList(),
                within(history.timeline().successes(), span));
        // A first deployment after the month says nothing of it, so that the month does not depend on what came later.
        Instant first = deliveries.first != null && deliveries.first.isBefore(span.end()) ? deliveries.first : null;
        LocalDate since = measuredSince(bill, first);
        Totals empty =
                new Totals(application, month, bill == null ? null : bill.freshness(), since, 0, 0, 0, 0, List.of());
        RunCosts runCosts = RunCosts.of(month, bill == null ? List.of() : bill.lines(), history.timeline());
        return new ApplicationMonth(
                totals(empty, days, changes),
                days,
                DeliveryOfMonth.of(month, history, runCosts, deliveries.since),
                changes,
                runCosts.runCosts(),
                runCosts.remainders());
    }

    private static List<Success> within(List<Success> successes, Period span) {
        return successes.stream().filter(s -> span.contains(s.at())).toList();
    }

    private static @Nullable LocalDate measuredSince(@Nullable ApplicationBill bill, @Nullable Instant first) {
        if (bill != null && bill.measuredSince() != null) {
            return bill.measuredSince();
        }
        return first == null ? null : Period.day(first);
    }

    private static List<DayOfApplication> days(
            @Nullable ApplicationBill bill, List<Success> changes, List<Success> deployments) {
        Map<LocalDate, Integer> changed = counts(changes);
        Map<LocalDate, Integer> deployed = counts(deployments);
        Map<LocalDate, List<Line>> charged = bill == null
                ? Map.of()
                : bill.lines().stream()
                        .collect(Collectors.groupingBy(line -> line.kind().day()));
        TreeMap<LocalDate, DayOfApplication> days = new TreeMap<>();
        List<LocalDate> all = new ArrayList<>(deployed.keySet());
        all.addAll(charged.keySet());
        all.forEach(day -> days.put(
                day,
                new DayOfApplication(
                        day,
                        changed.getOrDefault(day, 0),
                        deployed.getOrDefault(day, 0),
                        amounts(charged.getOrDefault(day, List.of())))));
        return List.copyOf(days.values());
    }

    private static Map<LocalDate, Integer> counts(List<Success> successes) {
        return successes.stream().collect(Collectors.toMap(s -> Period.day(s.at()), s -> 1, Integer::sum));
    }

    private static List<DayOfApplication.Amounts> amounts(List<Line> lines) {
        return new TreeMap<>(lines.stream()
                        .collect(Collectors.groupingBy(line -> line.kind().currency())))
                .entrySet().stream()
                        .map(entry -> DayOfApplication.Amounts.of(entry.getKey(), entry.getValue()))
                        .toList();
    }

    private static Totals totals(Totals empty, List<DayOfApplication> days, List<Change> changes) {
        int measured = 0;
        int notMeasured = 0;
        int deployments = 0;
        TreeMap<Currency, Amounts> amounts = new TreeMap<>();
        for (DayOfApplication day : days) {
            boolean measures = empty.measures(day.day());
            measured += measures ? day.changes() : 0;
            notMeasured += measures ? 0 : day.changes();
            deployments += day.deployments();
            day.amounts().forEach(one -> amounts.merge(one.currency(), amounts(one, measures), ApplicationMonth::sum));
        }
        int withoutRevision = (int) changes.stream()
                .filter(change -> change.success().revision() == null)
                .count();
        return new Totals(
                empty.application,
                empty.month,
                empty.freshness,
                empty.measuredSince,
                measured,
                notMeasured,
                deployments,
                withoutRevision,
                List.copyOf(amounts.values()));
    }

    private static Amounts amounts(DayOfApplication.Amounts day, boolean measures) {
        return measures
                ? new Amounts(
                        day.currency(), day.direct(), day.shared(), Cost.ZERO, day.recoverableTax(), day.byProvider())
                : new Amounts(day.currency(), Cost.ZERO, Cost.ZERO, day.cost(), day.recoverableTax(), Map.of());
    }

    private static Amounts sum(Amounts one, Amounts other) {
        return new Amounts(
                one.currency,
                one.direct.plus(other.direct),
                one.shared.plus(other.shared),
                one.notMeasured.plus(other.notMeasured),
                one.recoverableTax.plus(other.recoverableTax),
                Cost.sums(one.byProvider, other.byProvider));
    }
}
