package costperchange.store;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.cost.ApplicationMonth.Deliveries;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.DayOfApplication;
import costperchange.calculator.cost.DeliveryOfMonth;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.report.Applications;
import costperchange.calculator.report.ChangesOfApplication;
import costperchange.calculator.report.CostPerChange;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.DeliveryOfScope;
import costperchange.calculator.report.Dora;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads what an answer needs and has the calculator answer. What stands in the table is read as it is; what was
/// known at an earlier time is computed again from deployments and bill parts, by the same calculator.
///
/// @param table to read
/// @param limit how much a question may read
public record Measurements(Table table, Measurements.Limit limit) {

    /// How much one question may read.
    ///
    /// @param withDays most months of applications with their days
    /// @param asOf most months of applications as known at a time, which are computed again from bill parts and
    ///     deployments
    /// @param changes most changes of an application, all those since the first month asked for: what they cost
    ///     while they were live stands in later months, too
    public record Limit(int withDays, int asOf, int changes) {

        /// For whoever is no caller from outside.
        public static final Limit NONE = new Limit(Integer.MAX_VALUE, Integer.MAX_VALUE, Integer.MAX_VALUE);

        /// For answers: a year of a thousand applications, or a month as known at a time, or a year and a half
        /// of the busiest application there may be.
        public static final Limit OF_ANSWERS = new Limit(15_000, 1_200, 200_000);
    }

    /// Reads as much as it takes.
    public Measurements(Table table) {
        this(table, Limit.NONE);
    }

    /// Cost per change of a scope.
    ///
    /// @throws TooWideException if it would read too much, like all questions here
    public CostPerChange costPerChange(Question question) {
        return costPerChange(question, Rates.NONE);
    }

    /// Cost per change of a scope, with a converted view.
    ///
    /// @param rates to convert by; none if nothing is to be converted
    public CostPerChange costPerChange(Question question, Rates rates) {
        Collection<MonthOfScope> months = months(question);
        return CostPerChange.of(question, months, new Ledgers(this).unallocated(question), isSettling(question), rates);
    }

    private static Question byDay(Question question) {
        return new Question(
                question.scope(), question.days(), Grain.DAY, question.basis(), question.currency(), question.asOf());
    }

    boolean isSettling(Question question) {
        return question.asOf() == null && !Collections.disjoint(question.days().months(), new Splits(table).settling());
    }

    /// The DORA metrics of a scope, beside its cost per change.
    public Dora dora(Question question) {
        return Dora.of(question, catalog(null), deliveries(question), isSettling(question));
    }

    /// How delivery went in the months of a scope's applications.
    public List<DeliveryOfScope> deliveries(Question question) {
        Collection<MonthOfScope> months = months(byDay(question));
        ApplicationMonths kept = new ApplicationMonths(table);
        List<DeliveryOfScope> deliveries = new ArrayList<>();
        months.stream()
                .collect(Collectors.groupingBy(month -> month.totals().month(), TreeMap::new, Collectors.toList()))
                .forEach((month, all) -> {
                    Map<String, DeliveryOfMonth> byApplication = kept.deliveries(
                            all.stream().map(one -> one.totals().application()).toList(), month);
                    all.forEach(one -> deliveries.add(new DeliveryOfScope(
                            one, byApplication.getOrDefault(one.totals().application(), DeliveryOfMonth.NONE))));
                });
        return deliveries;
    }

    /// The applications of a scope, with their numbers.
    public Applications applications(Question question) {
        return Applications.of(question, catalog(question.asOf()), months(question), isSettling(question));
    }

    /// The changes of an application, with their run costs.
    public ChangesOfApplication changes(ChangesOfApplication.Question question) {
        ApplicationMonths kept = new ApplicationMonths(table);
        YearMonth last = YearMonth.of(9999, 12);
        // The totals are small, and tell how much the details are, of which each page reads all.
        long changes = kept.totals(question.application(), question.from(), last).stream()
                .mapToLong(totals -> (long) totals.changes() + totals.changesNotMeasured())
                .sum();
        if (changes > limit.changes) {
            throw TooWideException.ofChanges(changes, limit.changes);
        }
        Map<YearMonth, ChangesOfApplication.Month> months = new TreeMap<>();
        kept.details(question.application(), question.from(), last)
                .forEach((month, detail) -> months.put(
                        month,
                        new ChangesOfApplication.Month(detail.changes(), detail.runCosts(), detail.remainders())));
        return ChangesOfApplication.of(
                question, months, catalog(null).deliveries().pipelineRate());
    }

