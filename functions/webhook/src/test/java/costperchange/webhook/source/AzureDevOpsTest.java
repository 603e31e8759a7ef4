package costperchange.webhook.source;

import static costperchange.webhook.source.Deliveries.body;
import static costperchange.webhook.source.Deliveries.changed;
import static costperchange.webhook.source.Deliveries.fact;
import static costperchange.webhook.source.Deliveries.headers;
import static costperchange.webhook.source.Deliveries.sample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AzureDevOpsTest {

    private static final String REVISION = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";

    @Test
    void a_deployment_of_a_release_is_told_by_the_names_of_its_pipeline_and_project() {
        Map<String, String> fields = Map.of("definition", "checkout", "project", "web", "release", "Release-12");

        assertThat(sample("azure-devops-deployment"))
                .isEqualTo(JsonBody.tells(new DeploymentTold(
                        "azure-devops",
                        "release-12-5",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:05:00.534509800Z"),
                        Told.of(new Origin("checkout", null, List.of(), fields), "production", null)
                                .withUrl("https://dev.azure.com/acme/web/_release?releaseId=12&_a=release-summary"))));
    }

    @Test
    void the_other_form_that_is_documented_is_read_too() {
        DeploymentTold told = fact(DeploymentTold.class, body(Samples.event("azure-devops-deployment"), """
                {"eventType": "ms.azure-devops-release.deployment-completed-event",
                 "resource": {"deployment": {"id": 77, "status": "failed",
                   "release": {"id": 12, "name": "Release-12", "releaseDefinition": {"id": 1, "name": "checkout"},
                     "project": {"name": "web"},
                     "artifacts": [{"isPrimary": true, "definitionReference": {"sourceVersion": {"id": "9f2c41d"}}}]},
                   "environment": {"id": 5, "name": "production"}}},
                 "createdDate": "2026-11-02T10:05:00.8866607Z"}"""));

        assertThat(told.id()).isEqualTo("deployment-77");
        assertThat(told.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(told.told().environment()).isEqualTo("production");
        assertThat(told.told().revision()).isEqualTo("9f2c41d");
        assertThat(told.told().origin().application()).isEqualTo("checkout");
    }

    @ParameterizedTest
    @CsvSource({"succeeded, SUCCEEDED", "partiallySucceeded, SUCCEEDED", "rejected, FAILED", "canceled, CANCELLED"})
    void every_status_of_a_deployment_has_its_outcome(String status, Outcome outcome) {
        assertThat(fact(DeploymentTold.class, changed("azure-devops-deployment", "\"succeeded\"", "\"" + status + "\""))
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void a_run_is_told_with_the_repository_and_how_long_it_took() {
        PipelineTold told = fact(PipelineTold.class, sample("azure-devops-run"));

        assertThat(told.id()).isEqualTo("run-480");
        assertThat(told.at()).isEqualTo("2026-11-02T10:04:52.164Z");
        assertThat(told.told().startedAt()).isEqualTo("2026-11-02T09:58:00.164Z");
        assertThat(told.told().pipelineSeconds()).isEqualTo(412);
        assertThat(told.told().revision()).isEqualTo(REVISION);
        assertThat(told.told().origin())
                .isEqualTo(Origin.repository("dev.azure.com/acme/web/_git/checkout")
                        .withFields(Map.of("pipeline", "checkout-deploy", "branch", "main")));
    }

    @Test
    void a_stage_is_told_by_its_name_at_the_time_of_the_event() {
        PipelineTold told = fact(PipelineTold.class, sample("azure-devops-stage"));

        assertThat(told.id()).isEqualTo("run-480-DeployProduction");
        assertThat(told.at()).isEqualTo("2026-11-02T10:04:50.186Z");
        assertThat(told.told().pipelineSeconds()).isNull();
        assertThat(told.told().origin().fields())
                .isEqualTo(Map.of("pipeline", "checkout-deploy", "stage", "DeployProduction"));
    }

    @ParameterizedTest
    @CsvSource({
        "completed, succeeded, SUCCEEDED",
        "completed, failed, FAILED",
        "completed, canceled, CANCELLED",
        "completed, rejected, CANCELLED",
        "running, succeeded, IN_PROGRESS"
    })
    void every_result_of_a_stage_has_its_outcome(String state, String result, Outcome outcome) {
        assertThat(fact(PipelineTold.class, stage(state, result)).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource({"completed, skipped", "waiting, succeeded", "notStarted, succeeded", "canceling, succeeded"})
    void other_states_of_a_stage_are_not_relevant(String state, String result) {
        assertThat(stage(state, result)).isInstanceOf(NotRelevant.class);
    }

    @Test
    void a_repository_at_github_is_called_as_github_calls_it() {
        PipelineTold told = fact(
                PipelineTold.class,
                changed(
                        "azure-devops-run",
                        "https://acme@dev.azure.com/acme/web/_git/checkout",
                        "https://api.github.com/repos/acme/shop"));

        assertThat(told.told().origin().repository()).isEqualTo("github.com/acme/shop");
    }

    @Test
    void a_run_without_a_repository_belongs_to_an_application_called_like_its_pipeline() {
        PipelineTold told = fact(PipelineTold.class, changed("azure-devops-run", "\"repositories\":[", "\"other\":["));

        assertThat(told.told().origin().application()).isEqualTo("checkout-deploy");
    }

    @Test
    void events_of_another_kind_are_named() {
        assertThat(changed("azure-devops-run", "ms.vss-pipelines.run-state-changed-event", "git.push"))
                .isEqualTo(new NotRelevant("events of the kind 'git.push' are not read"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cost-per-change:other",
                "cost-per-change",
                "other:sample-password-of-azure-devops",
                "cost-per-change:sample-password-of-azure-devops "
            })
    void another_user_or_password_is_refused(String user) {
        assertThat(headers("azure-devops-run", Map.of("Authorization", "Basic " + base64(user))))
                .isEqualTo(new BadSignature("Authorization has no live secret"));
    }

    @Test
    void the_scheme_may_be_written_in_any_case_and_must_be_that_one() {
        String secret = base64("cost-per-change:sample-password-of-azure-devops");

        assertThat(headers("azure-devops-run", Map.of("authorization", "basic " + secret)))
                .isInstanceOf(Result.Told.class);
        assertThat(headers("azure-devops-run", Map.of("authorization", "Bearer " + secret)))
                .isEqualTo(new BadSignature("Authorization is not of the scheme basic"));
        assertThat(headers("azure-devops-run", Map.of("authorization", secret))).isInstanceOf(BadSignature.class);
    }

    private static Result stage(String state, String result) {
        return changed(
                "azure-devops-stage",
                "\"displayName\":null,\"state\":\"completed\",\"result\":\"succeeded\"",
                "\"state\":\"" + state + "\",\"result\":\"" + result + "\"");
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }
}
