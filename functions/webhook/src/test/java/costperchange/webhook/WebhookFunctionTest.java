package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Outcome;
import costperchange.store.Deployments;
import costperchange.store.LocalTable;
import costperchange.store.Table;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class WebhookFunctionTest {

    private static final String SECRETS = Samples.secrets();
    private static final String DOCUMENT = """
            {"id": "a", "application": "checkout", "environment": "prod", "outcome": "succeeded",
             "finishedAt": "2026-11-02T10:05:00Z"}""";

    private final LocalTable local = new LocalTable();
    private final Deployments deployments = new Deployments(local.table());
    private final WebhookFunction function = function(local.table());

    @AfterEach
    void close() {
        local.close();
    }

    @Test
    void what_is_new_is_recorded_and_what_is_known_is_not() {
        APIGatewayV2HTTPEvent event = Samples.event("github-deployment-status-success");

        assertAnswer(function.handleRequest(event, null), 202, "{\"recorded\":1,\"known\":0}");
        assertAnswer(function.handleRequest(event, null), 200, "{\"recorded\":0,\"known\":1}");
    }

    @Test
    void the_deliveries_of_one_deployment_end_as_one_record_in_any_order() {
        function.handleRequest(Samples.event("github-deployment-status-success"), null);
        function.handleRequest(Samples.event("github-deployment"), null);

        Deployment deployment =
                deployments.find(new DeploymentId("checkout", "github", "4711")).orElseThrow();
        assertThat(deployment.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(deployment.startedAt()).isEqualTo("2026-11-02T10:01:30Z");
        assertThat(deployment.observations()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github-deployment",
                "github-deployment-status-failure",
                "github-workflow-run",
                "github-push",
                "github-pull-request",
                "github-issue",
                "gitlab-deployment",
                "gitlab-pipeline",
                "gitlab-push",
                "gitlab-merge-request",
                "gitlab-incident",
                "bitbucket-commit-status",
                "azure-devops-deployment",
                "azure-devops-run",
                "circleci-workflow",
                "jenkins-deployment",
                "argocd-deployed",
                "argocd-sync-failed",
                "changes-succeeded",
                "changes-incident"
            })
    void every_sample_is_recorded(String sample) {
        assertThat(function.handleRequest(Samples.event(sample), null).getStatusCode())
                .isEqualTo(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"github-release", "azure-devops-stage", "jenkins-build"})
    void a_pipeline_that_no_catalog_knows_and_whose_time_is_not_told_leaves_nothing(String sample) {
        assertAnswer(function.handleRequest(Samples.event(sample), null), 200, "{\"recorded\":0,\"known\":0}");
    }

    @Test
    void what_is_not_relevant_is_answered_as_done() {
        assertAnswer(
                function.handleRequest(Samples.event("github-deployment-status-inactive"), null),
                200,
                "{\"notRelevant\":\"the state 'inactive' of a deployment is not recorded\"}");
    }

    @Test
    void what_is_malformed_is_answered_with_its_field() {
        APIGatewayV2HTTPResponse response = changes(DOCUMENT.replace("finishedAt", "finished"));

        assertThat(response.getHeaders()).containsEntry("content-type", "application/problem+json");
        assertAnswer(
                response,
                400,
                "{\"type\":\"about:blank\",\"title\":\"Malformed\",\"status\":400,"
                        + "\"detail\":\"finishedAt is missing\",\"field\":\"finishedAt\"}");
    }

    @Test
    void what_is_not_signed_is_refused() {
        APIGatewayV2HTTPEvent event = Samples.event("changes-succeeded");
        event.setBody(event.getBody() + " ");

        assertThat(function.handleRequest(event, null).getStatusCode()).isEqualTo(401);
        assertThat(deployments.all("checkout")).isEmpty();
    }

    @Test
    void what_is_too_large_is_refused_before_its_signature_is_looked_at() {
        assertThat(changes("x".repeat(1 << 20)).getStatusCode()).isEqualTo(400);
        assertThat(changes("x".repeat((1 << 20) + 1)).getStatusCode()).isEqualTo(413);
    }

    @Test
    void an_unknown_source_and_another_method_are_named() {
        APIGatewayV2HTTPEvent unknown = Samples.event("changes-succeeded");
        unknown.setPathParameters(Map.of("source", "other"));
        APIGatewayV2HTTPEvent get = Samples.event("changes-succeeded");
        get.getRequestContext().getHttp().setMethod("GET");

        assertThat(function.handleRequest(unknown, null).getStatusCode()).isEqualTo(404);
        APIGatewayV2HTTPResponse response = function.handleRequest(get, null);
        assertThat(response.getStatusCode()).isEqualTo(405);
        assertThat(response.getHeaders()).containsEntry("allow", "POST");
    }

    @Test
    void a_full_delivery_is_recorded_whole_and_counted_by_deployment() {
        List<String> documents = new ArrayList<>(IntStream.range(0, 499)
                .mapToObj(i -> DOCUMENT.replace("\"a\"", "\"deploy-" + i % 100 + "\""))
                .toList());
        documents.add("{\"incident\": \"i\", \"application\": \"checkout\", \"startedAt\": \"2026-11-02T10:05:00Z\"}");

        assertAnswer(changes(documents.toString()), 202, "{\"recorded\":101,\"known\":0}");
        assertThat(deployments.all("checkout")).hasSize(100).allMatch(Deployment::succeededInProduction);
    }

    @Test
    void a_store_that_fails_in_the_middle_is_answered_with_503_and_sending_again_records_the_rest() {
        String body = IntStream.range(0, 40)
                .mapToObj(i -> DOCUMENT.replace("\"a\"", "\"deploy-" + i + "\""))
                .toList()
                .toString();
        WebhookFunction failing =
                function(local.through(failingAfter(50, local.table().client())));

        APIGatewayV2HTTPResponse response = failing.handleRequest(event(body), null);

        assertThat(response.getStatusCode()).isEqualTo(503);
        assertThat(response.getHeaders()).containsEntry("retry-after", "30");
        assertThat(changes(body).getStatusCode()).isEqualTo(202);
        assertThat(deployments.all("checkout")).hasSize(40);
    }

    @Test
    void a_new_secret_works_at_once_where_the_last_reading_is_a_minute_old() {
        MovableClock clock = new MovableClock();
        AtomicReference<String> secret = new AtomicReference<>("{}");
        WebhookFunction rotated =
                new WebhookFunction(new Webhook(local.table(), new Secrets(secret::get, clock), clock));
        APIGatewayV2HTTPEvent event = Samples.event("changes-succeeded");
        assertThat(rotated.handleRequest(event, null).getStatusCode()).isEqualTo(401);

        secret.set(SECRETS);
        assertThat(rotated.handleRequest(event, null).getStatusCode()).isEqualTo(401);
        clock.move(Duration.ofMinutes(1));
        assertThat(rotated.handleRequest(event, null).getStatusCode()).isEqualTo(202);
    }

    private static DynamoDbClient failingAfter(int calls, DynamoDbClient client) {
        AtomicInteger left = new AtomicInteger(calls);
        return (DynamoDbClient) Proxy.newProxyInstance(
                DynamoDbClient.class.getClassLoader(), new Class<?>[] {DynamoDbClient.class}, (proxy, method, args) -> {
                    if (args[0] instanceof Consumer<?>) {
                        // It builds the request and calls the proxy again with that.
                        return InvocationHandler.invokeDefault(proxy, method, args);
                    }
                    if (left.getAndDecrement() <= 0) {
                        throw SdkClientException.create("not reachable");
                    }
                    return method.invoke(client, args);
                });
    }

    private APIGatewayV2HTTPResponse changes(String body) {
        return function.handleRequest(event(body), null);
    }

    private static APIGatewayV2HTTPEvent event(String body) {
        APIGatewayV2HTTPEvent event = Samples.event("changes-succeeded");
        event.setHeaders(new HashMap<>(Samples.changes("m", Samples.SENT, body)));
        event.setBody(body);
        return event;
    }

    private static WebhookFunction function(Table table) {
        Clock clock = Clock.fixed(Samples.SENT.plusSeconds(2), ZoneOffset.UTC);
        return new WebhookFunction(new Webhook(table, new Secrets(() -> SECRETS, clock), clock));
    }

    private static void assertAnswer(APIGatewayV2HTTPResponse response, int status, String body) {
        assertThat(response.getBody()).isEqualTo(body);
        assertThat(response.getStatusCode()).isEqualTo(status);
    }
}
