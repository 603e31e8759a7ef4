package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Revision;
import costperchange.store.Deployments;
import costperchange.store.LocalTable;
import costperchange.store.Revisions;
import costperchange.store.host.Access;
import costperchange.store.host.Patience;
import costperchange.store.host.Repository;
import costperchange.store.host.Stop;
import costperchange.store.host.Vendor;
import costperchange.webhook.api.FakeApi;
import costperchange.webhook.api.FakeApi.Answer;
import costperchange.webhook.api.Walk;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What asking GitHub and GitLab records. They are played by a server on this machine; no one waits.
class BackFillTest {

    private static final Instant SINCE = Instant.parse("2026-10-01T00:00:00Z");
    private static final String REVISION = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";
    private static final String HEAD = "1b7e09f3c2d4a5968778695a4b3c2d1e0f102132";
    private static final String DEPLOYMENTS = "/repos/acme/shop/deployments?per_page=100";
    private static final String STATUSES = "/repos/acme/shop/deployments/4711/statuses?per_page=100";

    private final LocalTable local = new LocalTable();
    private final FakeApi api = new FakeApi();
    private final MovableClock clock = new MovableClock();
    private final List<Duration> waited = new ArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final BackFill backFill = new BackFill(local.table(), client);

    @AfterEach
    void close() {
        client.close();
        api.close();
        local.close();
    }

