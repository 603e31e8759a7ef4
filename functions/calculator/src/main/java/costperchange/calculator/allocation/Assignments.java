package costperchange.calculator.allocation;

import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Revision;
import costperchange.calculator.delivery.Revision.Telling;
import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Which catalog assigns a telling: the latest of those that reach back to its day. So what was assigned before
/// a catalog's first day stays where it is, whenever it is told again.
///
/// @param catalogs the latest first, as far back as any telling can need them
public record Assignments(List<Reach> catalogs) {

    /// @param from first day whose deployments the catalog assigns; [LocalDate#MIN] for all there are
    public record Reach(Instant version, LocalDate from, Catalog catalog) {}

    public static final Assignments NONE = new Assignments(List.of());

    /// The assignment of what happened at a time.
    public Assignment at(Instant time) {
        Instant latest = catalogs.isEmpty() ? Assigned.NO_CATALOG : catalogs.getFirst().version;
        return new Assignment(
                latest,
                catalogs.stream()
                        .filter(one -> !Period.day(time).isBefore(one.from))
                        .map(Reach::catalog)
                        .findFirst()
                        .orElse(Catalog.NONE));
    }

    /// A deployment as each application has it that it belongs to now. What no rule takes any more stays where
    /// it is and does not count, so that a later catalog can take it up again.
    public Collection<Deployment> assigned(Deployment told) {
        DeploymentId id = told.id();
        Map<String, Deployment> byApplication = new TreeMap<>();
        for (Observation observation : told.observations()) {
            Assignment assignment = at(observation.chosenBy());
            Map<String, Assigned> assigned = assignment.deployment(
                    id.source(), observation.told().origin(), observation.told().environment());
            if (assigned.isEmpty()) {
                assigned = Map.of(id.application(), observation.assigned().toNone(assignment.version()));
            }
            assigned.forEach((application, one) -> byApplication.merge(
                    application,
                    Deployment.of(new DeploymentId(application, id.source(), id.id()), observation.assigned(one)),
                    Deployment::merge));
        }
        return byApplication.values();
    }

    /// What is known of a revision as each application has it that its repository brings out now.
    public Collection<Revision> assigned(Revision told) {
        Map<String, Revision> byApplication = new TreeMap<>();
        for (Telling telling : told.tellings()) {
            at(telling.at())
                    .revision(telling.origin())
                    .forEach((application, one) -> byApplication.merge(
                            application,
                            new Revision(application, told.name(), List.of(telling.assigned(one))),
                            Revision::merge));
        }
        return byApplication.values();
    }

    /// An incident as each application has it that it belongs to now.
    public Collection<Incident> assigned(Incident told) {
        Map<String, Incident> byApplication = new TreeMap<>();
        for (Incident.Report report : told.reports()) {
            Assignment assignment = at(report.chosenBy());
            String application = assignment.incident(report.origin());
            byApplication.merge(
                    application,
                    new Incident(
                            new DeploymentId(
                                    application, told.id().source(), told.id().id()),
                            List.of(report.assigned(
                                    assignment.version(),
                                    assignment.catalog().deliveries().tieIncidentsWithin()))),
                    Incident::merge);
        }
        return byApplication.values();
    }
}
