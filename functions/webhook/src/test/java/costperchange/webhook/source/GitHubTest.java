package costperchange.webhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import costperchange.webhook.source.Result.Told;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubTest {

    private static final List<String> SECRETS = List.of(Samples.GITHUB_SECRET);
    private static final String REVISION = "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c";
    private static final Instant CREATED = Instant.parse("2026-11-02T10:01:30Z");
    private static final String RUN = "https://github.com/acme/checkout/actions/runs/9001/job/9002";

    private static final String STATUS = """
            {"deployment_status": {"state": "success", "environment": "production", "created_at": "2026-11-02T10:05:00Z",
              "log_url": "", "target_url": "", "environment_url": ""},
             "deployment": {"id": 4711, "sha": "9f2c41d", "environment": "staging", "created_at": "2026-11-02T10:01:30Z"},
             "repository": {"full_name": "acme/checkout", "html_url": "https://github.com/acme/checkout"}}
            """;

    private final GitHub gitHub = new GitHub();

    @Test
    void the_vector_that_github_publishes_is_signed() {
        Map<String, String> headers = Map.of(
                "X-Hub-Signature-256",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "X-GitHub-Event",
                "ping");

        Result result = receive(headers, "Hello, World!", List.of("It's a Secret to Everybody"));

        assertThat(result).isEqualTo(new NotRelevant("events of the kind 'ping' are not read"));
    }

    @Test
    void a_comment_on_a_commit_as_our_own_word_back_is_not_read() {
        assertThat(receive(Samples.github("commit_comment", "{}"), "{}", SECRETS))
                .isEqualTo(new NotRelevant("events of the kind 'commit_comment' are not read"));
    }

    @Test
    void a_deployment_that_succeeded_is_told() {
        assertThat(sample("github-deployment-status-success"))
                .isEqualTo(told(Outcome.SUCCEEDED, Instant.parse("2026-11-02T10:05:00Z"), RUN));
    }

    @Test
    void a_deployment_that_failed_is_told() {
        assertThat(sample("github-deployment-status-failure"))
                .isEqualTo(told(Outcome.FAILED, Instant.parse("2026-11-02T10:04:10Z"), RUN));
    }

    @Test
    void a_deployment_that_was_created_is_in_progress_and_read_from_a_form() {
        assertThat(sample("github-deployment")).isEqualTo(told(Outcome.IN_PROGRESS, CREATED, null));
    }

    @Test
    void a_deployment_that_another_replaced_is_not_relevant() {
        assertThat(sample("github-deployment-status-inactive"))
                .isEqualTo(new NotRelevant("the state 'inactive' of a deployment is not recorded"));
    }

    @ParameterizedTest
    @CsvSource({
        "success, SUCCEEDED",
        "failure, FAILED",
        "error, FAILED",
        "queued, IN_PROGRESS",
        "pending, IN_PROGRESS",
        "in_progress, IN_PROGRESS",
        "waiting, IN_PROGRESS"
    })
    void every_state_has_its_outcome(String state, Outcome outcome) {
        assertThat(onlyFact(STATUS.replace("success", state)).outcome()).isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"inactive", "some_new_state"})
    void other_states_are_not_relevant_and_named(String state) {
        assertThat(status(STATUS.replace("success", state)))
                .isInstanceOfSatisfying(
                        NotRelevant.class, result -> assertThat(result.why()).contains(state));
    }

    @Test
    void the_environment_of_the_status_comes_before_that_of_the_deployment() {
        assertThat(onlyFact(STATUS).told().environment()).isEqualTo("production");
        assertThat(onlyFact(STATUS.replace("\"production\"", "\"\"")).told().environment())
                .isEqualTo("staging");
        assertThat(onlyFact(STATUS.replace("\"production\"", "null")).told().environment())
                .isEqualTo("staging");
    }

    @Test
    void the_first_link_that_is_one_is_taken() {
        String body = STATUS.replace("\"target_url\": \"\"", "\"target_url\": \"javascript:alert(1)\"")
                .replace("\"environment_url\": \"\"", "\"environment_url\": \"https://shop.example.com\"");

        assertThat(onlyFact(body).told().url()).isEqualTo("https://shop.example.com");
    }

    @Test
    void the_task_and_what_is_scalar_in_the_payload_can_tell_applications_apart() {
        String body = STATUS.replace("\"id\": 4711", """
                "task": "deploy:migrations", "payload": {"service": "basket", "wave": 2, "dry": false, "none": null,
                "empty": "", "list": [1], "more": {"a": "b"}}, "id": 4711""");

        assertThat(onlyFact(body).told().origin().fields())
                .containsOnly(
                        Map.entry("task", "deploy:migrations"),
                        Map.entry("payload.service", "basket"),
                        Map.entry("payload.wave", "2"),
                        Map.entry("payload.dry", "false"));
        assertThat(onlyFact(STATUS.replace("\"id\": 4711", "\"payload\": \"{}\", \"id\": 4711"))
                        .told()
                        .origin()
                        .fields())
                .isEmpty();
    }

    @Test
    void a_server_of_ones_own_is_part_of_the_repositorys_name() {
        String body = STATUS.replace("https://github.com/", "https://Git.Example.com:8443/");

        assertThat(onlyFact(body).told().origin().repository()).isEqualTo("git.example.com/acme/checkout");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"id\": 4711'              | '\"id\": \"4711\"'      | deployment.id                 | is not a number",
                "'\"id\": 4711'              | '\"id\": 4711.5'        | deployment.id                 | is not a whole number",
                "'\"id\": 4711, '            | ''                      | deployment.id                 | is missing",
                "'2026-11-02T10:05:00Z'      | 'yesterday'             | deployment_status.created_at  | is not a time as in RFC 3339, such as 2026-11-02T10:05:00Z",
                "'2026-11-02T10:05:00Z'      | '2026-11-04T10:05:00Z'  | deployment_status.created_at  | is more than 24 hours in the future",
                "'\"2026-11-02T10:01:30Z\"'  | 'null'                  | deployment.created_at         | is missing",
                "'\"deployment\": {'         | '\"deployments\": {'    | deployment                    | is missing",
                "'\"success\"'               | 'true'                  | deployment_status.state       | is not a string",
                "'\"acme/checkout\"'         | '7'                     | repository.full_name          | is not a string",
                "'https://github.com'        | 'github.com'            | repository.html_url           | is not an http or https address",
                "'{\"deployment_status\"'    | '[{\"deployment_status\"' | body                        | is not JSON that can be read: line 5, column 1",
            })
    void what_is_wrong_is_named(String good, String bad, String field, String message) {
        assertThat(status(STATUS.replace(good, bad))).isEqualTo(new Malformed(field, message));
    }

    @Test
    void a_key_that_stands_twice_is_refused() {
        assertThat(status(STATUS.replace("\"id\": 4711", "\"id\": 4711, \"id\": 4712")))
                .isInstanceOf(Malformed.class);
    }

    @Test
    void a_delivery_without_an_event_is_malformed() {
        Map<String, String> headers = new HashMap<>(Samples.github("ping", "{}"));
        headers.remove("x-github-event");

        assertThat(receive(headers, "{}", SECRETS)).isEqualTo(new Malformed("X-GitHub-Event", "is missing"));
    }

    @Test
    void a_signature_by_any_live_secret_is_accepted() {
        Map<String, String> headers = Samples.github("ping", "{}");

        assertThat(receive(headers, "{}", List.of("newer", Samples.GITHUB_SECRET)))
                .isInstanceOf(NotRelevant.class);
        assertThat(receive(headers, "{}", List.of(Samples.GITHUB_SECRET, "older")))
                .isInstanceOf(NotRelevant.class);
    }

    @Test
    void a_signature_by_no_live_secret_is_refused() {
        Map<String, String> headers = Samples.github("ping", "{}");

        assertThat(receive(headers, "{}", List.of("other"))).isInstanceOf(BadSignature.class);
        assertThat(receive(headers, "{}", List.of())).isInstanceOf(BadSignature.class);
        assertThat(receive(headers, "{} ", SECRETS)).isInstanceOf(BadSignature.class);
        assertThat(receive(Map.of("x-github-event", "ping"), "{}", SECRETS))
                .isEqualTo(new BadSignature("X-Hub-Signature-256 is missing"));
    }

    @Test
    void a_form_without_its_field_or_with_broken_encoding_is_malformed() {
        assertThat(form("other=1")).isEqualTo(new Malformed("payload", "is missing"));
        assertThat(form("payload=%zz")).isEqualTo(new Malformed("payload", "is not URL-encoded"));
        assertThat(form("other=1&payload=" + URLEncoder.encode(STATUS, UTF_8))).isInstanceOf(Told.class);
    }

    private Result form(String body) {
        Map<String, String> headers = new HashMap<>(Samples.github("deployment_status", body));
        headers.put("content-type", "application/x-www-form-urlencoded; charset=utf-8");
        return receive(headers, body, SECRETS);
    }

    private DeploymentTold onlyFact(String body) {
        return (DeploymentTold) ((Told) status(body)).facts().getFirst();
    }

    private Result status(String body) {
        return receive(Samples.github("deployment_status", body), body, SECRETS);
    }

    private Result sample(String name) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        return gitHub.receive(new Delivery(event.getHeaders(), Samples.body(event)), SECRETS, Samples.SENT);
    }

    private Result receive(Map<String, String> headers, String body, List<String> secrets) {
        return gitHub.receive(new Delivery(headers, body.getBytes(UTF_8)), secrets, Samples.SENT);
    }

    private static Told told(Outcome outcome, Instant at, String url) {
        Origin origin = Origin.repository("github.com/acme/checkout").withFields(Map.of("task", "deploy"));
        return new Told(List.of(new DeploymentTold(
                "github",
                "4711",
                outcome,
                at,
                costperchange.calculator.delivery.Told.of(origin, "production", REVISION)
                        .withStartedAt(CREATED)
                        .withUrl(url))));
    }
}
