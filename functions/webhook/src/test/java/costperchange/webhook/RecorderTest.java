package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.allocation.Assignments.Reach;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Rates;
import costperchange.store.Deployments;
import costperchange.store.LocalTable;
import costperchange.webhook.Recorder.Recorded;
import costperchange.webhook.source.Fact.DeploymentTold;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RecorderTest {

    private static final String SHOP = "github.com/acme/shop";
    private static final Instant AT = Instant.parse("2026-11-02T10:05:00Z");
    private static final Application BASKET = application("basket", ChangeRule.repository(SHOP));
    private static final Application TILL =
            application("till", new ChangeRule(SHOP, null, null, Map.of("payload.service", "till"), null, null));

    private final LocalTable local = new LocalTable();
    private final Recorder recorder = new Recorder(local.table());
    private final Deployments deployments = new Deployments(local.table());

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void a_deployment_told_again_after_the_catalog_asks_for_a_field_is_not_in_two_applications() {
        Resolution first = resolution("2026-11-01T00:00:00Z", BASKET);
        Resolution second = resolution("2026-11-03T00:00:00Z", BASKET, TILL);
        recorder.record(List.of(told(Outcome.IN_PROGRESS, AT.minusSeconds(60))), first);
        recorder.record(List.of(told(Outcome.SUCCEEDED, AT)), first);
        assertThat(deployments.all("basket")).hasSize(1);

        recorder.record(List.of(told(Outcome.SUCCEEDED, AT)), second);

        assertThat(deployments.all("basket")).isEmpty();
        assertThat(deployments.all("till")).singleElement().satisfies(deployment -> {
            assertThat(deployment.outcome()).isEqualTo(Outcome.SUCCEEDED);
            assertThat(deployment.observations()).anyMatch(one -> one.outcome() == Outcome.IN_PROGRESS);
        });
        assertThat(recorder.record(List.of(told(Outcome.SUCCEEDED, AT)), second))
                .isEqualTo(new Recorded(0, 1));
    }

    private static DeploymentTold told(Outcome outcome, Instant at) {
        Origin origin = Origin.repository(SHOP).withFields(Map.of("payload.service", "till"));
        return new DeploymentTold("github", "4711", outcome, at, Told.of(origin, "production", "9f2c41d"));
    }

    private static Resolution resolution(String version, Application... applications) {
        Catalog none = Catalog.NONE;
        Catalog catalog = new Catalog(
                Set.of("production"),
                Map.of(),
                none.applicationTags(),
                none.environmentTags(),
                Map.of(),
                List.of(),
                List.of(applications),
                List.of(),
                List.of(),
                List.of(),
                none.deliveries(),
                Rates.NONE,
                Map.of());
        Instant uploaded = Instant.parse(version);
        return new Resolution(
                new Assignments(List.of(new Reach(uploaded, LocalDate.MIN, catalog))), uploaded.plusSeconds(1));
    }

    private static Application application(String name, ChangeRule rule) {
        return new Application(name, List.of(), null, List.of(), List.of(rule), List.of(), null, null, false);
    }
}
