package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.Team;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.Against.Earlier;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport.Amount;
import costperchange.calculator.report.MonthlyReport.Caveats;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.report.MonthlyReport.OfApplication;
import costperchange.calculator.report.MonthlyReport.OfMonth;
import costperchange.calculator.report.MonthlyReport.OfTeam;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.calculator.trend.Comparison;
import costperchange.calculator.trend.Counts;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Computes the rows of a monthly report.
final class MonthlyReportRows {

    private final YearMonth month;
    private final Scope scope;
    private final Basis basis;
    private final CostPerChange numbers;
    private final Catalog catalog;
    private final Map<YearMonth, List<MonthOfScope>> byMonth;

    /// @param numbers of the scope by month
    /// @param months of the scope's applications, with their days
    MonthlyReportRows(
            YearMonth month, Scope scope, CostPerChange numbers, Catalog catalog, Collection<MonthOfScope> months) {
        this.month = month;
        this.scope = scope;
        this.basis = Basis.of(numbers.basis()).orElseThrow();
        this.numbers = numbers;
        this.catalog = catalog;
        this.byMonth = months.stream()
                .collect(Collectors.groupingBy(one -> one.totals().month()));
    }

    List<OfMonth> months() {
        return numbers.rows().stream()
                .map(row -> {
                    YearMonth of = YearMonth.from(row.from());
                    boolean first =
                            of.equals(YearMonth.from(MonthlyReport.span(month).from()));
                    return new OfMonth(of, row, first ? null : difference(row.currency(), of, withBefore(of)));
                })
                .toList();
    }

    /// The month against each earlier window, in each currency.
    List<Against> against() {
        List<MonthOfScope> all = byMonth.values().stream().flatMap(List::stream).toList();
        return own().stream()
                .flatMap(row -> Stream.of(Earlier.values())
                        .map(earlier -> Against.of(earlier, month, row.currency(), basis, all)))
                .toList();
    }

    private List<Row> own() {
        return numbers.rows().stream()
                .filter(row -> YearMonth.from(row.from()).equals(month))
                .toList();
    }

    List<OfTeam> teams() {
        if (scope instanceof Scope.Team) {
            return List.of();
        }
        Map<Optional<String>, List<MonthOfScope>> byTeam = new TreeMap<>(
                Comparator.comparing((Optional<String> team) -> team.isEmpty()).thenComparing(team -> team.orElse("")));
        byApplication()
                .forEach((application, months) -> byTeam.computeIfAbsent(
                                Optional.ofNullable(team(application)), team -> new ArrayList<>())
                        .addAll(months));
        List<OfTeam> teams = new ArrayList<>();
        byTeam.forEach((team, months) -> rows(new Scope.Team(team.orElse("")), months)
                .forEach(row -> teams.add(new OfTeam(
                        team.orElse(null),
                        team.flatMap(this::tribe).orElse(null),
                        row,
                        difference(row.currency(), month, months)))));
        return teams;
    }

    List<OfApplication> applications() {
        List<OfApplication> applications = new ArrayList<>();
        byApplication()
                .forEach((name, months) -> rows(new Scope.Application(name), months)
                        .forEach(row -> applications.add(new OfApplication(
                                name,
                                team(name),
                                Optional.ofNullable(team(name))
                                        .flatMap(this::tribe)
                                        .orElse(null),
                                measuredSince(months),
                                row,
                                difference(row.currency(), month, months)))));
        return applications;
    }

    /// @param all how far all bills of the month can be relied on: that is how far it is known that a scope
    ///     without a bill was charged nothing
    Caveats caveats(boolean settling, Optional<Freshness> all) {
        List<Row> own = own();
        List<Totals> totals = in(month).map(MonthOfScope::totals).toList();
        List<Freshness> bills = totals.stream()
                .flatMap(one -> Stream.ofNullable(one.freshness()))
                .toList();
        Optional<Freshness> known = bills.isEmpty() ? all : Optional.of(Freshness.of(bills));
        return new Caveats(
                known.map(Freshness::estimated).orElse(false),
                settling,
                known.map(Freshness::completeThrough).orElse(null),
                own.stream()
                        .flatMap(row -> row.missingDays().stream())
                        .distinct()
                        .toList(),
                totals.stream().mapToInt(Totals::changesNotMeasured).sum(),
                totals.stream().mapToInt(Totals::withoutRevision).sum(),
                totals.stream()
                        .filter(one ->
                                one.measuredSince() == null && !one.amounts().isEmpty())
                        .map(Totals::application)
                        .sorted()
                        .toList(),
                own.stream()
                        .flatMap(row -> Stream.ofNullable(row.currency()))
                        .map(currency -> new Amount(
                                currency, multiPeriod(month.minusMonths(1), currency), multiPeriod(month, currency)))
                        .filter(amount ->
                                amount.before().signum() != 0 || amount.month().signum() != 0)
                        .toList());
    }