    @Test
    void what_github_lists_is_recorded_as_its_webhooks_would_have() {
        api.gitHub("acme/shop");

        Walk.Report report = gitHub("acme/shop");

        assertThat(report.stops()).isEmpty();
        assertThat(report.passedOver()).isZero();
        Deployment deployment = deployment("shop", "github", "4711");
        assertThat(deployment.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(deployment.revision()).isEqualTo(REVISION);
        assertThat(deployment.startedAt()).isEqualTo("2026-11-02T10:01:30Z");
        assertThat(deployment.observations()).hasSize(3);
        assertThat(tellings(REVISION)).containsExactlyInAnyOrder("pull-42", "run-9001-1", "run-9001-2");
        Revision head = revision(HEAD);
        assertThat(head.tellings().getFirst().what().firstCommitAt()).isEqualTo("2026-10-30T07:15:00Z");
        assertThat(head.tellings().getFirst().what().firstByPeople()).isEqualTo("2026-11-01T16:20:00Z");
        assertThat(head.tellings().getFirst().what().reverts()).hasSize(1);
        assertThat(report.fresh()).isEqualTo(4);
    }

    @Test
    void what_gitlab_lists_is_recorded_as_its_webhooks_would_have() {
        api.gitLab(SINCE.toString());

        Walk.Report report = gitLab();

        assertThat(report.stops()).isEmpty();
        Deployment deployment = deployment("shop", "gitlab", "4711");
        assertThat(deployment.outcome()).isEqualTo(Outcome.SUCCEEDED);
        assertThat(deployment.finishedAt()).isEqualTo("2026-11-02T10:05:00Z");
        assertThat(deployment.revision()).isEqualTo(REVISION);
        assertThat(tellings(REVISION)).containsExactlyInAnyOrder("merge-request-99", "pipeline-31");
        assertThat(revision(HEAD).tellings().getFirst().what().firstCommitAt()).isEqualTo("2026-10-30T07:15:00Z");
        assertThat(report.fresh()).isEqualTo(4);
    }

    @Test
    void to_walk_again_records_nothing_new_and_asks_less() {
        api.gitHub("acme/shop").gitLab(SINCE.toString());
        gitHub("acme/shop");
        gitLab();
        int first = api.asked().size();

        assertThat(gitHub("acme/shop").fresh()).isZero();
        assertThat(gitLab().fresh()).isZero();
        assertThat(gitLab().known()).isPositive();
        assertThat(api.asked()).hasSizeLessThan(first + 4);
    }

    @Test
    void what_webhooks_of_github_told_is_known() {
        api.gitHub("acme/shop")
                .gitHub("acme/checkout")
                .on("/repos/acme/checkout/actions/runs?per_page=100", Answer.of("{\"workflow_runs\":[]}"))
                .on("/repos/acme/checkout/pulls?state=closed&sort=updated&direction=desc&per_page=100", Answer.of("[]"))
                .on(DEPLOYMENTS, Answer.of("[]"));
        WebhookFunction webhook = webhook();
        for (String sample : List.of(
                "github-deployment",
                "github-deployment-status-success",
                "github-deployment-status-failure",
                "github-workflow-run",
                "github-pull-request")) {
            webhook.handleRequest(Samples.event(sample), null);
        }
        String repository = FakeApi.sample("github-repository");
        tell(
                "workflow_run",
                "{\"action\":\"completed\",\"workflow_run\":" + FakeApi.sample("github-run-attempt")
                        + ",\"repository\":" + repository + "}");
        tell(
                "push",
                "{\"ref\":\"refs/heads/rounding\",\"after\":\"" + HEAD + "\",\"head_commit\":{\"timestamp\":"
                        + "\"2026-11-01T17:00:00Z\"},\"commits\":[{\"timestamp\":\"2026-11-01T17:00:00Z\"}],\"repository\":"
                        + repository + "}");

        assertThat(gitHub("acme/checkout").fresh()).isZero();
        Walk.Report shop = gitHub("acme/shop");
        assertThat(shop.fresh()).isZero();
        assertThat(shop.known()).isPositive();
        assertThat(deployment("checkout", "github", "4711").observations()).hasSize(3);
    }

    @Test
    void what_webhooks_of_gitlab_told_is_known_though_the_times_differ_by_less_than_a_second() {
        api.gitLab(SINCE.toString());
        WebhookFunction webhook = webhook();
        for (String sample : List.of("gitlab-deployment", "gitlab-pipeline", "gitlab-merge-request")) {
            webhook.handleRequest(Samples.event(sample), null);
        }

        Walk.Report report = gitLab();

        // The commits of the branch, of which no push was told.
        assertThat(report.fresh()).isOne();
        assertThat(deployment("shop", "gitlab", "4711").observations()).hasSize(1);
        assertThat(tellings(REVISION)).containsExactlyInAnyOrder("merge-request-99", "pipeline-31");
    }

    @Test
    void it_goes_on_from_page_to_page_until_what_is_too_old() {
        api.gitHub("acme/shop")
                .on(DEPLOYMENTS, Answer.of(FakeApi.sample("github-deployments")).linkingTo(page(2)))
                .on(
                        DEPLOYMENTS + "&page=2",
                        Answer.of(FakeApi.sample("github-deployments-page-2")).linkingTo(page(3)));

        Walk.Report report = gitHub("acme/shop");

        assertThat(report.stops()).isEmpty();
        assertThat(new Deployments(local.table()).all("shop"))
                .extracting(one -> one.id().id())
                .containsExactlyInAnyOrder("4711", "4705");
        assertThat(api.asked()).contains(DEPLOYMENTS + "&page=2").doesNotContain(DEPLOYMENTS + "&page=3");
    }

    @Test
    void a_limit_of_rate_is_waited_for() {
        String reset = Long.toString(clock.instant().plusSeconds(1_200).getEpochSecond());
        api.gitHub("acme/shop")
                .on(
                        STATUSES,
                        Answer.status(403, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset)),
                        Answer.status(429, Map.of("Retry-After", "30")),
                        Answer.of(FakeApi.sample("github-deployment-statuses")));

        Walk.Report report = gitHub("acme/shop");

        assertThat(report.stops()).isEmpty();
        assertThat(waited.stream().mapToLong(Duration::toSeconds).sum()).isBetween(1_230L, 1_260L);
        assertThat(deployment("shop", "github", "4711").outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void the_last_request_of_a_window_is_followed_by_waiting_for_the_next_one() {
        String reset = Long.toString(clock.instant().plusSeconds(600).getEpochSecond());
        api.gitLab(SINCE.toString())
                .on(
                        "/projects/acme%2Fweb%2Fshop",
                        new Answer(
                                200,
                                Map.of("RateLimit-Remaining", "0", "RateLimit-Reset", reset),
                                FakeApi.sample("gitlab-project")));

        assertThat(gitLab().stops()).isEmpty();
        assertThat(waited).containsExactly(Duration.ofSeconds(601));
    }

    @Test
    void a_walk_for_which_no_time_is_left_ends_and_goes_on_where_it_was() {
        String reset = Long.toString(clock.instant().plusSeconds(1_200).getEpochSecond());
        String second = DEPLOYMENTS + "&page=2";
        Answer limited = Answer.status(403, Map.of("X-RateLimit-Remaining", "0", "X-RateLimit-Reset", reset));
        api.gitHub("acme/shop")
                .on(DEPLOYMENTS, Answer.of(FakeApi.sample("github-deployments")).linkingTo(page(2)))
                .on(second, limited, Answer.of(FakeApi.sample("github-deployments-page-2")));

        Walk.Report stopped = gitHub("acme/shop", clock.instant().plusSeconds(600));
        assertThat(stopped.stops()).isNotEmpty().allSatisfy(stop -> {
            assertThat(stop.why()).contains("allows no more requests until");
            assertThat(stop.again()).isAfter(clock.instant());
        });
        assertThat(waited).isEmpty();
        api.asked();
        clock.move(Duration.ofMinutes(30));

        assertThat(gitHub("acme/shop").stops()).isEmpty();
        List<String> asked = api.asked();
        assertThat(asked.indexOf(second)).isLessThan(asked.indexOf(DEPLOYMENTS));
        assertThat(deployment("shop", "github", "4705").outcome()).isEqualTo(Outcome.IN_PROGRESS);
    }

    @Test
    void a_walk_that_crashed_goes_on_where_it_was() {
        String second = DEPLOYMENTS + "&page=2";
        api.gitHub("acme/shop")
                .on(DEPLOYMENTS, Answer.of(FakeApi.sample("github-deployments")).linkingTo(page(2)))
                .on(second, Answer.status(503, Map.of()), Answer.of(FakeApi.sample("github-deployments-page-2")));
        Patience crashing = new Patience(
                clock,
                wait -> {
                    throw new IllegalStateException("crash");
                },
                Instant.MAX);
        Repository repository =
                Repository.of(Vendor.GITHUB, "github.com/acme/shop").orElseThrow();

        assertThatIllegalStateException()
                .isThrownBy(() -> backFill.walk(repository, access(Vendor.GITHUB), SINCE, crashing));
        assertThat(deployment("shop", "github", "4711").outcome()).isEqualTo(Outcome.SUCCEEDED);
        api.asked();

        assertThat(gitHub("acme/shop").stops()).isEmpty();
        List<String> asked = api.asked();
        assertThat(asked.indexOf(second)).isLessThan(asked.indexOf(DEPLOYMENTS));
        assertThat(deployment("shop", "github", "4705").outcome()).isEqualTo(Outcome.IN_PROGRESS);
    }

    @Test
    void a_server_that_fails_is_asked_again_and_given_up_in_the_end() {
        Answer bad = Answer.status(502, Map.of());
        api.gitHub("acme/shop").on(STATUSES, bad, bad, Answer.of(FakeApi.sample("github-deployment-statuses")));
        assertThat(gitHub("acme/shop").stops()).isEmpty();
        assertThat(waited).hasSize(2);

        api.on(STATUSES, bad);
        Walk.Report report = gitHub("acme/shop");
        assertThat(report.stops())
                .singleElement()
                .satisfies(stop -> assertThat(stop.why()).contains(STATUSES, "answered 502", "gave up after 5 tries"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, the token is not valid",
        "403, the token may not read this",
        "404, there is no such repository",
        "301, the repository was moved"
    })
    void what_a_person_has_to_mend_is_said_with_the_address_and_without_the_token(int status, String advice) {
        api.on("/repos/acme/shop", Answer.status(status, Map.of("Location", "https://elsewhere.example.com/")));

        Walk.Report report = gitHub("acme/shop");

        assertThat(report.stops()).singleElement().satisfies(stop -> {
            assertThat(stop.why())
                    .contains("/repos/acme/shop answered " + status, advice)
                    .doesNotContain("s3cret");
            assertThat(stop.again()).isNull();
        });
        assertThat(waited).isEmpty();
    }

    @Test
    void an_object_that_cannot_be_read_is_named_and_the_others_are_recorded() {
        String good = FakeApi.sample("github-deployments").strip();
        String bad = good.replace("4711", "4712").replaceAll("\"environment\": \"production\",", "\"environment\": 7,");
        String undated = "{\"id\": 4713}";
        api.gitHub("acme/shop")
                .on("/repos/acme/shop/deployments/4712/statuses?per_page=100", Answer.of("[]"))
                .on(DEPLOYMENTS, Answer.of("[" + body(bad) + "," + undated + "," + body(good) + "]"));

        Walk.Report report = gitHub("acme/shop");

        assertThat(report.stops()).isEmpty();
        assertThat(report.passedOver()).isEqualTo(2);
        assertThat(report.problems())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one)
                                .contains(DEPLOYMENTS, "(4712)", "deployment.environment is not a string"),
                        one -> assertThat(one).contains("(4713)", "created_at is not a time"));
        assertThat(deployment("shop", "github", "4711").outcome()).isEqualTo(Outcome.SUCCEEDED);
    }

    @Test
    void a_token_is_sent_to_no_other_host() {
        api.gitHub("acme/shop")
                .on(
                        DEPLOYMENTS,
                        Answer.of(FakeApi.sample("github-deployments"))
                                .linkingTo("https://elsewhere.example.com/repos/acme/shop/deployments?page=2"));

        assertThat(gitHub("acme/shop").stops())
                .singleElement()
                .satisfies(stop -> assertThat(stop.why())
                        .contains("links to its next page on another host, elsewhere.example.com"));
        assertThat(api.tokens()).containsOnly("Bearer s3cret");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Access(Vendor.GITHUB, URI.create("http://ghe.example.com"), "s3cret"))
                .withMessageContaining("is not an https address");
        assertThat(access(Vendor.GITHUB).toString()).doesNotContain("s3cret");
    }

