package costperchange.query.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What makes the pools of a file none: shares for nobody, and pools that feed one another in circles.
final class PoolChecks {

    private final Set<String> applications;
    private final List<String> pools;
    private final List<Problem> problems = new ArrayList<>();

    private PoolChecks(Part root) {
        applications = root.items("applications").stream()
                .map(part -> part.need("name").text())
                .collect(Collectors.toSet());
        pools = root.items("pools").stream()
                .map(part -> part.need("name").text())
                .toList();
    }

    static List<Problem> problems(Part root) {
        PoolChecks checks = new PoolChecks(root);
        List<Part> all = root.items("pools");
        for (int i = 0; i < all.size(); i++) {
            Part pool = all.get(i);
            List<String> later = checks.pools.subList(i + 1, all.size());
            pool.items("feeds").forEach(fed -> checks.feeds(fed, later));
            List<String> fed = pool.get("feeds").map(Part::texts).orElse(List.of());
            Optional<Part> weights = pool.get("split").flatMap(split -> split.get("weights"));
            weights.ifPresent(part -> checks.weights(part, fed));
        }
        return checks.problems;
    }

    /// A pool feeds only those that stand after it: so what it passes on cannot come back to it.
    private void feeds(Part fed, List<String> later) {
        if (!pools.contains(fed.text())) {
            problems.add(fed.problem("is not one of the pools"));
        } else if (!later.contains(fed.text())) {
            problems.add(fed.problem("stands before the pool that feeds it, or is that pool; a pool feeds only pools "
                    + "that come after it, so that nothing goes in circles"));
        }
    }

    private void weights(Part weights, List<String> fed) {
        Map<String, Part> members = weights.members();
        members.forEach((name, weight) -> {
            boolean feeds = fed.contains(name.strip());
            boolean application = applications.contains(name.strip());
            if (!feeds && !application) {
                problems.add(weight.keyProblem("is neither one of the applications nor one of the pools it feeds"));
            } else if (feeds && application) {
                problems.add(weight.keyProblem("is an application and a pool: rename one of them"));
            }
        });
        fed.stream()
                .filter(name -> !members.containsKey(name))
                .forEach(name ->
                        problems.add(weights.problem("has no weight for '" + name + "', which the pool feeds")));
        if (members.values().stream()
                .noneMatch(weight -> weight.node().decimalValue().signum() > 0)) {
            problems.add(weights.problem("has no weight above zero"));
        }
    }
}
