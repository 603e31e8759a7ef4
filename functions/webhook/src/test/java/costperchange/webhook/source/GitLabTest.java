package costperchange.webhook.source;

import static costperchange.webhook.source.Deliveries.changed;
import static costperchange.webhook.source.Deliveries.fact;
import static costperchange.webhook.source.Deliveries.sample;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Revision.Content;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Fact.RevisionTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitLabTest {

    private static final String REVISION = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";
    private static final String BRANCH = "1b7e09f3c2d4a5968778695a4b3c2d1e0f102132";
    private static final String TOKEN = "sample-token-of-gitlab";
    private static final String SIGNING = Samples.SECRETS.get("gitlab").getLast();
    private static final Origin SHOP = Origin.repository("gitlab.example.com/acme/web/shop");

    @Test
    void a_deployment_is_told_with_the_whole_hash_and_the_offset_of_its_time() {
        assertThat(sample("gitlab-deployment"))
                .isEqualTo(JsonBody.tells(new DeploymentTold(
                        "gitlab",
                        "4711",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:05:00Z"),
                        Told.of(SHOP.withFields(Map.of("environment_tier", "production")), "production", REVISION)
                                .withUrl("https://gitlab.example.com/acme/web/shop/-/jobs/796"))));
    }

    @ParameterizedTest
    @CsvSource({
        "created, IN_PROGRESS",
        "running, IN_PROGRESS",
        "blocked, IN_PROGRESS",
        "success, SUCCEEDED",
        "failed, FAILED",
        "canceled, CANCELLED"
    })
    void every_status_has_its_outcome(String status, Outcome outcome) {
        DeploymentTold told = deployment("\"success\"", "\"" + status + "\"");

        assertThat(told.outcome()).isEqualTo(outcome);
        assertThat(told.told().startedAt()).isEqualTo(status.equals("running") ? told.at() : null);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-02 10:05:00 UTC", "2026-11-02T10:05:00Z", "2026-11-02 10:05:00.000 +0000"})
    void a_time_may_have_any_form_that_gitlab_uses(String time) {
        assertThat(deployment("2026-11-02 11:05:00 +0100", time).at()).isEqualTo("2026-11-02T10:05:00Z");
    }

    @Test
    void a_deployment_whose_commit_has_no_address_has_the_short_hash() {
        assertThat(deployment("/-/commit/" + REVISION, "/").told().revision()).isEqualTo("9f2c41d0");
    }

    @Test
    void a_pipeline_is_told_by_its_name_and_takes_its_file_from_the_project() {
        Map<String, String> fields =
                Map.of("pipeline", "Deploy", "pipelineFile", ".gitlab-ci.yml", "branch", "main", "source", "push");

        assertThat(sample("gitlab-pipeline"))
                .isEqualTo(JsonBody.tells(new PipelineTold(
                        "gitlab",
                        "pipeline-31",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:04:50Z"),
                        Told.of(SHOP.withFields(fields), null, REVISION)
                                .withStartedAt(Instant.parse("2026-11-02T09:57:00Z"))
                                .withPipelineSeconds(412L)
                                .withUrl("https://gitlab.example.com/acme/web/shop/-/pipelines/31"))));
    }

    @Test
    void a_pipeline_without_a_name_is_called_like_its_branch() {
        assertThat(pipeline("\"name\":\"Deploy\"", "\"name\":null").fields()).containsEntry("pipeline", "main");
        assertThat(pipeline("\"ci_config_path\":null", "\"ci_config_path\":\"ci/all.yml@acme/ci\"")
                        .fields())
                .containsEntry("pipelineFile", "ci/all.yml");
    }

    @Test
    void a_pipeline_that_runs_is_in_progress_since_it_was_made() {
        PipelineTold told = fact(
                PipelineTold.class,
                changed(
                        "gitlab-pipeline",
                        "\"status\":\"success\",\"detailed_status\"",
                        "\"status\":\"running\",\"detailed_status\""));

        assertThat(told.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(told.at()).isEqualTo("2026-11-02T09:57:00Z");
        assertThat(told.told().pipelineSeconds()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"manual", "skipped", "some_new_status"})
    void other_states_of_a_pipeline_are_not_relevant(String status) {
        assertThat(changed("gitlab-pipeline", "\"success\",\"detailed", "\"" + status + "\",\"detailed"))
                .isInstanceOf(NotRelevant.class);
    }

    @Test
    void a_push_is_told_as_of_github() {
        RevisionTold told = fact(RevisionTold.class, sample("gitlab-push"));

        assertThat(told.id()).isEqualTo("push-" + REVISION);
        assertThat(told.at()).isEqualTo("2026-11-02T09:55:00Z");
        assertThat(told.origin())
                .isEqualTo(SHOP.withPaths(List.of(
                        "README.md", "libraries/money/src/", "services/checkout/", "services/checkout/src/main/")));
        assertThat(told.content())
                .isEqualTo(new Content(
                        Instant.parse("2026-10-30T07:15:00Z"),
                        Instant.parse("2026-11-01T16:20:00Z"),
                        3,
                        "5d0c6b7a89f0e1d2c3b4a5968778695a4b3c2d1e",
                        true,
                        List.of("7a6b5c4d3e2f1a213243c8f10a4d3e5b60798897"),
                        null));
    }

    @Test
    void a_push_of_more_commits_than_are_listed_tells_neither_the_first_nor_the_folders() {
        RevisionTold told = fact(
                RevisionTold.class, changed("gitlab-push", "\"total_commits_count\":3", "\"total_commits_count\":21"));

        assertThat(told.content().commits()).isEqualTo(21);
        assertThat(told.content().firstCommitAt()).isNull();
        assertThat(told.origin().paths()).isEmpty();
    }

    @Test
    void a_merge_is_the_revision_that_it_made() {
        assertThat(sample("gitlab-merge-request"))
                .isEqualTo(JsonBody.tells(new RevisionTold(
                        "gitlab",
                        "merge-request-99",
                        SHOP,
                        REVISION,
                        Instant.parse("2026-11-02T09:55:00Z"),
                        new Content(null, null, null, BRANCH, false, List.of(), null))));
    }

    @Test
    void a_merge_by_squashing_is_that_commit_and_one_without_a_commit_tells_nothing() {
        RevisionTold squashed =
                fact(RevisionTold.class, changed("gitlab-merge-request", "merge_commit_sha", "squash_commit_sha"));

        assertThat(squashed.revision()).isEqualTo(REVISION);
        assertThat(changed("gitlab-merge-request", "merge_commit_sha", "other"))
                .isEqualTo(new NotRelevant("the merge made no commit"));
    }

    @Test
    void a_merge_request_with_new_commits_tells_when_the_last_was_made() {
        RevisionTold told = fact(
                RevisionTold.class,
                changed(
                        "gitlab-merge-request",
                        "\"action\":\"merge\"",
                        "\"action\":\"update\",\"oldrev\":\"abc1234\""));

        assertThat(told.revision()).isEqualTo(BRANCH);
        assertThat(told.at()).isEqualTo("2026-11-01T16:20:00Z");
        assertThat(told.content().firstByPeople()).isEqualTo("2026-11-01T16:20:00Z");
        assertThat(told.content().contains()).isEqualTo("abc1234");
        assertThat(changed("gitlab-merge-request", "\"action\":\"merge\"", "\"action\":\"open\""))
                .isInstanceOf(Result.Told.class);
        assertThat(changed("gitlab-merge-request", "\"action\":\"merge\"", "\"action\":\"update\""))
                .isInstanceOf(NotRelevant.class);
    }

    @Test
    void an_incident_is_told_and_a_label_may_name_its_cause() {
        assertThat(sample("gitlab-incident"))
                .isEqualTo(JsonBody.tells(new IncidentTold(
                        "gitlab",
                        "issue-301",
                        SHOP,
                        null,
                        Instant.parse("2026-11-02T09:12:00Z"),
                        Instant.parse("2026-11-02T10:01:00Z"),
                        "4711",
                        "https://gitlab.example.com/acme/web/shop/-/issues/incident/23")));
    }

    @Test
    void an_issue_is_an_incident_only_by_its_label() {
        assertThat(changed("gitlab-incident", "\"Incident\"", "\"Issue\"")).isInstanceOf(NotRelevant.class);
        assertThat(changed("gitlab-incident", "\"Incident\",", "\"Issue\",\"x\":\"deployment:4711\",")
                        .toString())
                .contains("no label 'incident'");
        assertThat(changed("gitlab-incident", "\"title\":\"deployment:4711\"", "\"title\":\"INCIDENT\""))
                .isInstanceOf(Result.Told.class);
    }

    @Test
    void events_of_another_kind_are_named() {
        assertThat(changed("gitlab-push", "\"object_kind\":\"push\"", "\"object_kind\":\"wiki_page\""))
                .isEqualTo(new NotRelevant("events of the kind 'wiki_page' are not read"));
        assertThat(changed("gitlab-push", "\"object_kind\":\"push\"", "\"object_kind\":\"note\""))
                .as("a comment on a commit, as our own word back")
                .isEqualTo(new NotRelevant("events of the kind 'note' are not read"));
        assertThat(changed("gitlab-push", "\"object_kind\"", "\"other\""))
                .isEqualTo(new NotRelevant("events without an 'object_kind' are not read"));
    }

    @Test
    void where_a_signing_token_is_live_a_signature_decides_and_no_token_heals_it() {
        Map<String, String> headers =
                new HashMap<>(Samples.event("gitlab-pipeline").getHeaders());
        headers.put("x-gitlab-token", TOKEN);
        headers.put("webhook-signature", "v1,b3RoZXI=");

        assertThat(receive(headers, List.of(TOKEN, SIGNING), Samples.SENT)).isInstanceOf(BadSignature.class);
        assertThat(receive(headers, List.of(TOKEN), Samples.SENT)).isInstanceOf(Result.Told.class);
    }

    @Test
    void a_signed_delivery_that_is_too_old_is_refused() {
        Map<String, String> headers = Samples.event("gitlab-pipeline").getHeaders();

        assertThat(receive(headers, List.of(SIGNING), Samples.SENT.plusSeconds(300)))
                .isInstanceOf(Result.Told.class);
        assertThat(receive(headers, List.of(SIGNING), Samples.SENT.plusSeconds(301)))
                .isInstanceOf(BadSignature.class);
    }

    @Test
    void a_signing_token_is_no_token_to_be_sent() {
        assertThat(receive(Map.of("x-gitlab-token", SIGNING), List.of(SIGNING), Samples.SENT))
                .isEqualTo(new BadSignature("X-Gitlab-Token is no live secret"));
    }

    private static Result receive(Map<String, String> headers, List<String> secrets, Instant now) {
        APIGatewayV2HTTPEvent event = Samples.event("gitlab-pipeline");
        return new GitLab().receive(new Delivery(headers, event.getBody().getBytes(UTF_8)), secrets, now);
    }

    private static DeploymentTold deployment(String old, String fresh) {
        return fact(DeploymentTold.class, changed("gitlab-deployment", old, fresh));
    }

    private static Origin pipeline(String old, String fresh) {
        return fact(PipelineTold.class, changed("gitlab-pipeline", old, fresh))
                .told()
                .origin();
    }
}
