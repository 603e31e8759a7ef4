package costperchange.calculator.allocation;

import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.delivery.Origin;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Which of a catalog's rules for changes hold for a telling, as [Assignment] has it.
///
/// @param applications in the catalog's order
record DeliveryRules(List<Application> applications) {

    /// A rule that holds, perhaps only if the telling touches a folder.
    ///
    /// @param openPath that folder; null where nothing is open
    record Match(
            Application application,
            ChangeRule rule,
            @Nullable String openPath) {

        boolean isSpecific() {
            return rule.path() != null
                    || rule.environment() != null
                    || !rule.fields().isEmpty();
        }

        /// An application of all that lies in no other's folder.
        Match ofTheRest() {
            return new Match(application, rule, Assignment.REST);
        }
    }

    /// @param environment in the teller's words; null for what is told of no environment, and for the run of a
    ///     pipeline
    List<Match> matches(Origin origin, @Nullable String environment) {
        List<Match> all = applications.stream()
                .flatMap(application -> application.changes().stream()
                        .filter(rule -> holds(rule, origin, environment))
                        .map(rule -> new Match(application, rule, openPath(rule, origin))))
                .toList();
        List<Match> specific = all.stream().filter(Match::isSpecific).toList();
        Stream<Match> rest = all.stream().filter(match -> !match.isSpecific()).limit(1);
        if (specific.isEmpty()) {
            return rest.toList();
        }
        boolean allOpen = specific.stream().allMatch(match -> match.openPath != null);
        return allOpen
                ? Stream.concat(specific.stream(), rest.map(Match::ofTheRest)).toList()
                : specific;
    }

    private static boolean holds(ChangeRule rule, Origin origin, @Nullable String environment) {
        return (rule.repository() == null || isSame(rule.repository(), origin.repository()))
                && (rule.environment() == null || isSame(rule.environment(), environment))
                && rule.fields().entrySet().stream()
                        .allMatch(field ->
                                isSame(field.getValue(), origin.fields().get(field.getKey())))
                && isPipelineOf(rule, origin, environment)
                && (rule.path() == null || origin.paths().isEmpty() || touches(rule.path(), origin));
    }

    /// A pipeline's run is a deployment by a rule for that pipeline only, and any other deployment by no such
    /// rule.
    private static boolean isPipelineOf(ChangeRule rule, Origin origin, @Nullable String environment) {
        if (rule.pipeline() == null) {
            return environment != null || !hasPipeline(origin);
        }
        if (origin.fields().containsKey(Assignment.STAGE) && !rule.fields().containsKey(Assignment.STAGE)) {
            // Else a run and each of its stages would be deployments.
            return false;
        }
        String file = origin.fields().getOrDefault(Assignment.PIPELINE_FILE, "");
        return environment == null
                && (isSame(rule.pipeline(), origin.fields().get(Assignment.PIPELINE))
                        || isSame(rule.pipeline(), file)
                        || isSame(rule.pipeline(), file.substring(file.lastIndexOf('/') + 1)));
    }

    static boolean hasPipeline(Origin origin) {
        return origin.fields().containsKey(Assignment.PIPELINE)
                || origin.fields().containsKey(Assignment.PIPELINE_FILE);
    }

    private static @Nullable String openPath(ChangeRule rule, Origin origin) {
        return origin.paths().isEmpty() ? rule.path() : null;
    }

    /// Whether a revision touches an application of its repository; null where that cannot be told.
    @Nullable
    Boolean touches(Application application, Origin origin) {
        List<String> folders = applications.stream()
                .flatMap(one -> rules(one, origin).stream())
                .flatMap(rule -> Stream.ofNullable(rule.path()))
                .toList();
        return touches(rules(application, origin), folders, origin);
    }

    /// An application's rules on a repository.
    static List<ChangeRule> rules(Application application, Origin origin) {
        return application.changes().stream()
                .filter(rule -> rule.repository() != null && isSame(rule.repository(), origin.repository()))
                .toList();
    }

    /// Whether a revision touches an application; null where that cannot be told.
    ///
    /// @param rules the application's
    /// @param folders those of all applications of the repository
    private static @Nullable Boolean touches(List<ChangeRule> rules, List<String> folders, Origin origin) {
        if (origin.paths().isEmpty() || folders.isEmpty()) {
            return null;
        }
        List<String> own =
                rules.stream().flatMap(rule -> Stream.ofNullable(rule.path())).toList();
        boolean hasTheRest = rules.stream().anyMatch(rule -> rule.path() == null);
        return origin.paths().stream()
                .anyMatch(path -> own.stream().anyMatch(folder -> touches(folder, path))
                        || (hasTheRest && folders.stream().noneMatch(folder -> touches(folder, path))));
    }

    private static boolean touches(String folder, Origin origin) {
        return origin.paths().stream().anyMatch(path -> touches(folder, path));
    }

    /// Whether a path lies in a folder, or is a folder around it.
    private static boolean touches(String folder, String told) {
        String inside = folder.endsWith("/") ? folder : folder + "/";
        String path = told.startsWith("/") ? told.substring(1) : told;
        return path.startsWith(inside) || inside.equals(path + "/") || (path.endsWith("/") && inside.startsWith(path));
    }

    private static boolean isSame(String rule, @Nullable String told) {
        return rule.equalsIgnoreCase(told);
    }
}
