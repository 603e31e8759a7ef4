package costperchange.join;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Rates;
import costperchange.store.Catalogs;
import costperchange.store.Delivered.Found;
import costperchange.store.Deployments;
import costperchange.store.LocalTable;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class AssignFunctionTest {

    private static final Instant AT = Instant.parse("2026-02-10T10:00:00Z");
    private static final Instant FIRST = Instant.parse("2026-01-01T00:00:00Z");

    private final LocalTable local = LocalTable.alone();
    private final Deployments deployments = new Deployments(local.table());
    private final Assign assign = new Assign(local.table());

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void a_new_catalog_moves_deployments_to_the_applications_that_it_gives_them_to() {
        upload("one", null, application("checkout", "shop"));
        told("1", AT);
        upload("two", null, application("basket", "shop"), application("till", "shop", "services/till"));

        assertThat(run()).isEqualTo("1 moved; finished");

        assertThat(deployments.all("checkout")).isEmpty();
        assertThat(deployments.all("basket")).hasSize(1);
        assertThat(deployments.all("till")).singleElement().satisfies(one -> {
            assertThat(one.assigned().path()).isEqualTo("services/till");
            assertThat(one.told().revision()).isEqualTo("r1");
        });
        Map<?, ?> after = items();
        assertThat(run()).isEqualTo("nothing to do");
        assertThat(assign.walk(() -> false).moved()).isZero();
        assertThat(items()).isEqualTo(after);
    }

    @Test
    void what_came_before_the_catalogs_first_day_stays_where_it_is() {
        upload("one", null, application("checkout", "shop"));
        told("old", Instant.parse("2026-01-31T23:59:59Z"));
        told("new", Instant.parse("2026-02-01T00:00:00Z"));
        upload("two", LocalDate.parse("2026-02-01"), application("basket", "shop"));

        run();

        assertThat(deployments.all("checkout")).extracting(one -> one.id().id()).containsExactly("old");
        assertThat(deployments.all("basket")).extracting(one -> one.id().id()).containsExactly("new");
    }

    @Test
    void a_deployment_that_no_rule_takes_any_more_stays_and_does_not_count_until_one_does() {
        Catalog with = catalog(new Application(
                "checkout",
                List.of(),
                null,
                List.of(),
                List.of(new ChangeRule(null, null, null, Map.of(), "deploy", "production")),
                List.of(),
                null,
                null,
                false));
        upload("with", null, with);
        Told run = Told.of(new Origin(null, null, List.of(), Map.of("pipeline", "deploy")), null, "r1");
        record("1", AT, run);
        assertThat(only("checkout").succeededInProduction()).isTrue();

        upload("without", null, catalog());
        run();
        assertThat(only("checkout").succeededInProduction()).isFalse();

        upload("again", null, with);
        run();
        assertThat(only("checkout").succeededInProduction()).isTrue();
    }

    @Test
    void what_more_applications_share_than_fit_a_transaction_moves_too() {
        upload("one", null, application("checkout", "shop"));
        told("1", AT);
        Application[] folders = new Application[120];
        for (int i = 0; i < folders.length; i++) {
            folders[i] = application("part-" + i, "shop", "parts/" + i);
        }
        upload("many", null, catalog(folders));

        assertThat(run()).isEqualTo("1 moved; finished");

        assertThat(deployments.all("checkout")).isEmpty();
        assertThat(deployments.all("part-0")).hasSize(1);
        assertThat(deployments.all("part-119")).hasSize(1);
    }

    @Test
    void a_walk_that_was_stopped_goes_on_where_it_was() {
        upload("one", null, application("checkout", "shop"));
        for (int i = 0; i < 2_100; i++) {
            told("d" + i, AT.plusSeconds(i));
        }
        upload("two", null, application("basket", "shop"));

        AtomicInteger pages = new AtomicInteger();
        Assign.Walked first = assign.walk(() -> pages.incrementAndGet() > 0);
        assertThat(first.finished()).isFalse();
        assertThat(first.moved()).isBetween(1, 2_099);
        Assign.Walked rest = assign.walk(() -> false);

        assertThat(rest.finished()).isTrue();
        assertThat(first.moved() + rest.moved()).isEqualTo(2_100);
        assertThat(deployments.all("basket")).hasSize(2_100);
        assertThat(deployments.all("checkout")).isEmpty();
    }

    @Test
    void what_an_old_catalog_assigned_after_the_walk_ends_in_the_right_place_too() {
        upload("one", null, application("checkout", "shop"));
        Assignments old = new Catalogs(local.table()).assignments();
        upload("two", null, application("basket", "shop"));
        run();
        record("late", AT, Told.of(Origin.repository("github.com/acme/shop"), "production", "r"), old);
        Deployment late = only("checkout");

        assign.recorded(Map.of(new Found("APP#checkout", "DEPLOYMENT#github#late"), late.catalog()));

        assertThat(deployments.all("checkout")).isEmpty();
        assertThat(only("basket").id().id()).isEqualTo("late");
    }

    private Deployment only(String application) {
        assertThat(deployments.all(application)).hasSize(1);
        return deployments.all(application).getFirst();
    }

    private void told(String id, Instant at) {
        record(id, at, Told.of(Origin.repository("github.com/acme/shop"), "production", "r" + id));
    }

    private void record(String id, Instant at, Told told) {
        record(id, at, told, new Catalogs(local.table()).assignments());
    }

    private void record(String id, Instant at, Told told, Assignments assignments) {
        Map<String, Assigned> assigned = assignments.at(at).deployment("github", told.origin(), told.environment());
        assigned.forEach((application, one) -> deployments.record(Deployment.of(
                new DeploymentId(application, "github", id), new Observation(Outcome.SUCCEEDED, at, told, one, at))));
    }

    private void upload(String text, LocalDate from, Catalog catalog) {
        new Catalogs(local.table()).upload(text, catalog, from, Clock.fixed(FIRST, ZoneOffset.UTC));
    }

    private void upload(String text, LocalDate from, Application... applications) {
        upload(text, from, catalog(applications));
    }

    private static Application application(String name, String repository) {
        return application(name, repository, null);
    }

    private static Application application(String name, String repository, String path) {
        return new Application(
                name,
                List.of(),
                null,
                List.of(),
                List.of(new ChangeRule("github.com/acme/" + repository, path, null, Map.of(), null, null)),
                List.of(),
                null,
                null,
                false);
    }

    private static Catalog catalog(Application... applications) {
        return new Catalog(
                Set.of("production"),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                List.of(),
                List.of(applications),
                List.of(),
                List.of(),
                List.of(),
                Catalog.Deliveries.DEFAULT,
                Rates.NONE,
                Map.of());
    }

    private String run() {
        return new AssignFunction(assign).handleRequest(Map.of(), null);
    }

    private Map<String, Map<String, AttributeValue>> items() {
        return local
                .table()
                .client()
                .scanPaginator(r -> r.tableName(local.table().name()))
                .items()
                .stream()
                .collect(Collectors.toMap(
                        item -> item.get("pk").s() + " " + item.get("sk").s(), item -> item));
    }
}
