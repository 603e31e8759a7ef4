package costperchange.calculator.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Assignments.Reach;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChangeRule;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.money.Rates;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    private static final Instant VERSION = Instant.parse("2026-01-01T00:00:00Z");
    private static final String SHOP = "github.com/acme/shop";

    private static final Catalog CATALOG = catalog(
            application("checkout", rule(SHOP, "services/checkout", null, Map.of(), null, null)),
            application("search", rule(SHOP, "services/search", null, Map.of(), null, null)),
            application("mail", rule(SHOP, null, "mail-live", Map.of(), null, null)),
            application("batch", rule(SHOP, null, null, Map.of("task", "deploy-batch"), null, null)),
            application("site", rule("github.com/acme/site", null, null, Map.of(), "release.yml", "live")),
            application("whole", ChangeRule.repository(SHOP)),
            new Application(
                    "paid",
                    List.of("Payments API"),
                    null,
                    List.of(),
                    List.of(ChangeRule.repository("github.com/acme/paid")),
                    List.of("argocd"),
                    null,
                    null,
                    false));

    private final Assignment assignment = new Assignment(VERSION, CATALOG);

    @Test
    void a_deployment_that_names_its_folders_is_of_every_application_that_they_touch() {
        Origin both = Origin.repository(SHOP).withPaths(List.of("services/checkout/src/A.java", "services/search/"));

        assertThat(assignment.deployment("github", both, "live").keySet()).containsExactly("checkout", "search");
    }

    @Test
    void a_folder_is_not_another_that_only_begins_like_it() {
        Origin other = Origin.repository(SHOP).withPaths(List.of("services/checkout-legacy/a"));

        assertThat(assignment.deployment("github", other, "live").keySet()).containsExactly("whole");
    }

    @Test
    void where_no_folders_are_told_it_is_open_which_applications_it_touches() {
        Map<String, Assigned> assigned = assignment.deployment("github", Origin.repository(SHOP), "live");

        assertThat(assigned.keySet()).containsExactly("checkout", "search", "whole");
        assertThat(assigned.get("whole").path()).isEqualTo(Assignment.REST);
        assertThat(assigned.get("checkout").path()).isEqualTo("services/checkout");
    }

    @Test
    void an_environment_or_a_field_tells_applications_of_a_repository_apart() {
        Origin folders = Origin.repository(SHOP).withPaths(List.of("docs/"));

        assertThat(assignment.deployment("github", folders, "Mail-Live").keySet())
                .containsExactly("mail");
        assertThat(assignment
                        .deployment("github", folders.withFields(Map.of("task", "deploy-batch")), "live")
                        .keySet())
                .containsExactly("batch");
        assertThat(assignment.deployment("github", folders, "live").keySet()).containsExactly("whole");
    }

    @Test
    void a_run_is_a_deployment_where_a_rule_says_that_its_pipeline_deploys() {
        Origin run = Origin.repository("github.com/acme/site")
                .withFields(Map.of(
                        Assignment.PIPELINE, "Release", Assignment.PIPELINE_FILE, ".github/workflows/release.yml"));
        Origin other = run.withFields(Map.of(Assignment.PIPELINE, "Tests"));

        assertThat(assignment.deployment("github", run, null))
                .isEqualTo(Map.of("site", new Assigned(VERSION, "production", true, true, null)));
        assertThat(assignment.deployment("github", other, null)).isEmpty();
        assertThat(assignment
                        .deployment("github", Origin.repository("github.com/acme/site"), "live")
                        .keySet())
                .containsExactly("site");
    }

    @Test
    void a_name_that_the_catalog_knows_decides_and_its_sources_count() {
        Origin named = Origin.application("payments api");

        assertThat(assignment.deployment("argocd", named, "live").get("paid").counts())
                .isTrue();
        assertThat(assignment.deployment("github", named, "live").get("paid").counts())
                .isFalse();
        assertThat(assignment.incident(named)).isEqualTo("paid");
    }

    @Test
    void what_no_rule_takes_is_called_as_told_or_like_its_repository() {
        assertThat(assignment
                        .deployment("changes", Origin.application("New"), "live")
                        .keySet())
                .containsExactly("New");
        assertThat(assignment
                        .deployment("github", Origin.repository("github.com/acme/basket"), "live")
                        .keySet())
                .containsExactly("basket");
        // Several applications share this one.
        assertThat(assignment.incident(Origin.repository(SHOP))).isEqualTo("shop");
        assertThat(assignment.incident(Origin.repository("github.com/acme/basket")))
                .isEqualTo("basket");
    }

    @Test
    void a_revision_is_of_every_application_of_its_repository_and_says_whether_it_touches_it() {
        Origin push = Origin.repository(SHOP).withPaths(List.of("services/search/Index.java"));

        assertThat(assignment.revision(push).get("search").touches()).isTrue();
        assertThat(assignment.revision(push).get("checkout").touches()).isFalse();
        assertThat(assignment.revision(push).get("whole").touches()).isFalse();
        assertThat(assignment
                        .revision(push.withPaths(List.of("docs/")))
                        .get("whole")
                        .touches())
                .isTrue();
        assertThat(assignment.revision(Origin.repository(SHOP)).get("search").touches())
                .isNull();
    }

    @Test
    void only_fields_that_the_catalog_knows_are_kept() {
        Origin told = Origin.repository(SHOP).withFields(Map.of("task", "x", "creator", "a person"));

        assertThat(assignment.kept(told).fields()).isEqualTo(Map.of("task", "x"));
    }

    @Test
    void a_catalog_assigns_what_came_from_its_first_day_on_and_the_one_before_what_came_earlier() {
        Instant later = VERSION.plusSeconds(60);
        Catalog renamed = catalog(application("store", ChangeRule.repository(SHOP)));
        Assignments both = new Assignments(List.of(
                new Reach(later, LocalDate.parse("2026-05-01"), renamed), new Reach(VERSION, LocalDate.MIN, CATALOG)));
        Origin docs = Origin.repository(SHOP).withPaths(List.of("docs/"));

        assertThat(both.at(Instant.parse("2026-05-01T00:00:00Z"))
                        .deployment("github", docs, "live")
                        .keySet())
                .containsExactly("store");
        Assignment before = both.at(Instant.parse("2026-04-30T23:59:59Z"));
        assertThat(before.deployment("github", docs, "live").keySet()).containsExactly("whole");
        assertThat(before.version()).isEqualTo(later);
    }

    private static Application application(String name, ChangeRule rule) {
        return new Application(name, List.of(), null, List.of(), List.of(rule), List.of(), null, null, false);
    }

    private static ChangeRule rule(
            String repository,
            @Nullable String path,
            @Nullable String environment,
            Map<String, String> fields,
            @Nullable String pipeline,
            @Nullable String deploys) {
        return new ChangeRule(repository, path, environment, fields, pipeline, deploys);
    }

    private static Catalog catalog(Application... applications) {
        return new Catalog(
                Set.of("production"),
                Map.of("production", List.of("live")),
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
}
