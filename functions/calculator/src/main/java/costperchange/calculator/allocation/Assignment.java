package costperchange.calculator.allocation;

import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.allocation.DeliveryRules.Match;
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

    /// Field by which a telling names the stage of a pipeline, of which it alone is the run.
    public static final String STAGE = "stage";

    /// The folder of an application that has all of a repository but other applications' folders.
    static final String REST = "";

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
            String name = match.application().name();
            String where = environment == null ? match.rule().deploys() : environment;
            if (where != null) {
                byApplication.merge(
                        name,
                        assigned(source, name, where, match.openPath()),
                        // A rule that holds for certain leaves nothing open.
                        (one, other) -> one.path() == null ? one : other);
            }
        }
        return byApplication;
    }

    /// The applications that would have a deployment if what only this catalog asks for had not been kept of
    /// it: where an earlier telling of the same may stand, recorded before the catalog asked.
    public Set<String> without(String source, Origin origin, @Nullable String environment) {
        Map<String, String> fields = new TreeMap<>(origin.fields());
        fields.keySet().retainAll(Set.of(PIPELINE, PIPELINE_FILE, STAGE));
        Set<String> others = new TreeSet<>(
                deployment(source, origin.withFields(fields), environment).keySet());
        others.removeAll(deployment(source, origin, environment).keySet());
        return others;
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
            DeliveryRules rules = new DeliveryRules(catalog.applications());
            for (Application application : catalog.applications()) {
                if (!DeliveryRules.rules(application, origin).isEmpty()) {
                    byApplication.put(
                            application.name(), new Sorted(version, rules.touches(application, origin), withoutBots));
                }
            }
        }
        if (byApplication.isEmpty()) {
            byApplication.put(named(origin), new Sorted(version, null, withoutBots));
        }
        return byApplication;
    }

    /// Whose a failure is. Where several applications share a repository, no one can tell by that.
    public String incident(Origin origin) {
        Set<String> names = matches(origin, null).stream()
                .map(match -> match.application().name())
                .collect(Collectors.toSet());
        return names.size() == 1 ? names.iterator().next() : named(origin);
    }

    /// The fields of a telling that this catalog knows, and those that name a pipeline. No others are kept.
    public Origin kept(Origin origin) {
        Set<String> wanted = catalog.applications().stream()
                .flatMap(application -> application.changes().stream())
                .flatMap(rule -> rule.fields().keySet().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        wanted.add(PIPELINE);
        wanted.add(PIPELINE_FILE);
        wanted.add(STAGE);
        Map<String, String> fields = new TreeMap<>(origin.fields());
        fields.keySet().retainAll(wanted);
        return origin.withFields(fields);
    }

    private List<Match> matches(Origin origin, @Nullable String environment) {
        Optional<Application> known = known(origin).flatMap(catalog::application);
        if (known.isPresent() && (environment != null || !DeliveryRules.hasPipeline(origin))) {
            return List.of(new Match(known.get(), new ChangeRule(null, null, null, Map.of(), null, null), null));
        }
        return new DeliveryRules(catalog.applications()).matches(origin, environment);
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
}