    @Test
    void what_is_no_json_and_no_list_is_an_error_of_that_kind_alone() {
        api.gitHub("acme/shop")
                .on(DEPLOYMENTS, Answer.of("<html>"))
                .on("/repos/acme/shop/actions/runs?per_page=100", Answer.of("{}"));

        Walk.Report report = gitHub("acme/shop");

        assertThat(report.stops())
                .extracting(Stop::why)
                .satisfiesExactly(
                        one -> assertThat(one).contains(DEPLOYMENTS, "is not JSON"),
                        one -> assertThat(one).contains("/actions/runs", "answered no list of runs"));
        assertThat(tellings(REVISION)).containsExactly("pull-42");
    }

    @Test
    void an_answer_that_is_larger_than_any_page_is_not_read() {
        String large = "[" + "\"" + "x".repeat(17 << 20) + "\"]";
        api.gitHub("acme/shop").on(DEPLOYMENTS, Answer.of(large));

        assertThat(gitHub("acme/shop").stops())
                .singleElement()
                .satisfies(stop -> assertThat(stop.why()).contains("cannot be reached"));
    }

    @Test
    void nothing_of_a_person_is_kept() {
        api.gitHub("acme/shop").gitLab(SINCE.toString());
        gitHub("acme/shop");
        gitLab();

        String kept = local.table()
                .client()
                .scan(r -> r.tableName(local.table().name()))
                .items()
                .toString();
        assertThat(kept).contains(REVISION).doesNotContainIgnoringCase("sample person", "sample-person", "Round at");
    }

