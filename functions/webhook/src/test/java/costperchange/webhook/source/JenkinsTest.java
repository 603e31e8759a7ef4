package costperchange.webhook.source;

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
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JenkinsTest {

    private static final String REVISION = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";

    @Test
    void a_build_with_an_environment_is_a_deployment_there() {
        Map<String, String> fields = Map.of(
                "pipeline",
                "shop/checkout-deploy",
                "branch",
                "main",
                "parameter.ENVIRONMENT",
                "production",
                "parameter.APPLICATION",
                "checkout");

        assertThat(sample("jenkins-deployment"))
                .isEqualTo(JsonBody.tells(new DeploymentTold(
                        "jenkins",
                        "ci.example.com/job/shop/job/checkout-deploy/42",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:04:52Z"),
                        Told.of(
                                        new Origin("checkout", "github.com/acme/shop", List.of(), fields),
                                        "production",
                                        REVISION)
                                .withStartedAt(Instant.parse("2026-11-02T09:58:00Z"))
                                .withPipelineSeconds(412L)
                                .withUrl("https://ci.example.com/job/shop/job/checkout-deploy/42/"))));
    }

    @Test
    void a_build_that_began_is_the_run_of_a_pipeline_called_by_its_folders_too() {
        Map<String, String> fields = Map.of("pipeline", "shop/checkout/main", "branch", "main");

        assertThat(sample("jenkins-build"))
                .isEqualTo(JsonBody.tells(new PipelineTold(
                        "jenkins",
                        "ci.example.com/job/shop/job/checkout/job/main/17",
                        Outcome.IN_PROGRESS,
                        Instant.parse("2026-11-02T09:58:00Z"),
                        Told.of(Origin.repository("github.com/acme/shop").withFields(fields), null, REVISION)
                                .withStartedAt(Instant.parse("2026-11-02T09:58:00Z"))
                                .withUrl("https://ci.example.com/job/shop/job/checkout/job/main/17/"))));
    }

    @ParameterizedTest
    @CsvSource({"SUCCESS, SUCCEEDED", "UNSTABLE, SUCCEEDED", "FAILURE, FAILED", "ABORTED, CANCELLED"})
    void every_status_has_its_outcome(String status, Outcome outcome) {
        assertThat(deployment("\"SUCCESS\"", "\"" + status + "\"").outcome()).isEqualTo(outcome);
    }

    @Test
    void the_last_phase_says_nothing_new_and_a_build_that_never_ran_says_nothing() {
        assertThat(changed("jenkins-deployment", "COMPLETED", "FINALIZED")).isInstanceOf(NotRelevant.class);
        assertThat(changed("jenkins-deployment", "SUCCESS", "NOT_BUILT")).isInstanceOf(NotRelevant.class);
    }

    @ParameterizedTest
    @CsvSource({
        "job/shop/job/checkout/job/feature%252Fa+b/, shop/checkout/feature%2Fa+b",
        "job/my%20job/, my job",
        "job/100%/, main",
        "other/, main"
    })
    void a_jobs_name_is_read_from_its_address_where_it_can_be(String url, String name) {
        PipelineTold told = fact(
                PipelineTold.class,
                changed("jenkins-build", "\"url\":\"job/shop/job/checkout/job/main/\"", "\"url\":\"" + url + "\""));

        assertThat(told.told().origin().fields()).containsEntry("pipeline", name);
    }

    @Test
    void a_server_that_does_not_know_its_own_address_tells_builds_without_it() {
        DeploymentTold told = deployment("\"full_url\":\"https://ci.example.com/", "\"other\":\"");

        assertThat(told.id()).isEqualTo("job/shop/job/checkout-deploy/42");
        assertThat(told.told().url()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"other\":1", "\"timestamp\":null", "\"timestamp\":0"})
    void a_build_without_a_time_is_malformed(String timestamp) {
        assertThat(changed("jenkins-deployment", "\"timestamp\":1793613892000", timestamp))
                .isEqualTo(new Malformed("build.timestamp", "is missing"));
    }

    @Test
    void an_address_too_long_to_be_an_id_is_malformed() {
        assertThat(changed("jenkins-deployment", "/job/shop/job/checkout-deploy/42/", "/" + "x".repeat(300)))
                .isEqualTo(new Malformed("build.full_url", "is longer than 200 characters, or nothing"));
    }

    @Test
    void what_is_not_the_plugin_may_send_the_secret_as_a_token() {
        String body = Samples.event("jenkins-build").getBody();
        Delivery delivery = new Delivery(Map.of("Authorization", "Bearer sample-token"), body.getBytes(UTF_8));

        assertThat(new Jenkins().receive(delivery, List.of("sample-token"), Samples.SENT))
                .isInstanceOf(Result.Told.class);
        assertThat(headers("jenkins-build", Map.of("Authorization", "Bearer sample-token")))
                .isInstanceOf(Result.BadSignature.class);
    }

    private static DeploymentTold deployment(String old, String fresh) {
        return fact(DeploymentTold.class, changed("jenkins-deployment", old, fresh));
    }
}
