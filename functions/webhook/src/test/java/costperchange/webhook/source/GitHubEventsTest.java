package costperchange.webhook.source;

import static costperchange.webhook.source.Deliveries.changed;
import static costperchange.webhook.source.Deliveries.fact;
import static costperchange.webhook.source.Deliveries.sample;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Revision.Content;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Fact.RevisionTold;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubEventsTest {

    private static final String REVISION = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";
    private static final String BEFORE = "5d0c6b7a89f0e1d2c3b4a5968778695a4b3c2d1e";
    private static final Origin SHOP = Origin.repository("github.com/acme/shop");

    @Test
    void a_workflows_run_is_told_with_its_attempt_and_how_long_it_took() {
        Instant started = Instant.parse("2026-11-02T09:58:00Z");
        Map<String, String> fields = Map.of(
                "pipeline",
                "Deploy",
                "pipelineFile",
                ".github/workflows/deploy.yml",
                "branch",
                "main",
                "event",
                "push");

        assertThat(sample("github-workflow-run"))
                .isEqualTo(JsonBody.tells(new PipelineTold(
                        "github",
                        "run-9001-2",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:04:52Z"),
                        Told.of(SHOP.withFields(fields), null, REVISION)
                                .withStartedAt(started)
                                .withPipelineSeconds(412L)
                                .withUrl("https://github.com/acme/shop/actions/runs/9001"))));
    }

    @ParameterizedTest
    @CsvSource({
        "success, SUCCEEDED",
        "failure, FAILED",
        "timed_out, FAILED",
        "startup_failure, FAILED",
        "cancelled, CANCELLED"
    })
    void every_conclusion_has_its_outcome(String conclusion, Outcome outcome) {
        assertThat(run("\"success\"", "\"" + conclusion + "\"").outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"skipped\"", "\"neutral\"", "\"action_required\"", "\"stale\"", "null"})
    void a_run_without_a_result_is_not_relevant(String conclusion) {
        assertThat(changed("github-workflow-run", "\"success\"", conclusion)).isInstanceOf(NotRelevant.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"requested", "in_progress"})
    void a_run_that_began_is_in_progress_since_then(String action) {
        PipelineTold run = run("\"action\":\"completed\"", "\"action\":\"" + action + "\"");

        assertThat(run.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(run.at()).isEqualTo(run.told().startedAt()).isEqualTo("2026-11-02T09:58:00Z");
        assertThat(run.told().pipelineSeconds()).isNull();
    }

    @Test
    void a_run_that_ended_before_it_began_took_no_time_that_can_be_told() {
        assertThat(run("10:04:52Z", "09:00:00Z").told().pipelineSeconds()).isNull();
    }

    @Test
    void a_push_is_told_by_its_folders_and_the_times_of_its_commits() {
        assertThat(sample("github-push"))
                .isEqualTo(JsonBody.tells(new RevisionTold(
                        "github",
                        "push-" + REVISION,
                        SHOP.withPaths(List.of(
                                "README.md",
                                "libraries/money/src/",
                                "services/checkout/",
                                "services/checkout/src/main/")),
                        REVISION,
                        Instant.parse("2026-11-02T09:55:00Z"),
                        new Content(
                                Instant.parse("2026-10-30T07:15:00Z"),
                                Instant.parse("2026-11-01T16:20:00Z"),
                                3,
                                BEFORE,
                                true,
                                List.of("7a6b5c4d3e2f1a213243c8f10a4d3e5b60798897"),
                                null))));
    }

    @Test
    void nothing_of_authors_or_messages_leaves_a_push() {
        assertThat(sample("github-push").toString())
                .doesNotContainIgnoringCase("person")
                .doesNotContain("example.com", "Round", "bumper");
    }

    @Test
    void only_a_push_onto_the_branch_as_it_was_contains_what_was_there_before() {
        String none = "0".repeat(40);

        assertThat(push("\"created\":false", "\"created\":true").contains()).isNull();
        assertThat(push("\"forced\":false", "\"forced\":true").contains()).isNull();
        assertThat(push("\"before\":\"" + BEFORE + "\"", "\"before\":\"" + none + "\"")
                        .contains())
                .isNull();
        assertThat(push("refs/heads/main", "refs/heads/rounding").trunk()).isFalse();
    }

    @Test
    void tags_and_branches_that_were_deleted_are_not_relevant() {
        assertThat(changed("github-push", "refs/heads/main", "refs/tags/v1"))
                .isEqualTo(new NotRelevant("only pushes to branches are read"));
        assertThat(changed("github-push", "\"after\":\"" + REVISION, "\"after\":\"" + "0".repeat(40)))
                .isEqualTo(new NotRelevant("the push brings no commit"));
        assertThat(changed("github-push", "\"head_commit\":{", "\"head_commit\":null,\"other\":{"))
                .isEqualTo(new NotRelevant("the push brings no commit"));
    }

    @Test
    void a_commit_whose_clock_was_wrong_does_not_spoil_the_others() {
        assertThat(push("2026-10-30T07:15:00Z", "0001-01-01T00:00:00Z").firstCommitAt())
                .isEqualTo("2026-11-01T16:20:00Z");
        assertThat(push("2026-10-30T07:15:00Z", "2062-01-01T00:00:00Z").firstCommitAt())
                .isEqualTo("2026-11-01T16:20:00Z");
    }

    @Test
    void a_push_with_as_many_commits_as_are_listed_at_most_may_have_had_others() {
        String commit = "{\"timestamp\":\"2026-10-30T07:15:00Z\",\"added\":[\"a/b\"]},";
        RevisionTold told = fact(
                RevisionTold.class, changed("github-push", "\"commits\":[", "\"commits\":[" + commit.repeat(2_045)));

        assertThat(told.content().firstCommitAt()).isNull();
        assertThat(told.content().commits()).isNull();
        assertThat(told.origin().paths()).isEmpty();
    }

    @Test
    void a_merged_pull_request_is_the_revision_that_it_made() {
        assertThat(sample("github-pull-request"))
                .isEqualTo(JsonBody.tells(new RevisionTold(
                        "github",
                        "pull-42",
                        SHOP,
                        REVISION,
                        Instant.parse("2026-11-02T09:55:00Z"),
                        new Content(
                                null, null, 3, "1b7e09f3c2d4a5968778695a4b3c2d1e0f102132", false, List.of(), null))));
    }

    @Test
    void a_pull_request_that_was_not_merged_is_not_relevant() {
        assertThat(changed("github-pull-request", "\"merged\":true", "\"merged\":false"))
                .isInstanceOf(NotRelevant.class);
        assertThat(changed("github-pull-request", "\"closed\",\"number\"", "\"opened\",\"number\""))
                .isInstanceOf(NotRelevant.class);
    }

    @Test
    void a_release_is_the_run_of_a_pipeline_of_that_name() {
        PipelineTold told = fact(PipelineTold.class, sample("github-release"));

        assertThat(told.id()).isEqualTo("release-5101");
        assertThat(told.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(told.at()).isEqualTo("2026-11-02T10:02:00Z");
        assertThat(told.told().revision()).isEqualTo("v3.4.0");
        assertThat(told.told().pipelineSeconds()).isNull();
        assertThat(told.told().origin().fields())
                .isEqualTo(Map.of("pipeline", "release", "tag", "v3.4.0", "branch", "main"));
    }

    @ParameterizedTest
    @CsvSource({
        "'\"draft\":false', '\"draft\":true'",
        "'\"prerelease\":false', '\"prerelease\":true'",
        "published, edited"
    })
    void other_releases_are_not_relevant(String old, String fresh) {
        assertThat(changed("github-release", old, fresh)).isInstanceOf(NotRelevant.class);
    }

    @Test
    void an_issue_with_the_label_incident_is_one_and_a_label_may_name_its_cause() {
        assertThat(sample("github-issue"))
                .isEqualTo(JsonBody.tells(new IncidentTold(
                        "github",
                        "issue-880011",
                        SHOP,
                        null,
                        Instant.parse("2026-11-02T09:12:00Z"),
                        Instant.parse("2026-11-02T10:01:00Z"),
                        "9f2c41d",
                        "https://github.com/acme/shop/issues/57")));
    }

    @Test
    void an_issue_that_is_open_is_an_incident_that_is_not_resolved() {
        IncidentTold told = fact(
                IncidentTold.class,
                changed("github-issue", "\"closed_at\":\"2026-11-02T10:01:00Z\"", "\"closed_at\":null"));

        assertThat(told.resolvedAt()).isNull();
    }

    @Test
    void other_issues_are_not_relevant() {
        assertThat(changed("github-issue", "\"Incident\"", "\"bug\""))
                .isEqualTo(new NotRelevant("the issue has no label 'incident'"));
        assertThat(changed("github-issue", "\"action\":\"closed\"", "\"action\":\"deleted\""))
                .isInstanceOf(NotRelevant.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "github-workflow-run | '\"run_attempt\":2,' | ''                   | workflow_run.run_attempt",
                "github-workflow-run | 10:04:52Z            | 10:04:99Z            | workflow_run.updated_at",
                "github-push         | '\"added\":[]'       | '\"added\":[7]'      | commits[0].added[0]",
                "github-push         | '\"commits\":['      | '\"commits\":[7,'    | commits[0]",
                "github-issue        | '\"name\":\"Incident\"' | '\"name\":7'      | issue.labels[0].name",
                "github-pull-request | '\"commits\":3'      | '\"commits\":1e99'   | pull_request.commits",
            })
    void what_is_wrong_is_named(String sample, String good, String bad, String field) {
        assertThat(changed(sample, good, bad))
                .isInstanceOfSatisfying(
                        Malformed.class,
                        malformed -> assertThat(malformed.field()).isEqualTo(field));
    }

    private static PipelineTold run(String old, String fresh) {
        return fact(PipelineTold.class, changed("github-workflow-run", old, fresh));
    }

    private static Content push(String old, String fresh) {
        return fact(RevisionTold.class, changed("github-push", old, fresh)).content();
    }
}