    /// The changes of a month by application, with what was charged for them in that month alone: what is
    /// charged later does not change it.
    ///
    /// @param applications which; those without a change are left out
    public Map<String, ChangesOfApplication> changesOf(
            YearMonth month, Collection<String> applications, Basis basis, Catalog catalog) {
        Map<String, ChangesOfApplication> changes = new TreeMap<>();
        for (String application : applications) {
            Map<YearMonth, ChangesOfApplication.Month> only = new TreeMap<>();
            new ApplicationMonths(table)
                    .details(application, month, month)
                    .forEach((of, detail) -> only.put(
                            of,
                            new ChangesOfApplication.Month(detail.changes(), detail.runCosts(), detail.remainders())));
            ChangesOfApplication.Question question = new ChangesOfApplication.Question(
                    application, month, month.plusMonths(1), basis, false, false, null, Integer.MAX_VALUE);
            ChangesOfApplication found =
                    ChangesOfApplication.of(question, only, catalog.deliveries().pipelineRate());
            if (!found.rows().isEmpty()) {
                changes.put(application, found);
            }
        }
        return changes;
    }

    /// Whether a month's application months hold all that its ledgers say was allocated: exactly, in every
    /// currency. Not so while joins are still under way, or were given up.
    public boolean isJoined(YearMonth month) {
        Map<Currency, Cost> joined = new HashMap<>();
        new ApplicationMonths(table)
                .totals(month)
                .forEach(totals -> totals.amounts().forEach(a -> joined.merge(a.currency(), a.charged(), Cost::plus)));
        Map<Currency, Cost> allocated = new HashMap<>();
        Stream.of(month.minusMonths(1), month)
                .flatMap(billing -> new Splits(table).ledgers(billing).stream())
                .filter(ledger -> ledger.month().equals(month))
                .forEach(ledger ->
                        allocated.merge(ledger.currency(), ledger.direct().plus(ledger.shared()), Cost::plus));
        joined.values().removeIf(Cost::isZero);
        allocated.values().removeIf(Cost::isZero);
        return joined.equals(allocated);
    }

    /// Why what is known of some days is not all in their numbers yet; empty if it is. What cannot be taken
    /// back is said only then.
    public Optional<String> waiting(Days days) {
        if (!Collections.disjoint(days.months(), new Splits(table).settling())) {
            return Optional.of("bills are being worked through");
        }
        return days.months().stream().allMatch(this::isJoined)
                ? Optional.empty()
                : Optional.of("applications are being worked through");
    }

    /// The catalog that holds, or held at a time.
    public Catalog catalog(@Nullable Instant asOf) {
        Catalogs catalogs = new Catalogs(table);
        Optional<Catalogs.Uploaded> uploaded = asOf == null ? catalogs.latest() : catalogs.asKnownAt(asOf);
        return uploaded.map(Catalogs.Uploaded::catalog).orElse(Catalog.NONE);
    }

    /// The months of a scope's applications, with days where the question cuts months.
    public Collection<MonthOfScope> months(Question question) {
        Optional<List<String>> applications = named(question);
        Map<String, List<Success>> known = new ConcurrentHashMap<>();
        List<MonthOfScope> months = new ArrayList<>();
        for (YearMonth month : question.days().months()) {
            boolean withDays = needsDays(question, month);
            if (question.asOf() != null) {
                months.addAll(asKnownAt(applications, month, question.asOf(), known, months.size()));
            } else if (applications.isEmpty()) {
                List<Totals> totals = new ApplicationMonths(table).totals(month);
                check(withDays ? months.size() + totals.size() : 0, limit.withDays);
                months.addAll(stored(totals, month, withDays));
            }
        }
        if (question.asOf() == null && applications.isPresent()) {
            check(applications.get().size() * question.days().months().size(), limit.withDays);
            applications.get().forEach(application -> months.addAll(stored(question, application)));
        }
        return months;
    }

