package costperchange.query.catalog;

import costperchange.calculator.charge.ChargeCategory;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What makes a file that the schema accepts no catalog: names that stand twice or are not known, rules that
/// match everything, days that do not exist.
final class CatalogChecks {

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
        checks.conditions();
        checks.names();
        checks.problems.addAll(DeliveryChecks.problems(checks.root));
        checks.problems.addAll(PoolChecks.problems(checks.root));
        checks.problems.addAll(RateChecks.problems(checks.root));
        checks.problems.addAll(BillMappings.problems(checks.root));
        checks.problems.addAll(Objectives.problems(checks.root));
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

    private Stream<Part> rules() {
        return Stream.of("applications", "pools", "unallocated")
                .flatMap(list -> root.items(list).stream())
                .flatMap(owner -> owner.items("charges").stream());
    }

    private void conditions() {
        rules().forEach(rule -> {
            check(Matchers.hasCondition(rule), rule, "has no condition, so it would take every charge");
            known(rule, "chargeCategory", Stream.of(ChargeCategory.values()).map(ChargeCategory::label));
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

    private void days() {
        Stream.of(
                        root.items("applications").stream()
                                .flatMap(part -> Stream.of(part.get("measuredSince"), part.get("failuresSince")))
                                .flatMap(Optional::stream),
                        rules().flatMap(rule -> Stream.of(rule.get("from"), rule.get("to")))
                                .flatMap(Optional::stream),
                        root.items("milestones").stream().map(part -> part.need("date")))
                .flatMap(days -> days)
                .forEach(day -> check(exists(day.text()), day, "is not a day that exists"));
        rules().forEach(rule -> rule.get("to")
                .filter(to ->
                        rule.get("from").stream().anyMatch(from -> from.text().compareTo(to.text()) >= 0))
                .ifPresent(to -> problems.add(to.problem("is not after from"))));
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

    static String fold(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }
}
