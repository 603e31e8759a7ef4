package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.local.Sender.Altered;
import costperchange.store.api.Guard;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/// Several tools tell of one change, in any order: it is one, and knows what all of them know.
class SameChangeTest {

    private static final Altered PUSH = Altered.of("github-push");
    private static final Altered RUN = Altered.of("github-workflow-run");
    private static final Altered GITHUB = Altered.of("github-deployment-status-success", "acme/checkout", "acme/shop");
    private static final Altered ARGO = Altered.of("argocd-deployed");
    private static final Altered PAGED =
            Altered.of("pagerduty-incident-triggered", "2026-11-02T09:21:04", "2026-11-02T10:20:00");
    private static final Altered CALM = Altered.of(
            "pagerduty-incident-resolved",
            "2026-11-02T09:21:04",
            "2026-11-02T10:20:00",
            "2026-11-02T09:56:30.020",
            "2026-11-02T10:50:00.000");

    /// An alert that names the revision in a few of its characters.
    private static final Altered ALERT =
            Altered.of("alertmanager-firing", "2026-11-02T09:20:30.123456789Z", "2026-11-02T10:20:00Z");

    private static final String TIED = "deliveries: {botCommits: false, tieIncidentsWithin: 4h}\n";

    private final Installation installation =
            Installation.open(Optional.empty(), SampleDelivery.secrets(), new Guard.Open(), SampleDelivery.CLOCK);
    private final Sender sender = new Sender(installation);

    @AfterEach
    void close() {
        installation.close();
    }

    @RepeatedTest(6)
    void what_argo_cd_deploys_is_one_change_with_what_the_other_tools_know_of_it(RepetitionInfo order) {
        sender.upload(TIED + """
                applications:
                - name: checkout
                  sources: [argocd]
                  changes: [{repository: acme/shop}]
                """);
        sendAll(order, PUSH, RUN, GITHUB, ARGO, PAGED, CALM);

        JsonNode change = onlyChange("checkout");
        assertThat(change.path("source").asString()).isEqualTo("argocd");
        assertThat(change.path("leadTimeSeconds").asLong()).isEqualTo(63_900);
        assertThat(change.path("commits").asInt()).isEqualTo(3);
        assertThat(change.path("pipelineSeconds").asLong()).isEqualTo(412);
        assertThat(change.path("failure").asString()).isEqualTo("inferred");
        assertThat(change.path("recoveredAt").asString()).isEqualTo("2026-11-02T10:50:00Z");

        JsonNode dora = sender.dora("checkout");
        assertThat(counted(dora)).isEqualTo("1 deployments, 1 changes");
        assertThat(dora.path("leadTime").path("medianSeconds").asLong()).isEqualTo(63_900);
        assertThat(dora.path("changeFailRate").path("count").asInt()).isOne();
        assertThat(dora.path("changeFailRate").path("measured").asInt()).isOne();
        assertThat(dora.path("changeFailRate").path("inferred").asInt()).isOne();
        assertThat(dora.path("recoveryTime").path("medianSeconds").asLong()).isEqualTo(2_700);
        assertThat(dora.path("pipelines").path("seconds").asLong()).isEqualTo(412);
    }

    @RepeatedTest(6)
    void without_sources_each_tool_tells_of_a_deployment_and_all_of_one_change(RepetitionInfo order) {
        sender.upload("""
                deliveries: {botCommits: false}
                applications:
                - {name: checkout, changes: [{repository: acme/shop}]}
                """);
        sendAll(order, PUSH, RUN, GITHUB, ARGO, ALERT);

        JsonNode change = onlyChange("checkout");
        assertThat(change.path("leadTimeSeconds").asLong()).isEqualTo(63_900);
        assertThat(change.path("pipelineSeconds").asLong()).isEqualTo(412);
        assertThat(change.path("failure").asString()).isEqualTo("incident");
        assertThat(change.path("recoveredAt").isNull()).isTrue();
        JsonNode dora = sender.dora("checkout");
        assertThat(counted(dora)).isEqualTo("2 deployments, 1 changes");
        assertThat(dora.path("changeFailRate").path("inferred").asInt()).isZero();
        assertThat(dora.path("recoveryTime").path("open").asInt()).isOne();
    }

