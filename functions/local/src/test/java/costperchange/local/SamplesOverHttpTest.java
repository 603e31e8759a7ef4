package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.local.Curl.Answer;
import costperchange.store.Json;
import costperchange.store.api.Guard;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// Every sample, sent as its sender would, three times: it is recorded once and whole, and never again.
class SamplesOverHttpTest {

    /// What each sample leaves in an empty table: the answer, deployments, revisions and incidents. A run of a
    /// pipeline that no catalog knows leaves its time with its revision; nothing if it tells of neither.
    private static final List<String> FACTS = List.of(
            "alertmanager-firing 202 0 0 1",
            "alertmanager-resolved 202 0 0 1",
            "argocd-deployed 202 1 0 0",
            "argocd-sync-failed 202 1 0 0",
            "azure-devops-deployment 202 1 0 0",
            "azure-devops-run 202 0 1 0",
            "azure-devops-stage 200 0 0 0",
            "bitbucket-commit-status 202 0 1 0",
            "cdevents-incident-detected 202 0 0 1",
            "cdevents-incident-resolved 202 0 0 1",
            "cdevents-pipelinerun-finished 200 0 0 0",
            "cdevents-service-deployed 202 1 0 0",
            "cdevents-service-removed 200 0 0 0 notRelevant",
            "changes-fix 202 1 0 0",
            "changes-incident 202 0 0 1",
            "changes-succeeded 202 1 0 0",
            "circleci-workflow 202 0 1 0",
            "github-deployment 202 1 0 0",
            "github-deployment-status-failure 202 1 0 0",
            "github-deployment-status-inactive 200 0 0 0 notRelevant",
            "github-deployment-status-success 202 1 0 0",
            "github-issue 202 0 0 1",
            "github-pull-request 202 0 1 0",
            "github-push 202 0 1 0",
            "github-release 200 0 0 0",
            "github-workflow-run 202 0 1 0",
            "gitlab-deployment 202 1 0 0",
            "gitlab-incident 202 0 0 1",
            "gitlab-merge-request 202 0 1 0",
            "gitlab-pipeline 202 0 1 0",
            "gitlab-push 202 0 1 0",
            "jenkins-build 200 0 0 0",
            "jenkins-deployment 202 1 0 0",
            "opsgenie-acknowledge 200 0 0 0 notRelevant",
            "opsgenie-close 202 0 0 1",
            "opsgenie-create 202 0 0 1",
            "pagerduty-incident-resolved 202 0 0 1",
            "pagerduty-incident-triggered 202 0 0 1",
            "pagerduty-ping 200 0 0 0 notRelevant");

    /// With a catalog by which their pipelines deploy, runs are deployments.
    private static final List<String> RUNS = List.of(
            "azure-devops-run 202 1 0 0",
            "azure-devops-stage 202 1 0 0",
            "bitbucket-commit-status 202 1 0 0",
            "cdevents-pipelinerun-finished 202 1 0 0",
            "circleci-workflow 202 1 0 0",
            "github-release 202 1 0 0",
            "github-workflow-run 202 1 0 0",
            "gitlab-pipeline 202 1 0 0",
            "jenkins-build 202 1 0 0");

    @TempDir
    Path folder;

    @BeforeAll
    static void curl_is_there() {
        Curl.needed();
    }

    static List<String> facts() {
        return FACTS;
    }

    static List<String> runs() {
        return RUNS;
    }

    @Test
    void the_list_has_every_sample() {
        assertThat(FACTS)
                .extracting(line -> line.split(" ")[0])
                .containsExactlyElementsOf(
                        SampleDelivery.all().stream().map(SampleDelivery::name).toList());
    }

    @ParameterizedTest
    @MethodSource("facts")
    void a_sample_sent_three_times_is_recorded_once(String line) throws Exception {
        sendThreeTimes(line, "{}");
    }

    @ParameterizedTest
    @MethodSource("runs")
    void a_run_of_a_pipeline_that_deploys_is_one_deployment_however_often_it_is_sent(String line) throws Exception {
        sendThreeTimes(line, SampleDelivery.CATALOG_OF_PIPELINES);
    }

    private void sendThreeTimes(String line, String catalog) throws Exception {
        SampleDelivery sample = SampleDelivery.named(line.split(" ")[0]);
        Curl curl = new Curl(folder);
        try (Installation installation = Installation.open(
                        Optional.empty(), SampleDelivery.secrets(), new Guard.Open(), SampleDelivery.CLOCK);
                LocalServer server = new LocalServer(0, installation::route)) {
            SampleDelivery.upload(installation, catalog);
            Answer first = curl.post(server.address(), sample);
            installation.settle();
            TableContent once = TableContent.of(installation.table());
            assertThat(line(sample, first, once)).isEqualTo(line);

            for (int again = 0; again < 2; again++) {
                Answer answer = curl.post(server.address(), sample);
                assertThat(answer.status()).as(answer.body()).isEqualTo(200);
                assertThat(Json.MAPPER.readTree(answer.body())).isEqualTo(known(first));
            }
            installation.settle();
            assertThat(TableContent.of(installation.table())).isEqualTo(once);
        }
    }

    private static String line(SampleDelivery sample, Answer answer, TableContent content) {
        String line = "%s %d %d %d %d"
                .formatted(
                        sample.name(),
                        answer.status(),
                        content.count("DEPLOYMENT"),
                        content.count("REVISION"),
                        content.count("INCIDENT"));
        return answer.body().contains("notRelevant") ? line + " notRelevant" : line;
    }

    /// The answer of the first time, where all that was new then is known.
    private static JsonNode known(Answer first) {
        JsonNode said = Json.MAPPER.readTree(first.body());
        return said.has("recorded")
                ? Json.MAPPER
                        .createObjectNode()
                        .put("recorded", 0)
                        .put("known", said.path("recorded").asInt())
                : said;
    }
}
