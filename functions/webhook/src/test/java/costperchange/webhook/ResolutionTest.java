package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Observation.Told;
import costperchange.calculator.delivery.Outcome;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Fact.Subject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResolutionTest {

    private static final Instant AT = Instant.parse("2026-11-02T10:05:00Z");
    private static final Instant RECORDED = Instant.parse("2026-11-02T10:05:10Z");
    private static final Catalog CATALOG = new Catalog(
            Set.of("production"),
            Map.of("production", List.of("live")),
            List.of(),
            List.of(),
            Map.of(),
            List.of(),
            List.of(
                    application("Checkout", new ChangeRule("github.com/acme/shop", null)),
                    application("search", new ChangeRule("github.com/acme/finder", "live"))),
            List.of(),
            List.of(),
            List.of());

    private final Resolution resolution = new Resolution(CATALOG, RECORDED);

    @Test
    void a_repository_belongs_to_the_application_that_the_catalog_says() {
        assertThat(told(new Subject.Repository("github.com/acme/shop"), "staging")
                        .id()
                        .application())
                .isEqualTo("Checkout");
        assertThat(told(new Subject.Repository("github.com/acme/finder"), "live")
                        .id()
                        .application())
                .isEqualTo("search");
    }

    @Test
    void a_repository_the_catalog_does_not_know_is_its_own_application() {
        assertThat(told(new Subject.Repository("github.com/acme/basket"), "live")
                        .id())
                .isEqualTo(new DeploymentId("basket", "github", "1"));
        assertThat(told(new Subject.Repository("github.com/acme/checkout"), "live")
                        .id()
                        .application())
                .isEqualTo("Checkout");
    }

    @Test
    void an_application_is_spelled_as_in_the_catalog() {
        assertThat(told(new Subject.Application("CHECKOUT"), "live").id().application())
                .isEqualTo("Checkout");
        assertThat(told(new Subject.Application("Other"), "live").id().application())
                .isEqualTo("Other");
    }

    @Test
    void an_environment_gets_its_name_and_whether_it_is_production() {
        Deployment live = told(new Subject.Application("checkout"), "LIVE");
        Deployment staging = told(new Subject.Application("checkout"), "Staging");

        assertThat(live.environment()).isEqualTo("production");
        assertThat(live.production()).isTrue();
        assertThat(staging.environment()).isEqualTo("staging");
        assertThat(staging.production()).isFalse();
        assertThat(live.observations()).extracting(o -> o.recordedAt()).containsExactly(RECORDED);
    }

    @Test
    void an_incident_is_of_an_application() {
        Incident incident =
                resolution.incident(new IncidentTold("changes", "INC-1", "checkout", AT, null, "d", "https://i"));

        assertThat(incident)
                .isEqualTo(new Incident(
                        new DeploymentId("Checkout", "changes", "INC-1"),
                        List.of(new Incident.Report(AT, null, "d", "https://i", RECORDED))));
    }

    private Deployment told(Subject subject, String environment) {
        return resolution.deployment(
                new DeploymentTold("github", "1", subject, environment, Outcome.SUCCEEDED, AT, Told.NOTHING));
    }

    private static Application application(String name, ChangeRule rule) {
        return new Application(name, null, List.of(), List.of(rule), null, false);
    }
}