    private Walk.Report gitHub(String repository) {
        return gitHub(repository, Instant.MAX);
    }

    private Walk.Report gitHub(String repository, Instant deadline) {
        return backFill.walk(
                Repository.of(Vendor.GITHUB, "github.com/" + repository).orElseThrow(),
                access(Vendor.GITHUB),
                SINCE,
                patience(deadline));
    }

    private Walk.Report gitLab() {
        return backFill.walk(
                Repository.of(Vendor.GITLAB, "gitlab.example.com/acme/web/shop").orElseThrow(),
                access(Vendor.GITLAB),
                SINCE,
                patience(Instant.MAX));
    }

    private Access access(Vendor vendor) {
        return new Access(vendor, api.base(), "s3cret");
    }

    private Patience patience(Instant deadline) {
        return new Patience(
                clock,
                wait -> {
                    waited.add(wait);
                    clock.move(wait);
                },
                deadline);
    }

    private WebhookFunction webhook() {
        return new WebhookFunction(new Webhook(local.table(), new Secrets(Samples::secrets, clock), clock));
    }

    private void tell(String event, String body) {
        costperchange.webhook.Answer told = new Webhook(local.table(), new Secrets(Samples::secrets, clock), clock)
                .receive("github", "POST", Samples.github(event, body), body.getBytes(StandardCharsets.UTF_8));
        assertThat(told.status()).as(told.body()).isEqualTo(202);
    }

    private String page(int number) {
        return api.base() + DEPLOYMENTS + "&page=" + number;
    }

    private static String body(String list) {
        return list.substring(1, list.length() - 1);
    }

    private Deployment deployment(String application, String source, String id) {
        return new Deployments(local.table())
                .find(new DeploymentId(application, source, id))
                .orElseThrow();
    }

    private Revision revision(String name) {
        return new Revisions(local.table()).named("shop", List.of(name)).get(name);
    }

    private List<String> tellings(String revision) {
        return revision(revision).tellings().stream().map(Revision.Telling::id).toList();
    }
}
