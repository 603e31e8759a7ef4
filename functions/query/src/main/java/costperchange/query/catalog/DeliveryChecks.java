package costperchange.query.catalog;

import costperchange.calculator.delivery.Repositories;
import costperchange.calculator.money.Currency;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What makes the parts about deliveries no catalog: rules for changes that stand twice or contradict
/// themselves, sources that there are not, times and rates that cannot be read.
final class DeliveryChecks {

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

    private DeliveryChecks(Part root) {
        this.root = root;
    }

    static List<Problem> problems(Part root) {
        DeliveryChecks checks = new DeliveryChecks(root);
        checks.changes();
        checks.sources();
        checks.deliveries();
        return checks.problems;
    }

    private void deliveries() {
        Optional<Part> deliveries = root.get("deliveries");
        deliveries
                .flatMap(part -> part.get("tieIncidentsWithin"))
                .ifPresent(part -> check(
                        duration(part.text()).isPresent(), part, "is not a time such as 4h or 2d, up to 30 days"));
        deliveries.flatMap(part -> part.get("pipelineRate")).ifPresent(part -> {
            String[] parts = part.text().split("\\s+", -1);
            check(Currency.named(parts[1]).isPresent(), part, "does not end with a currency's code");
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
                .ifPresent(all -> all.members()
                        .forEach((name, value) -> fields.put(name.strip(), CatalogChecks.fold(value.text()))));
        return List.of(
                repository.map(CatalogChecks::fold),
                rule.get("environment").map(Part::text).map(CatalogChecks::fold),
                rule.get("path").map(Part::text).map(DeliveryChecks::folder),
                rule.get("pipeline").map(Part::text).map(CatalogChecks::fold),
                fields);
    }

    private void check(boolean holds, Part part, String message) {
        if (!holds) {
            problems.add(part.problem(message));
        }
    }
}
