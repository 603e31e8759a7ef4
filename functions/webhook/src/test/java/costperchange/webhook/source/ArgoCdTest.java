package costperchange.webhook.source;

import static costperchange.webhook.source.Deliveries.changed;
import static costperchange.webhook.source.Deliveries.fact;
import static costperchange.webhook.source.Deliveries.headers;
import static costperchange.webhook.source.Deliveries.sample;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ArgoCdTest {

    @Test
    void an_operation_on_an_application_is_a_deployment() {
        Map<String, String> fields =
                Map.of("project", "shop", "cluster", "https://kubernetes.default.svc", "namespace", "checkout");
        Origin origin = new Origin("checkout", "github.com/acme/deployments", List.of("checkout/production/"), fields);

        assertThat(sample("argocd-deployed"))
                .isEqualTo(JsonBody.tells(new DeploymentTold(
                        "argocd",
                        "checkout@2026-11-02T10:01:30Z",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:05:00Z"),
                        Told.of(origin, "production", "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c")
                                .withStartedAt(Instant.parse("2026-11-02T10:01:30Z"))
                                .withUrl("https://argocd.example.com/applications/checkout"))));
    }

    @Test
    void what_failed_to_sync_failed() {
        DeploymentTold told = fact(DeploymentTold.class, sample("argocd-sync-failed"));

        assertThat(told.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(told.at()).isEqualTo("2026-11-02T10:04:10Z");
    }

    @ParameterizedTest
    @CsvSource({
        "Succeeded, '\"Healthy\"', SUCCEEDED",
        "Succeeded, null, SUCCEEDED",
        "Succeeded, '\"Degraded\"', FAILED",
        "Succeeded, '\"Progressing\"', IN_PROGRESS",
        "Running, '\"Progressing\"', IN_PROGRESS",
        "Failed, '\"Healthy\"', FAILED",
        "Error, '\"Healthy\"', FAILED"
    })
    void an_operation_succeeded_when_the_application_is_healthy(String phase, String health, Outcome outcome) {
        String told = "\"finishedAt\":\"2026-11-02T10:05:00Z\",\"health\":";
        DeploymentTold deployment = fact(
                DeploymentTold.class,
                changed(
                        "argocd-deployed",
                        "\"Succeeded\",\"startedAt\":\"2026-11-02T10:01:30Z\"," + told + "\"Healthy\"",
                        "\"" + phase + "\",\"startedAt\":\"2026-11-02T10:01:30Z\"," + told + health));

        assertThat(deployment.outcome()).isEqualTo(outcome);
        assertThat(deployment.at()).isEqualTo(outcome.isFinal() ? "2026-11-02T10:05:00Z" : "2026-11-02T10:01:30Z");
    }

    @Test
    void an_operation_that_is_being_stopped_is_not_relevant() {
        assertThat(changed("argocd-deployed", "Succeeded", "Terminating")).isInstanceOf(NotRelevant.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\""})
    void without_a_label_the_namespace_is_the_environment(String label) {
        assertThat(fact(
                                DeploymentTold.class,
                                changed(
                                        "argocd-deployed",
                                        "\"environment\":\"production\"",
                                        "\"environment\":" + label))
                        .told()
                        .environment())
                .isEqualTo("checkout");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\".\"", "\"\""})
    void an_application_at_the_root_has_no_folder(String path) {
        assertThat(fact(DeploymentTold.class, changed("argocd-deployed", "\"checkout/production\"", path))
                        .told()
                        .origin()
                        .paths())
                .isEmpty();
    }

    @Test
    void the_secret_must_come_as_a_token() {
        assertThat(headers("argocd-deployed", Map.of("authorization", "bearer sample-token-of-argocd")))
                .isInstanceOf(Result.Told.class);
        assertThat(headers("argocd-deployed", Map.of("authorization", "Bearer other")))
                .isEqualTo(new BadSignature("Authorization has no live secret"));
        assertThat(headers("argocd-deployed", Map.of("authorization", "Bearer ")))
                .isInstanceOf(BadSignature.class);
        assertThat(headers("argocd-deployed", Map.of())).isEqualTo(new BadSignature("Authorization is missing"));
    }
}
