package costperchange.calculator.allocation;

import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.objective.Objective;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who owns what: applications, teams, pools, and how charges and deployments find them. Optional as a whole
/// and in every part; what it does not say, tags and repository names decide.
///
/// @param production names of production environments
/// @param environments other names of environments, by the name to use
/// @param applicationTags keys of the tag that names the application where no rule does, in order of preference
/// @param environmentTags keys of the tag that names the environment, in order of preference
/// @param currencies codes by the names that bills use for them
/// @param teams in the catalog's order
/// @param applications in the catalog's order, which is the order of their rules
/// @param pools in the catalog's order; their rules come after the applications'
/// @param unallocated charges that stay unallocated, with the reason; after the pools' rules
/// @param milestones to mark in pictures
/// @param deliveries how deliveries are read
/// @param rates by which amounts are converted where a conversion is asked for
/// @param bills how tables of costs that tell no format of their own are read, by the name of their source
public record Catalog(
        Set<String> production,
        Map<String, List<String>> environments,
        List<String> applicationTags,
        List<String> environmentTags,
        Map<String, String> currencies,
        List<Team> teams,
        List<Application> applications,
        List<Pool> pools,
        List<Exclusion> unallocated,
        List<Milestone> milestones,
        Deliveries deliveries,
        Rates rates,
        Map<String, BillMapping> bills) {

    /// @param tribe null where the team belongs to none
    /// @param objective what its applications together are to cost; null where it says nothing
    public record Team(
            String name, @Nullable String tribe, @Nullable Objective objective) {

        public Team(String name, @Nullable String tribe) {
            this(name, tribe, null);
        }
    }

    /// @param name unique
    /// @param aliases other names that tools have for it
    /// @param team null where no team owns it
    /// @param charges rules; any of them takes a charge
    /// @param changes which deployments are this application's; any of them does
    /// @param sources whose deployments count; those of all if none is named. The others add what they know of a
    ///     revision
    /// @param measuredSince first day from which its deployments are known; null to take the first known
    ///     deployment's
    /// @param failuresSince first day from which its failures are told; null to take the first that was
    /// @param metrics whether its own metrics are published
    /// @param objective what it is to cost; null where it says nothing
    /// @param wordBack where each change's cost is told, once it is known; nowhere if empty
    public record Application(
            String name,
            List<String> aliases,
            @Nullable String team,
            List<ChargeRule> charges,
            List<ChangeRule> changes,
            List<String> sources,
            @Nullable LocalDate measuredSince,
            @Nullable LocalDate failuresSince,
            boolean metrics,
            @Nullable Objective objective,
            List<WordBack> wordBack) {

        public Application {
            // Catalogs that were kept before there was any word back have none.
            wordBack = wordBack == null ? List.of() : List.copyOf(wordBack);
        }

        /// An application that has no objective, and whose changes' cost is told nowhere.
        public Application(
                String name,
                List<String> aliases,
                @Nullable String team,
                List<ChargeRule> charges,
                List<ChangeRule> changes,
                List<String> sources,
                @Nullable LocalDate measuredSince,
                @Nullable LocalDate failuresSince,
                boolean metrics) {
            this(
                    name,
                    aliases,
                    team,
                    charges,
                    changes,
                    sources,
                    measuredSince,
                    failuresSince,
                    metrics,
                    null,
                    List.of());
        }

        /// An application of which only the name is known.
        public static Application named(String name) {
            return new Application(name, List.of(), null, List.of(), List.of(), List.of(), null, null, false);
        }

        /// Whether a name is its own or another one for it, in whatever case.
        boolean isCalled(String told) {
            return name.equalsIgnoreCase(told) || aliases.stream().anyMatch(told::equalsIgnoreCase);
        }

        /// Whether a source's deployments count.
        public boolean counts(String source) {
            return sources.isEmpty() || sources.contains(source);
        }
    }

    /// Where the cost of a change is told.
    public enum WordBack {
        /// A comment on the commit, where its repository is on GitHub.
        GITHUB,
        /// A comment on the commit, where its repository is on GitLab.
        GITLAB,
        /// A signed webhook to an address of one's own.
        WEBHOOK,
        /// An event of EventBridge.
        EVENTBRIDGE;

        /// As catalogs write it: `github`.
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Optional<WordBack> of(String label) {
            return Stream.of(values()).filter(one -> one.label().equals(label)).findFirst();
        }
    }

    /// How deliveries are read.
    ///
    /// @param pipelineRate what a minute of a pipeline costs; null where that is not known
    /// @param botCommits whether commits of bots count in lead times
    /// @param tieIncidentsWithin how long before an incident the change may have come that it is tied to, if it
    ///     names none; null to tie it to none
    public record Deliveries(
            @Nullable PipelineRate pipelineRate,
            boolean botCommits,
            @Nullable Duration tieIncidentsWithin) {

        public static final Deliveries DEFAULT = new Deliveries(null, true, null);
    }

    /// @param perMinute not negative
    public record PipelineRate(BigDecimal perMinute, Currency currency) {

        private static final int SCALE = 12;
        private static final BigDecimal SECONDS_IN_A_MINUTE = BigDecimal.valueOf(60);

        /// What pipelines cost that ran so long, to twelve digits.
        public BigDecimal cost(long seconds) {
            return perMinute
                    .multiply(BigDecimal.valueOf(seconds))
                    .divide(SECONDS_IN_A_MINUTE, SCALE, RoundingMode.HALF_EVEN)
                    .stripTrailingZeros();
        }
    }

    /// Which charges an owner takes, and how.
    ///
    /// @param matcher which charges
    /// @param environment of those charges; null to take it from their tag
    /// @param from first day on which it holds; null where it always did
    /// @param to the day after the last on which it holds; null where it does not end
    /// @param amortise whether the effective cost of a charge that reaches beyond its billing period posts to
    ///     all the days that are still to come
    /// @param recoverableTax whether the tax among the charges comes back: in the ledger, and in no ratio
    public record ChargeRule(
            Matcher matcher,
            @Nullable String environment,
            @Nullable LocalDate from,
            @Nullable LocalDate to,
            boolean amortise,
            boolean recoverableTax) {

        /// A rule that always holds.
        public static ChargeRule of(Matcher matcher, @Nullable String environment) {
            return new ChargeRule(matcher, environment, null, null, false, false);
        }

        /// Whether it holds on a day.
        public boolean holdsOn(LocalDate day) {
            return (from == null || !day.isBefore(from)) && (to == null || day.isBefore(to));
        }

        /// The rule for a person: `sub account 111122223333, from 2026-05-01`.
        public String label() {
            return matcher.label() + (from == null ? "" : ", from " + from) + (to == null ? "" : ", to " + to);
        }
    }

    /// Which deployments are an application's. All that is said must hold.
    ///
    /// @param repository host and path, such as `github.com/acme/checkout`; null for any
    /// @param path folder of the repository; null for all of it
    /// @param environment in the teller's own words; null for any
    /// @param fields values by the names that sources give them; none for any
    /// @param pipeline name or file of a pipeline that deploys; null for deployments that are told as such
    /// @param deploys where to that pipeline deploys; null where `pipeline` is
    public record ChangeRule(
            @Nullable String repository,
            @Nullable String path,
            @Nullable String environment,
            Map<String, String> fields,
            @Nullable String pipeline,
            @Nullable String deploys) {

        /// A rule on a repository alone.
        public static ChangeRule repository(String repository) {
            return new ChangeRule(repository, null, null, Map.of(), null, null);
        }
    }

    /// @param feeds pools that take part in the split as applications do; they stand after this one
    public record Pool(String name, List<ChargeRule> charges, Split split, List<String> feeds) {}

    /// How a pool is passed on.
    public sealed interface Split {
        /// In proportion to the own effective usage cost of the day.
        record Direct() implements Split {}

        /// The same to every application that has own effective usage cost that day.
        record Even() implements Split {}

        /// In fixed proportions.
        ///
        /// @param weights by application or fed pool, none negative, one positive
        record Weights(Map<String, BigDecimal> weights) implements Split {
            public Weights {
                weights = Map.copyOf(weights);
            }
        }
    }

    /// @param reason why the charges stay unallocated
    public record Exclusion(String reason, List<ChargeRule> charges) {}

    public record Milestone(LocalDate date, String name) {}

    /// What holds where there is no catalog.
    public static final Catalog NONE = new Catalog(
            Set.of("production", "prod"),
            Map.of(),
            List.of("application", "Application", "app", "App"),
            List.of("environment", "Environment", "env", "Env"),
            Map.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Deliveries.DEFAULT,
            Rates.NONE,
            Map.of());

    /// The name under which an environment is kept: the catalog's where it knows the name, else as told in
    /// lower case.
    public String environment(String told) {
        return environments.entrySet().stream()
                .filter(entry -> entry.getKey().equalsIgnoreCase(told)
                        || entry.getValue().stream().anyMatch(told::equalsIgnoreCase))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> told.toLowerCase(Locale.ROOT));
    }

    /// Whether an environment, by the name under which it is kept, is a production environment.
    public boolean isProduction(String environment) {
        return production.stream().anyMatch(environment::equalsIgnoreCase);
    }

    /// An application's name as the catalog spells it; as it stands where the catalog does not know it.
    public String spelled(String name) {
        return applications.stream()
                .filter(application -> application.isCalled(name))
                .map(Application::name)
                .findFirst()
                .orElse(name);
    }

    public Optional<Application> application(String name) {
        return applications.stream().filter(a -> a.name().equals(name)).findFirst();
    }

    /// The tribe of an application's team; empty where it has none.
    public Optional<String> tribeOf(Application application) {
        return teams.stream()
                .filter(team -> team.name().equals(application.team()))
                .flatMap(team -> Stream.ofNullable(team.tribe()))
                .findFirst();
    }

    /// What must be known of every charge to apply the rules and to name what they leave.
    public Set<Dimension> dimensions() {
        Set<Dimension> dimensions = lookedAt();
        dimensions.addAll(Rules.ALWAYS_ASKED);
        return dimensions;
    }

    /// What the rules and the tags look at.
    public Set<Dimension> lookedAt() {
        Set<Dimension> dimensions = new LinkedHashSet<>();
        Stream.of(
                        applications.stream().flatMap(a -> a.charges().stream()),
                        pools.stream().flatMap(p -> p.charges().stream()),
                        unallocated.stream().flatMap(e -> e.charges().stream()))
                .flatMap(rules -> rules)
                .forEach(rule -> dimensions.addAll(rule.matcher().dimensions()));
        applicationTags.forEach(key -> dimensions.add(new Dimension.Tag(key)));
        environmentTags.forEach(key -> dimensions.add(new Dimension.Tag(key)));
        return dimensions;
    }

    /// The pools by their names, in the catalog's order.
    public Map<String, Pool> poolsByName() {
        Map<String, Pool> byName = new LinkedHashMap<>();
        pools.forEach(pool -> byName.put(pool.name(), pool));
        return byName;
    }
}
