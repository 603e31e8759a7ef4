package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.allocation.Assignments.Reach;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Rates;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolutionTest {

    private static final Instant AT = Instant.parse("2026-11-02T10:05:00Z");
    private static final Instant RECORDED = Instant.parse("2026-11-02T10:05:10Z");
    private static final Instant VERSION = Instant.parse("2026-11-01T00:00:00Z");
    private static final Catalog CATALOG = new Catalog(
            Set.of("production"),
            Map.of("production", List.of("live")),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(application("Checkout", ChangeRule.repository("github.com/acme/shop"))),
            List.of(),
            List.of(),
            List.of(),
            Catalog.Deliveries.DEFAULT,
            Rates.NONE,
            Map.of());

    private final Resolution resolution =
            new Resolution(new Assignments(List.of(new Reach(VERSION, LocalDate.MIN, CATALOG))), RECORDED);

    @Test
    void a_deployment_is_that_of_the_application_that_the_catalog_says() {
        Deployment deployment = told(Origin.repository("github.com/acme/shop"), "LIVE");

        assertThat(deployment.id()).isEqualTo(new DeploymentId("Checkout", "github", "1"));
        assertThat(deployment.environment()).isEqualTo("production");
        assertThat(deployment.production()).isTrue();
        assertThat(deployment.catalog()).isEqualTo(VERSION);
        assertThat(deployment.observations()).extracting(o -> o.recordedAt()).containsExactly(RECORDED);
    }

    @Test
    void an_incident_is_of_an_application() {
        assertThat(resolution.incident(incident(null)))
                .contains(new Incident(
                        new DeploymentId("Checkout", "changes", "INC-1"),
                        List.of(new Incident.Report(
                                Origin.application("checkout"),
                                AT,
                                null,
                                null,
                                "d",
                                "https://i",
                                VERSION,
                                null,
                                RECORDED))));
    }

    @Test
    void an_incident_outside_production_is_none() {
        assertThat(resolution.incident(incident("live"))).isPresent();
        assertThat(resolution.incident(incident("staging"))).isEmpty();
    }

    private static IncidentTold incident(String environment) {
        return new IncidentTold(
                "changes", "INC-1", Origin.application("checkout"), environment, AT, null, "d", "https://i");
    }

    private Deployment told(Origin origin, String environment) {
        return resolution
                .deployments(
                        new DeploymentTold("github", "1", Outcome.SUCCEEDED, AT, Told.of(origin, environment, null)))
                .getFirst();
    }

    private static Application application(String name, ChangeRule rule) {
        return new Application(name, List.of(), null, List.of(), List.of(rule), List.of(), null, null, false);
    }
}