    @RepeatedTest(4)
    void a_deployment_of_a_repository_of_several_counts_for_the_one_that_its_push_touches(RepetitionInfo order) {
        sender.upload("""
                applications:
                - {name: checkout, changes: [{repository: acme/shop, path: services/checkout/}]}
                - {name: search, changes: [{repository: acme/shop, path: services/search}]}
                """);
        sendAll(order, PUSH, RUN, GITHUB);

        assertThat(onlyChange("checkout").path("commits").asInt()).isEqualTo(3);
        assertThat(counted(sender.dora("checkout"))).isEqualTo("1 deployments, 1 changes");
        assertThat(sender.changes("search").path("rows")).isEmpty();
        assertThat(counted(sender.dora("search"))).isEqualTo("0 deployments, 0 changes");
    }

    @Test
    void a_deployment_of_which_no_push_told_counts_for_all_of_them() {
        sender.upload("""
                applications:
                - {name: checkout, changes: [{repository: acme/shop, path: services/checkout/}]}
                - {name: search, changes: [{repository: acme/shop, path: services/search}]}
                """);
        sender.send(GITHUB);

        assertThat(counted(sender.dora("checkout"))).isEqualTo("1 deployments, 1 changes");
        assertThat(counted(sender.dora("search"))).isEqualTo("1 deployments, 1 changes");
    }

    @RepeatedTest(4)
    void a_new_catalog_moves_a_change_with_all_that_is_known_of_it_and_again_changes_nothing(RepetitionInfo order) {
        String before = TIED + "applications: [{name: checkout, changes: [{repository: acme/shop}]}]\n";
        String after =
                TIED + "applications: [{name: payments, aliases: [checkout], changes: [{repository: acme/shop}]}]\n";
        sender.upload(before);
        sendAll(order, PUSH, RUN, GITHUB, ARGO, PAGED, CALM);
        List<JsonNode> here = answers("checkout");
        assertThat(counted(here.getLast())).isEqualTo("2 deployments, 1 changes");

        sender.upload(after);
        List<JsonNode> there = answers("payments");
        assertThat(there.getFirst()).isEqualTo(here.getFirst());
        assertThat(there.getLast()).isEqualTo(here.getLast());
        assertThat(counted(sender.dora("checkout"))).isEqualTo("0 deployments, 0 changes");

        TableContent once = withoutCatalogs();
        sender.upload(after);
        assertThat(withoutCatalogs()).isEqualTo(once);
        assertThat(answers("payments")).isEqualTo(there);

        // The webhook reads the catalog once a minute, so these are assigned as before at first.
        sendAll(order, PUSH, RUN, GITHUB, ARGO, PAGED, CALM);
        assertThat(withoutCatalogs()).isEqualTo(once);

        sender.upload(before);
        assertThat(answers("checkout")).isEqualTo(here);
        assertThat(counted(sender.dora("payments"))).isEqualTo("0 deployments, 0 changes");
    }

    private void sendAll(RepetitionInfo order, Altered... deliveries) {
        List<Altered> shuffled = new ArrayList<>(List.of(deliveries));
        Collections.shuffle(shuffled, new Random(order.getCurrentRepetition()));
        shuffled.forEach(sender::send);
    }

    private JsonNode onlyChange(String application) {
        JsonNode rows = sender.changes(application).path("rows");
        assertThat(rows).hasSize(1);
        return rows.path(0);
    }

    /// What the API says of an application, but for its name.
    private List<JsonNode> answers(String application) {
        return List.of(sender.changes(application).path("rows"), sender.dora(application));
    }

    private static String counted(JsonNode dora) {
        return dora.path("deployments").asInt() + " deployments, "
                + dora.path("changes").asInt() + " changes";
    }

    private TableContent withoutCatalogs() {
        return TableContent.of(installation.table()).withoutCatalogs();
    }
}