    /// Months of some applications, with their days.
    ///
    /// @throws TooWideException if that were too many
    Collection<MonthOfScope> months(Collection<String> applications, Days days) {
        check(applications.size() * days.months().size(), limit.withDays);
        ApplicationMonths kept = new ApplicationMonths(table);
        return days.months().stream()
                .flatMap(month -> stored(kept.totals(applications, month), month, true).stream())
                .toList();
    }

    static void check(int months, int most) {
        if (months > most) {
            throw new TooWideException(months, most);
        }
    }

    /// An application's own name needs no catalog, which may be larger than all else that is read.
    private Optional<List<String>> named(Question question) {
        return question.scope() instanceof Scope.Application(String name)
                ? Optional.of(List.of(name))
                : question.scope().applications(catalog(question.asOf()));
    }

    private Collection<MonthOfScope> stored(Question question, String application) {
        List<YearMonth> asked = question.days().months();
        if (asked.isEmpty()) {
            return List.of();
        }
        ApplicationMonths months = new ApplicationMonths(table);
        List<Totals> totals = months.totals(application, asked.getFirst(), asked.getLast());
        boolean withDays = asked.stream().anyMatch(month -> needsDays(question, month));
        Map<YearMonth, List<DayOfApplication>> days = withDays
                ? months.days(application, asked.getFirst(), asked.getLast()).stream()
                        .collect(Collectors.groupingBy(day -> YearMonth.from(day.day())))
                : Map.of();
        return totals.stream()
                .map(one -> new MonthOfScope(one, days.getOrDefault(one.month(), List.of())))
                .toList();
    }

    private Collection<MonthOfScope> stored(List<Totals> totals, YearMonth month, boolean withDays) {
        Map<String, List<DayOfApplication>> days = withDays
                ? new ApplicationMonths(table)
                        .days(totals.stream().map(Totals::application).toList(), month)
                : Map.of();
        return totals.stream()
                .map(one -> new MonthOfScope(one, days.getOrDefault(one.application(), List.of())))
                .toList();
    }

    private static boolean needsDays(Question question, YearMonth month) {
        Days whole = Days.of(month);
        return switch (question.by()) {
            case DAY, WEEK -> true;
            case MONTH ->
                whole.from().isBefore(question.days().from())
                        || question.days().to().isBefore(whole.to());
        };
    }

    /// @param known successes as known at that time, by application, read once for all months
    /// @param before how many months of applications were computed already
    private Collection<MonthOfScope> asKnownAt(
            Optional<List<String>> scope, YearMonth month, Instant asOf, Map<String, List<Success>> known, int before) {
        Map<String, ApplicationBill> bills = new Splits(table)
                .asKnownAt(month, asOf).applications().stream()
                        .collect(Collectors.toMap(ApplicationBill::application, bill -> bill));
        Set<String> applications = new TreeSet<>(bills.keySet());
        new ApplicationMonths(table).totals(month).forEach(totals -> applications.add(totals.application()));
        scope.ifPresent(applications::retainAll);
        check(before + applications.size(), limit.asOf);
        return applications.stream()
                .gather(Gatherers.mapConcurrent(
                        Table.AT_ONCE,
                        application -> joined(
                                application,
                                month,
                                bills.get(application),
                                known.computeIfAbsent(
                                        application, name -> successes(new Deployments(table).all(name), asOf)),
                                asOf)))
                .toList();
    }

    /// @param deployments all of an application
    static List<Success> successes(List<Deployment> deployments, Instant asOf) {
        return deployments.stream()
                .flatMap(deployment -> deployment.asKnownAt(asOf).stream())
                .flatMap((Deployment known) -> Success.of(known).stream())
                .sorted()
                .toList();
    }

    MonthOfScope joined(
            String application,
            YearMonth month,
            @Nullable ApplicationBill bill,
            List<Success> successes,
            Instant asOf) {
        ApplicationMonth joined = ApplicationMonth.of(
                application,
                month,
                bill,
                new Deliveries(
                        successes,
                        List.of(),
                        names -> new Revisions(table).named(application, names, asOf),
                        successes.stream()
                                .filter(Success::counts)
                                .findFirst()
                                .map(Success::at)
                                .orElse(null),
                        DeliveryOfMonth.Since.NEVER));
        return new MonthOfScope(joined.totals(), joined.days());
    }
}
