package costperchange.webhook.source;

import static costperchange.webhook.source.Deliveries.body;
import static costperchange.webhook.source.Deliveries.changed;
import static costperchange.webhook.source.Deliveries.fact;
import static costperchange.webhook.source.Deliveries.sample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CircleCiTest {

    private static final String SAMPLE = "circleci-workflow";
    private static final String VECTOR = "v1=773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4";

    @ParameterizedTest
    @CsvSource({
        "foo, secret, 773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4",
        "hello world, secret, 734cc62f32841568f45715aeb9f4d7891324e6d948e4c6c60c0621cdac48623a",
        "lalala, another-secret, daa220016c8f29a8b214fbfc3671aeec2145cfb1e6790184ffb38b6d0425fa00",
        "an-important-request-payload, hunter123, 9be2242094a9a8c00c64306f382a7f9d691de910b4a266f67bd314ef18ac49fa"
    })
    void the_vectors_that_circleci_publishes_are_signed(String body, String secret, String signature) {
        assertThat(receive("v1=" + signature, body, secret)).isInstanceOf(Malformed.class);
        assertThat(receive("v1=" + signature, body + " ", secret)).isInstanceOf(BadSignature.class);
        assertThat(receive("v1=" + signature, body, "other")).isInstanceOf(BadSignature.class);
    }

    @Test
    void any_signature_of_the_first_version_may_be_the_right_one() {
        assertThat(receive("v1=0000," + VECTOR + ",v2=0000", "foo", "secret")).isInstanceOf(Malformed.class);
        assertThat(receive("v2=0000, " + VECTOR, "foo", "secret")).isInstanceOf(Malformed.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v1=not-a-valid-signature",
                "v1=",
                "v1",
                ",",
                "v2=773ba44693c7553d6ee20f61ea5d2757a9a4f4a44d2841ae4e95b52e4cd62db4"
            })
    void other_signatures_are_refused(String signature) {
        assertThat(receive(signature, "foo", "secret")).isInstanceOf(BadSignature.class);
    }

    @Test
    void of_many_signatures_only_a_few_are_looked_at() {
        assertThat(receive("v1=0,".repeat(4) + VECTOR, "foo", "secret")).isInstanceOf(BadSignature.class);
    }

    @Test
    void a_workflow_is_told_with_its_commit_and_how_long_it_took() {
        Map<String, String> fields = Map.of("pipeline", "build-and-deploy", "branch", "main", "project", "shop");

        assertThat(sample(SAMPLE))
                .isEqualTo(JsonBody.tells(new PipelineTold(
                        "circleci",
                        "00000000-0000-4000-8000-000000000035",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:04:52.170Z"),
                        Told.of(
                                        Origin.repository("github.com/acme/shop")
                                                .withFields(fields),
                                        null,
                                        "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c")
                                .withStartedAt(Instant.parse("2026-11-02T09:58:00.616Z"))
                                .withPipelineSeconds(411L)
                                .withUrl("https://app.circleci.com/pipelines/github/acme/shop/130/workflows/"
                                        + "00000000-0000-4000-8000-000000000035"))));
    }

    @ParameterizedTest
    @CsvSource({
        "success, SUCCEEDED",
        "failed, FAILED",
        "error, FAILED",
        "canceled, CANCELLED",
        "unauthorized, CANCELLED"
    })
    void every_status_has_its_outcome(String status, Outcome outcome) {
        assertThat(fact(PipelineTold.class, changed(SAMPLE, "\"success\"", "\"" + status + "\""))
                        .outcome())
                .isEqualTo(outcome);
    }

    @Test
    void a_project_of_another_kind_tells_its_commit_by_the_trigger() {
        PipelineTold told = fact(PipelineTold.class, body(Samples.event(SAMPLE), """
                {"type": "workflow-completed", "project": {"name": "shop"},
                 "workflow": {"id": "w", "name": "deploy", "status": "failed",
                   "created_at": "2026-11-02T09:58:00Z", "stopped_at": "2026-11-02T10:00:00Z"},
                 "pipeline": {"trigger_parameters": {"git": {"tag": "", "checkout_sha": "9f2c41d", "branch": "main",
                   "checkout_url": "git@GitLab.com:acme/web/shop.git"}}}}"""));

        assertThat(told.told().revision()).isEqualTo("9f2c41d");
        assertThat(told.told().origin())
                .isEqualTo(Origin.repository("gitlab.com/acme/web/shop")
                        .withFields(Map.of("pipeline", "deploy", "branch", "main", "project", "shop")));
    }

    @Test
    void without_a_repository_the_project_is_the_application() {
        assertThat(fact(PipelineTold.class, changed(SAMPLE, "\"vcs\"", "\"other\""))
                        .told()
                        .origin()
                        .application())
                .isEqualTo("shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"job-completed", "ping"})
    void other_events_are_not_relevant(String type) {
        assertThat(changed(SAMPLE, "workflow-completed", type)).isInstanceOf(NotRelevant.class);
    }

    private static Result receive(String signature, String body, String secret) {
        Delivery delivery = new Delivery(Map.of("Circleci-Signature", signature), body.getBytes(UTF_8));
        return new CircleCi().receive(delivery, List.of("unused", secret), Samples.SENT);
    }
}
