package costperchange.calculator.allocation;

import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Revision.Sorted;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Whose a telling is, as one catalog has it.
///
/// A name that the catalog knows decides. Else every application takes it that has a rule which holds and says
/// more than the repository; if none does, the first application whose rule names the repository alone. That
/// application has the rest of the repository too where it is open which folders a deployment touches. What no
/// rule takes belongs to the application told, or to one called like the repository.
///
/// @param version of the catalog; [Assigned#NO_CATALOG] where there is none
/// @param catalog that decides
public record Assignment(Instant version, Catalog catalog) {

    /// Field by which a telling names its pipeline.
    public static final String PIPELINE = "pipeline";

    /// Field by which a telling names the file that defines its pipeline.
    public static final String PIPELINE_FILE = "pipelineFile";

    /// The folder of an application that has all of a repository but other applications' folders.
    static final String REST = "";

    /// A rule that holds, perhaps only if the telling touches a folder.
    private record Match(
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
            return new Match(application, rule, REST);
        }
    }

    /// What a deployment is to each of its applications.
    ///
    /// @param source who told of it
    /// @param environment in the teller's words; null for the run of a pipeline, whose rule then says it
    public Map<String, Assigned> deployment(String source, Origin origin, @Nullable String environment) {
        List<Match> matches = matches(origin, environment);
        if (matches.isEmpty()) {
            return environment == null
                    ? Map.of()
                    : Map.of(named(origin), assigned(source, named(origin), environment, null));
        }
        Map<String, Assigned> byApplication = new TreeMap<>();
        for (Match match : matches) {
            String name = match.application.name();
            String where = environment == null ? match.rule.deploys() : environment;
            if (where != null) {
                byApplication.merge(
                        name,
                        assigned(source, name, where, match.openPath),
                        // A rule that holds for certain leaves nothing open.
                        (one, other) -> one.path() == null ? one : other);
            }
        }
        return byApplication;
    }

    private Assigned assigned(String source, String application, String environment, @Nullable String openPath) {
        String kept = catalog.environment(environment);
        boolean counts =
                catalog.application(application).map(one -> one.counts(source)).orElse(true);
        return new Assigned(version, kept, catalog.isProduction(kept), counts, openPath);
    }

    /// What a revision is to each of the applications that its repository may bring out.
    public Map<String, Sorted> revision(Origin origin) {
        Map<String, Sorted> byApplication = new TreeMap<>();
        boolean withoutBots = !catalog.deliveries().botCommits();
        known(origin).ifPresent(name -> byApplication.put(name, new Sorted(version, null, withoutBots)));
        if (byApplication.isEmpty()) {
            List<String> folders = catalog.applications().stream()
                    .flatMap(application -> rules(application, origin).stream())
                    .flatMap(rule -> Stream.ofNullable(rule.path()))
                    .toList();
            for (Application application : catalog.applications()) {
                List<ChangeRule> rules = rules(application, origin);
                if (!rules.isEmpty()) {
                    byApplication.put(
                            application.name(), new Sorted(version, touches(rules, folders, origin), withoutBots));
                }
            }
        }
        if (byApplication.isEmpty()) {
            byApplication.put(named(origin), new Sorted(version, null, withoutBots));
        }
        return byApplication;
    }

    /// Whose a failure is.
    public String incident(Origin origin) {
        return matches(origin, null).stream()
                .map(match -> match.application.name())
                .findFirst()
                .orElseGet(() -> named(origin));
    }

    /// The fields of a telling that this catalog knows, and those that name a pipeline. No others are kept.
    public Origin kept(Origin origin) {
        Set<String> wanted = catalog.applications().stream()
                .flatMap(application -> application.changes().stream())
                .flatMap(rule -> rule.fields().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        wanted.add(PIPELINE);
        wanted.add(PIPELINE_FILE);
        Map<String, String> fields = new TreeMap<>(origin.fields());
        fields.keySet().retainAll(wanted);
        return origin.withFields(fields);
    }

    private List<Match> matches(Origin origin, @Nullable String environment) {
        Optional<Application> known = known(origin).flatMap(catalog::application);
        if (known.isPresent() && (environment != null || !hasPipeline(origin))) {
            return List.of(new Match(known.get(), new ChangeRule(null, null, null, Map.of(), null, null), null));
        }
        List<Match> all = catalog.applications().stream()
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
        String file = origin.fields().getOrDefault(PIPELINE_FILE, "");
        return environment == null
                && (isSame(rule.pipeline(), origin.fields().get(PIPELINE))
                        || isSame(rule.pipeline(), file)
                        || isSame(rule.pipeline(), file.substring(file.lastIndexOf('/') + 1)));
    }

    private static boolean hasPipeline(Origin origin) {
        return origin.fields().containsKey(PIPELINE) || origin.fields().containsKey(PIPELINE_FILE);
    }

    private static @Nullable String openPath(ChangeRule rule, Origin origin) {
        return origin.paths().isEmpty() ? rule.path() : null;
    }

    /// An application's rules on a repository.
    private static List<ChangeRule> rules(Application application, Origin origin) {
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

    /// The name told, as the catalog spells it; empty where the catalog does not know it.
    private Optional<String> known(Origin origin) {
        return Optional.ofNullable(origin.application())
                .map(catalog::spelled)
                .filter(name -> catalog.application(name).isPresent());
    }

    /// The application of something that no rule takes.
    private String named(Origin origin) {
        if (origin.application() != null) {
            return catalog.spelled(origin.application());
        }
        String repository = origin.repository();
        return repository == null ? "unknown" : catalog.spelled(repository.substring(repository.lastIndexOf('/') + 1));
    }

    private static boolean isSame(String rule, @Nullable String told) {
        return rule.equalsIgnoreCase(told);
    }
}
