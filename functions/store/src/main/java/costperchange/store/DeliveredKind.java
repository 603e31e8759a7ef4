package costperchange.store;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Revision;
import costperchange.calculator.delivery.Revision.Sorted;
import costperchange.calculator.delivery.Revision.Telling;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A kind of item that holds what deliveries told, for [Delivered].
///
/// @param <T> the record it holds
sealed interface DeliveredKind<T> {

    static DeliveredKind<?> of(String sk) {
        if (sk.startsWith("DEPLOYMENT#")) {
            return new OfDeployments();
        }
        return sk.startsWith("REVISION#") ? new OfRevisions() : new OfIncidents();
    }

    /// The attribute that holds what was told.
    String attribute();

    T read(String application, Item item);

    Item item(T told);

    T merge(T one, T other);

    /// Whether both are the same but for the versions of catalogs that agree.
    boolean isSame(T one, T other);

    /// The same tellings in each application that they belong to, at least one.
    Collection<T> assigned(T told, Assignments assignments);

    record OfDeployments() implements DeliveredKind<Deployment> {

        @Override
        public String attribute() {
            return Deployments.OBSERVATIONS;
        }

        @Override
        public Deployment read(String application, Item item) {
            return Deployments.deployment(Deployments.id(application, item), item);
        }

        @Override
        public Item item(Deployment told) {
            return Deployments.item(told);
        }

        @Override
        public Deployment merge(Deployment one, Deployment other) {
            return one.merge(other);
        }

        @Override
        public boolean isSame(Deployment one, Deployment other) {
            return one.isSame(other);
        }

        @Override
        public Collection<Deployment> assigned(Deployment told, Assignments assignments) {
            DeploymentId id = told.id();
            Map<String, Deployment> byApplication = new TreeMap<>();
            for (Observation observation : told.observations()) {
                Assignment assignment = assignments.at(observation.chosenBy());
                Map<String, Assigned> assigned = assignment.deployment(
                        id.source(),
                        observation.told().origin(),
                        observation.told().environment());
                if (assigned.isEmpty()) {
                    // It stays where it is, so that a later catalog can take it up again.
                    assigned = Map.of(id.application(), observation.assigned().toNone(assignment.version()));
                }
                assigned.forEach((application, one) -> byApplication.merge(
                        application,
                        Deployment.of(new DeploymentId(application, id.source(), id.id()), observation.assigned(one)),
                        Deployment::merge));
            }
            return byApplication.values();
        }
    }

    record OfRevisions() implements DeliveredKind<Revision> {

        @Override
        public String attribute() {
            return Revisions.TELLINGS;
        }

        @Override
        public Revision read(String application, Item item) {
            return Revisions.revision(application, item);
        }

        @Override
        public Item item(Revision told) {
            return Revisions.item(told);
        }

        @Override
        public Revision merge(Revision one, Revision other) {
            return one.merge(other);
        }

        @Override
        public boolean isSame(Revision one, Revision other) {
            return one.isSame(other);
        }

        @Override
        public Collection<Revision> assigned(Revision told, Assignments assignments) {
            Map<String, Revision> byApplication = new TreeMap<>();
            for (Telling telling : told.tellings()) {
                Map<String, Sorted> sorted = assignments.at(telling.at()).revision(telling.origin());
                sorted.forEach((application, one) -> byApplication.merge(
                        application,
                        new Revision(application, told.name(), List.of(telling.assigned(one))),
                        Revision::merge));
            }
            return byApplication.values();
        }
    }

    record OfIncidents() implements DeliveredKind<Incident> {

        @Override
        public String attribute() {
            return Incidents.REPORTS;
        }

        @Override
        public Incident read(String application, Item item) {
            return Incidents.incident(application, item);
        }

        @Override
        public Item item(Incident told) {
            return Incidents.item(told);
        }

        @Override
        public Incident merge(Incident one, Incident other) {
            return one.merge(other);
        }

        @Override
        public boolean isSame(Incident one, Incident other) {
            return one.isSame(other);
        }

        @Override
        public Collection<Incident> assigned(Incident told, Assignments assignments) {
            Map<String, Incident> byApplication = new TreeMap<>();
            for (Incident.Report report : told.reports()) {
                Assignment assignment = assignments.at(report.chosenBy());
                String application = assignment.incident(report.origin());
                byApplication.merge(
                        application,
                        new Incident(
                                new DeploymentId(
                                        application,
                                        told.id().source(),
                                        told.id().id()),
                                List.of(report.assigned(
                                        assignment.version(),
                                        assignment.catalog().deliveries().tieIncidentsWithin()))),
                        Incident::merge);
            }
            return byApplication.values();
        }
    }
}