    private BigDecimal multiPeriod(YearMonth of, Currency currency) {
        return Windows.of(Days.of(of), currency, in(of).toList())
                .map(Windows::multiPeriod)
                .orElse(Cost.ZERO)
                .on(basis);
    }

    /// A scope's month, with a row for each currency charged in it or in the month before.
    private List<Row> rows(Scope scope, List<MonthOfScope> months) {
        Days days = Days.of(month);
        Sums sums = new Sums(new Question(scope, days, Grain.MONTH, basis, null, null), days, Map.of());
        months.forEach(sums::add);
        TreeSet<Currency> currencies = new TreeSet<>();
        months.stream()
                .map(MonthOfScope::totals)
                .filter(totals -> !totals.month().isBefore(month.minusMonths(1)))
                .forEach(totals -> totals.amounts().forEach(amounts -> currencies.add(amounts.currency())));
        double dispersion = dispersion(months);
        return sums.rows(Grain.MONTH.name(days.from()), currencies).stream()
                .map(row -> row.within(dispersion))
                .toList();
    }

    /// How much more than by chance a scope's counts of changes vary from month to month.
    private static double dispersion(List<MonthOfScope> months) {
        TreeMap<YearMonth, Integer> counts = new TreeMap<>();
        months.stream()
                .map(MonthOfScope::totals)
                .filter(totals -> totals.freshness() != null)
                .forEach(totals -> counts.merge(totals.month(), totals.changes(), Integer::sum));
        return Counts.dispersionAround(List.copyOf(counts.values()));
    }

    private Difference difference(@Nullable Currency currency, YearMonth of, List<MonthOfScope> months) {
        if (currency == null) {
            return Difference.none("nothing was charged");
        }
        if (basis != Basis.EFFECTIVE) {
            return Difference.none("only effective cost is compared");
        }
        Optional<Windows> before = Windows.of(Days.of(of.minusMonths(1)), currency, months);
        Optional<Windows> after = Windows.of(Days.of(of), currency, months);
        if (before.isEmpty() || after.isEmpty()) {
            return Difference.none(after.isEmpty() ? "not measured" : "the month before is not measured");
        }
        return Difference.of(Comparison.of(before.get().window(), after.get().window()));
    }

    /// All months by application: those of the catalog, and those charged or deployed in the month or the one
    /// before it.
    private Map<String, List<MonthOfScope>> byApplication() {
        Map<String, List<MonthOfScope>> byApplication = new TreeMap<>();
        scope.applications(catalog)
                .orElseGet(() ->
                        catalog.applications().stream().map(Application::name).toList())
                .forEach(name -> byApplication.put(name, new ArrayList<>()));
        withBefore(month).forEach(one -> byApplication.putIfAbsent(one.totals().application(), new ArrayList<>()));
        byMonth.values().stream().flatMap(List::stream).forEach(one -> {
            List<MonthOfScope> known = byApplication.get(one.totals().application());
            if (known != null) {
                known.add(one);
            }
        });
        return byApplication;
    }

    private List<MonthOfScope> withBefore(YearMonth of) {
        return Stream.concat(in(of.minusMonths(1)), in(of)).toList();
    }

    private Stream<MonthOfScope> in(YearMonth of) {
        return byMonth.getOrDefault(of, List.of()).stream();
    }

    private @Nullable String team(String application) {
        return catalog.application(application).map(Application::team).orElse(null);
    }

    private Optional<String> tribe(String team) {
        return catalog.teams().stream()
                .filter(one -> one.name().equals(team))
                .findFirst()
                .map(Team::tribe);
    }

    private static @Nullable LocalDate measuredSince(List<MonthOfScope> months) {
        return months.stream()
                .map(one -> one.totals().measuredSince())
                .filter(Objects::nonNull)
                .min(LocalDate::compareTo)
                .orElse(null);
    }
}
