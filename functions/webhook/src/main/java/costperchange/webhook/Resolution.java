package costperchange.webhook;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Observation;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Fact.Subject;
import java.time.Instant;
import java.util.List;

/// Gives what was told the catalog's names: the application, the environment, and whether that is production.
///
/// @param catalog in force when the fact is recorded; a later one does not rename what is recorded
/// @param recordedAt when the facts were accepted
public record Resolution(Catalog catalog, Instant recordedAt) {

    public Deployment deployment(DeploymentTold fact) {
        String environment = catalog.environment(fact.environment());
        return Deployment.of(
                new DeploymentId(application(fact), fact.source(), fact.id()),
                new Observation(
                        fact.outcome(),
                        fact.at(),
                        environment,
                        catalog.isProduction(environment),
                        fact.told(),
                        recordedAt));
    }

    public Incident incident(IncidentTold fact) {
        return new Incident(
                new DeploymentId(catalog.spelled(fact.application()), fact.source(), fact.id()),
                List.of(new Incident.Report(
                        fact.startedAt(), fact.resolvedAt(), fact.deployment(), fact.url(), recordedAt)));
    }

    private String application(DeploymentTold fact) {
        return switch (fact.subject()) {
            case Subject.Application(String name) -> catalog.spelled(name);
            case Subject.Repository(String path) ->
                catalog.applicationOf(path, fact.environment()).orElseGet(() -> catalog.spelled(lastPart(path)));
        };
    }

    private static String lastPart(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }
}
