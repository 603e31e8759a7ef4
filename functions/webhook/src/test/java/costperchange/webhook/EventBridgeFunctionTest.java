package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Outcome;
import costperchange.store.Deployments;
import costperchange.store.LocalTable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class EventBridgeFunctionTest {

    private final LocalTable local = new LocalTable();
    private final Deployments deployments = new Deployments(local.table());
    private final EventBridgeFunction function =
            new EventBridgeFunction(local.table(), Clock.fixed(Samples.SENT, ZoneOffset.UTC));

    @AfterEach
    void close() {
        local.close();
    }

    @ParameterizedTest
    @CsvSource({
        "codedeploy, d-SAMPLE001, codedeploy-start, codedeploy-success",
        "ecs, ecs-svc/0000000000000000431, ecs-in-progress, ecs-completed"
    })
    void the_events_of_one_deployment_end_as_one_record_in_any_order(
            String source, String id, String start, String end) {
        assertThat(handle(end)).isEqualTo("recorded 1, known 0");
        assertThat(handle(start)).isEqualTo("recorded 1, known 0");
        assertThat(handle(end)).isEqualTo("recorded 0, known 1");

        Deployment deployment =
                deployments.find(new DeploymentId("checkout", source, id)).orElseThrow();
        assertThat(deployment.environment()).isEqualTo("production");
        assertThat(deployment.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(deployment.startedAt()).isEqualTo("2026-11-02T10:01:30Z");
        assertThat(deployments.all("checkout")).hasSize(1);
    }

    @Test
    void the_run_of_a_pipeline_of_which_the_catalog_says_nothing_is_no_deployment() {
        assertThat(handle("codepipeline-started")).isEqualTo("recorded 0, known 0");
        assertThat(handle("codepipeline-succeeded")).isEqualTo("recorded 0, known 0");
    }

    @Test
    void what_is_not_relevant_is_answered_with_a_reason() {
        assertThat(handle("codepipeline-stopping"))
                .isEqualTo("not relevant: the state 'STOPPING' of an execution is not recorded");
    }

    @Test
    void what_is_malformed_fails_and_names_the_field() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> function.handleRequest(Map.of("source", "aws.ecs"), null))
                .withMessage("the event is malformed: detail-type is missing");
        assertThat(deployments.all("checkout")).isEmpty();
    }

    @Test
    void numbers_may_come_as_lambda_makes_them() {
        Map<String, Object> event = Map.of(
                "source",
                "aws.codepipeline",
                "detail-type",
                "CodePipeline Pipeline Execution State Change",
                "detail",
                Map.of("state", "STOPPING", "version", 3.0d, "pipeline-execution-attempt", 1));

        assertThat(function.handleRequest(event, null)).startsWith("not relevant");
    }

    private String handle(String sample) {
        Path file = Path.of(System.getProperty("project.root"), "events", "eventbridge", sample + ".json");
        try {
            return function.handleRequest(
                    JsonMapper.shared().readValue(Files.readString(file), new TypeReference<Map<String, Object>>() {}),
                    null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
