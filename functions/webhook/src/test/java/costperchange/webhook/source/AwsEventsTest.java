package costperchange.webhook.source;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsEventsTest {

    private static final Map<String, String> WHERE = Map.of("account", "111122223333", "region", "eu-west-1");

    @Test
    void an_execution_of_a_pipeline_is_told_from_its_start_on() {
        Origin origin = Origin.NONE.withFields(
                Map.of("account", "111122223333", "region", "eu-west-1", "pipeline", "checkout-release"));
        Instant start = Instant.parse("2026-11-02T09:58:00Z");

        assertThat(sample("codepipeline-started"))
                .isEqualTo(told(new PipelineTold(
                        "codepipeline",
                        "00000000-0000-4000-8000-000000000411",
                        Outcome.IN_PROGRESS,
                        start,
                        Told.of(origin, null, null).withStartedAt(start))));
        assertThat(sample("codepipeline-succeeded"))
                .isEqualTo(told(new PipelineTold(
                        "codepipeline",
                        "00000000-0000-4000-8000-000000000411",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:05:00Z"),
                        Told.of(origin, null, null))));
    }

    @ParameterizedTest
    @CsvSource({
        "codepipeline-succeeded, SUCCEEDED, RESUMED, IN_PROGRESS",
        "codepipeline-succeeded, SUCCEEDED, FAILED, FAILED",
        "codepipeline-succeeded, SUCCEEDED, STOPPED, CANCELLED",
        "codepipeline-succeeded, SUCCEEDED, CANCELED, CANCELLED",
        "codepipeline-succeeded, SUCCEEDED, SUPERSEDED, CANCELLED",
        "codedeploy-success, SUCCESS, READY, IN_PROGRESS",
        "codedeploy-success, SUCCESS, FAILURE, FAILED",
        "codedeploy-success, SUCCESS, STOP, CANCELLED"
    })
    void every_state_has_its_outcome(String sample, String success, String state, Outcome outcome) {
        String event = text(sample).replace("\"state\": \"" + success, "\"state\": \"" + state);

        assertThat(((Result.Told) read(event)).facts()).singleElement().satisfies(fact -> {
            assertThat(fact instanceof PipelineTold run ? run.outcome() : ((DeploymentTold) fact).outcome())
                    .isEqualTo(outcome);
            assertThat(fact instanceof PipelineTold run ? run.told() : ((DeploymentTold) fact).told())
                    .extracting(Told::startedAt)
                    .isNull();
        });
    }

    @Test
    void a_deployment_of_codedeploy_is_told_with_its_group_as_environment() {
        assertThat(sample("codedeploy-success"))
                .isEqualTo(told(new DeploymentTold(
                        "codedeploy",
                        "d-SAMPLE001",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:05:00Z"),
                        Told.of(Origin.application("checkout").withFields(WHERE), "production", null))));
    }

    @ParameterizedTest
    @CsvSource({
        "ecs-in-progress, IN_PROGRESS, 2026-11-02T10:01:30Z",
        "ecs-completed, SUCCEEDED, 2026-11-02T10:05:00.250Z",
        "ecs-failed, FAILED, 2026-11-02T10:04:10Z"
    })
    void a_deployment_of_ecs_is_told_with_its_cluster_as_environment(String sample, Outcome outcome, Instant at) {
        assertThat(sample(sample))
                .isEqualTo(told(new DeploymentTold(
                        "ecs",
                        "ecs-svc/0000000000000000431",
                        outcome,
                        at,
                        Told.of(Origin.application("checkout").withFields(WHERE), "production", null)
                                .withStartedAt(outcome == Outcome.IN_PROGRESS ? at : null))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"codepipeline-started", "codedeploy-start", "ecs-in-progress"})
    void other_states_and_kinds_are_not_relevant(String sample) {
        String state = text(sample).replaceFirst("(\"state\"|\"eventName\"): \"[A-Z_]*\"", "$1: \"SOME_NEW_STATE\"");
        assertThat(read(state))
                .isInstanceOfSatisfying(
                        NotRelevant.class, result -> assertThat(result.why()).contains("SOME_NEW_STATE"));
        assertThat(read(text(sample).replaceFirst("\"detail-type\": \"", "$0Other ")))
                .isInstanceOfSatisfying(
                        NotRelevant.class, result -> assertThat(result.why()).contains(": Other "));
    }

    @ParameterizedTest
    @CsvSource({
        "codepipeline-succeeded, execution-id, detail.execution-id, is missing",
        "codepipeline-succeeded, pipeline, detail.pipeline, is missing",
        "codepipeline-succeeded, time, time, is missing",
        "codepipeline-succeeded, account, account, is missing",
        "codedeploy-success, deploymentId, detail.deploymentId, is missing",
        "codedeploy-success, deploymentGroup, detail.deploymentGroup, is missing",
        "codedeploy-success, application, detail.application, is missing",
        "codedeploy-success, state, detail.state, is missing",
        "codedeploy-success, detail, detail, is missing",
        "codedeploy-success, source, source, is missing",
        "ecs-completed, deploymentId, detail.deploymentId, is missing",
        "ecs-completed, resources, resources[0], is not the ARN of a service with its cluster"
    })
    void what_is_missing_is_named(String sample, String member, String field, String message) {
        String event = text(sample).replaceFirst("\"" + member + "\":", "\"other\":");

        assertThat(read(event)).isEqualTo(new Malformed(field, message));
    }

    @Test
    void a_service_of_which_the_cluster_is_not_told_is_malformed() {
        assertThat(read(text("ecs-completed").replace("service/production/", "service/")))
                .isEqualTo(new Malformed("resources[0]", "is not the ARN of a service with its cluster"));
        assertThat(read("null")).isEqualTo(new Malformed("body", "is not an object"));
    }

    private static Result told(Fact fact) {
        return new Result.Told(List.of(fact));
    }

    private static Result sample(String name) {
        return read(text(name));
    }

    private static Result read(String event) {
        return AwsEvents.read(event, Samples.SENT);
    }

    private static String text(String sample) {
        try {
            return Files.readString(
                    Path.of(System.getProperty("project.root"), "events", "eventbridge", sample + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
