package costperchange.query.catalog;

import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.delivery.Repositories;
import costperchange.calculator.money.Currency;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What makes a file that the schema accepts no catalog: names that stand twice or are not known, rules that
/// match everything, days that do not exist.
final class CatalogChecks {

    private static final Pattern DURATION = Pattern.compile("(\\d{1,5})([mhd])");
    private static final Pattern SLASHES = Pattern.compile("^/+|/+$");
    private static final Duration LONGEST = Duration.ofDays(30);

    /// Everything that tells of deployments. They stand here again, since queries know nothing of the webhook; a
    /// test of the whole holds the two lists to each other.
    private static final List<String> SOURCES = List.of(
            "github",
            "gitlab",
            "bitbucket",
            "azure-devops",
            "circleci",
            "jenkins",
            "argocd",
            "cdevents",
            "pagerduty",
            "opsgenie",
            "alertmanager",
            "changes",
            "codepipeline",
            "codedeploy",
            "ecs",
            "git");

    private final Part root;
    private final List<Problem> problems = new ArrayList<>();

    private CatalogChecks(Document document) {
        root = Part.root(document);
    }

    static List<Problem> problems(Document document) {
        CatalogChecks checks = new CatalogChecks(document);
        checks.unique("teams");
        checks.unique("applications");
        checks.unique("pools");
        checks.environments();
        checks.teamsOfApplications();
        checks.rules();
        checks.names();
        checks.changes();
        checks.sources();
        checks.deliveries();
        checks.weights();
        checks.days();
        return checks.problems;
    }

    private void unique(String list) {
        Set<String> seen = new HashSet<>();
        for (Part part : root.items(list)) {
            Part name = part.need("name");
            check(seen.add(fold(name.text())), name, "stands twice in " + list);
        }
    }

    private void environments() {
        Map<String, String> owners = new HashMap<>();
        Map<String, Part> members = root.get("environments").map(Part::members).orElse(Map.of());
        members.forEach((name, aliases) -> {
            String other = owners.putIfAbsent(fold(name), name);
            if (other != null) {
                problems.add(aliases.keyProblem("is a name of '" + other + "' already"));
            }
        });
        members.forEach((name, aliases) -> aliases.items().forEach(alias -> {
            String owner = owners.putIfAbsent(fold(alias.text()), name);
            check(owner == null, alias, "is a name of '" + owner + "' already");
        }));
    }

    private void teamsOfApplications() {
        Set<String> teams = namesOf("teams");
        if (!teams.isEmpty()) {
            root.items("applications").stream()
                    .flatMap(application -> application.get("team").stream())
                    .forEach(team -> check(teams.contains(team.text()), team, "is not one of the teams"));
        }
    }

    private void rules() {
        Stream.of("applications", "pools", "unallocated")
                .flatMap(list -> root.items(list).stream())
                .flatMap(owner -> owner.items("charges").stream())
                .forEach(rule -> {
                    check(Matchers.hasCondition(rule), rule, "has no condition, so it would take every charge");
                    known(
                            rule,
                            "chargeCategory",
                            Stream.of(ChargeCategory.values()).map(ChargeCategory::label));
                    known(rule, "chargeClass", Stream.of("Correction"));
                    known(rule, "commitmentStatus", Stream.of("Used", "Unused"));
                });
    }

    private void known(Part rule, String key, Stream<String> values) {
        List<String> all = values.toList();
        rule.get(key).stream()
                .flatMap(part -> part.node().isArray() ? part.items().stream() : Stream.of(part))
                .forEach(value -> check(
                        all.stream().anyMatch(value.text()::equalsIgnoreCase),
                        value,
                        "is none of " + String.join(", ", all)));
    }

    private void names() {
        Map<String, String> owners = new HashMap<>();
        root.items("applications").forEach(application -> {
            String name = application.need("name").text();
            owners.putIfAbsent(fold(name), name);
        });
        for (Part application : root.items("applications")) {
            String name = application.need("name").text();
            for (Part alias : application.items("aliases")) {
                String owner = owners.putIfAbsent(fold(alias.text()), name);
                check(owner == null, alias, "is a name of '" + owner + "' already");
            }
        }
    }

    private void deliveries() {
        Optional<Part> deliveries = root.get("deliveries");
        deliveries
                .flatMap(part -> part.get("tieIncidentsWithin"))
                .ifPresent(part -> check(
                        duration(part.text()).isPresent(), part, "is not a time such as 4h or 2d, up to 30 days"));
        deliveries.flatMap(part -> part.get("pipelineRate")).ifPresent(part -> {
            String[] parts = part.text().split("\\s+", -1);
            check(Currency.isCode(parts[1]), part, "does not end with a currency's code");
        });
    }

    /// `30m`, `4h` or `2d`, up to 30 days; empty for anything else.
    static Optional<Duration> duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        long number = Long.parseLong(matcher.group(1));
        Duration duration = switch (matcher.group(2)) {
            case "m" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            default -> Duration.ofDays(number);
        };
        return duration.isZero() || duration.compareTo(LONGEST) > 0 ? Optional.empty() : Optional.of(duration);
    }

    /// A folder without slashes around it.
    static String folder(String text) {
        return SLASHES.matcher(text.strip()).replaceAll("");
    }

    private void changes() {
        Map<List<Object>, String> seen = new HashMap<>();
        for (Part application : root.items("applications")) {
            for (Part rule : application.items("changes")) {
                Optional<Part> repository = rule.get("repository");
                Optional<String> normal = repository.flatMap(part -> Repositories.normal(part.text()));
                if (repository.isPresent() && normal.isEmpty()) {
                    problems.add(repository.get().problem("is not a repository such as github.com/acme/checkout"));
                    continue;
                }
                rule(rule);
                String other = seen.putIfAbsent(
                        words(rule, normal), application.need("name").text());
                check(other == null, rule, "stands already, with application '" + other + "'");
            }
        }
    }

    private void rule(Part rule) {
        Optional<Part> path = rule.get("path");
        check(path.isEmpty() || rule.get("repository").isPresent(), rule, "has a path and no repository that it is in");
        path.ifPresent(
                part -> check(!folder(part.text()).isEmpty(), part, "is not a folder such as services/checkout"));
        check(
                rule.get("pipeline").isPresent() == rule.get("deploys").isPresent(),
                rule,
                "must say both pipeline and deploys, or neither");
        check(
                rule.get("pipeline").isEmpty() || rule.get("environment").isEmpty(),
                rule,
                "must say where its pipeline deploys by deploys, not by environment");
    }

    /// An application whose source is spelled otherwise would count nothing, and no one would be told.
    private void sources() {
        root.items("applications").stream()
                .flatMap(application -> application.items("sources").stream())
                .forEach(source -> check(
                        SOURCES.contains(source.text()),
                        source,
                        "is none of the sources: " + String.join(", ", SOURCES)));
    }

    private static List<Object> words(Part rule, Optional<String> repository) {
        Map<String, String> fields = new TreeMap<>();
        rule.get("fields")
                .ifPresent(all -> all.members().forEach((name, value) -> fields.put(name.strip(), fold(value.text()))));
        return List.of(
                repository.map(CatalogChecks::fold),
                rule.get("environment").map(Part::text).map(CatalogChecks::fold),
                rule.get("path").map(Part::text).map(CatalogChecks::folder),
                rule.get("pipeline").map(Part::text).map(CatalogChecks::fold),
                fields);
    }

    private void weights() {
        Set<String> applications = namesOf("applications");
        for (Part pool : root.items("pools")) {
            Optional<Part> weights = pool.get("split").flatMap(split -> split.get("weights"));
            Map<String, Part> members = weights.map(Part::members).orElse(Map.of());
            members.forEach((name, weight) -> {
                if (!applications.contains(name.strip())) {
                    problems.add(weight.keyProblem("is not one of the applications"));
                }
            });
            boolean positive = members.values().stream()
                    .anyMatch(weight -> weight.node().decimalValue().signum() > 0);
            weights.ifPresent(part -> check(positive, part, "has no weight above zero"));
        }
    }

    private void days() {
        Stream.concat(
                        root.items("applications").stream()
                                .flatMap(part -> Stream.of(part.get("measuredSince"), part.get("failuresSince")))
                                .flatMap(Optional::stream),
                        root.items("milestones").stream().map(part -> part.need("date")))
                .forEach(day -> check(exists(day.text()), day, "is not a day that exists"));
    }

    private static boolean exists(String day) {
        try {
            return LocalDate.parse(day).getYear() > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private Set<String> namesOf(String list) {
        return root.items(list).stream().map(part -> part.need("name").text()).collect(Collectors.toSet());
    }

    private void check(boolean holds, Part part, String message) {
        if (!holds) {
            problems.add(part.problem(message));
        }
    }

    private static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
