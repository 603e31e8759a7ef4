package costperchange.webhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangesTest {

    private static final List<String> SECRETS = List.of(Samples.CHANGES_SECRET);
    private static final String DOCUMENT = """
            {"id": "a", "application": "checkout", "environment": "production", "outcome": "succeeded",
             "finishedAt": "2026-11-02T10:05:00Z"}""";

    private final Changes changes = new Changes();

    @Test
    void the_vector_that_the_specification_publishes_is_signed() {
        Map<String, String> headers = Map.of(
                "Webhook-Id",
                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                "Webhook-Timestamp",
                "1614265330",
                "Webhook-Signature",
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
        Delivery delivery = new Delivery(headers, "{\"test\": 2432232314}".getBytes(UTF_8));

        Result result = changes.receive(
                delivery, List.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Instant.ofEpochSecond(1614265330));

        // It is genuine, and then not one of our documents.
        assertThat(result).isEqualTo(new Malformed("id", "is missing"));
    }

    @Test
    void a_deployment_is_told_with_all_that_came_along() {
        costperchange.calculator.delivery.Told told = new costperchange.calculator.delivery.Told(
                Origin.application("checkout"),
                "production",
                "9f2c41d",
                Instant.parse("2026-11-02T10:01:30Z"),
                Instant.parse("2026-11-01T16:20:00Z"),
                3,
                412L,
                "https://ci.example.com/4711",
                null,
                null,
                null,
                null);

        assertThat(sample("changes-succeeded"))
                .isEqualTo(new Told(List.of(new DeploymentTold(
                        "changes", "deploy-4711", Outcome.SUCCEEDED, Instant.parse("2026-11-02T10:05:00Z"), told))));
    }

    @Test
    void a_deployment_may_say_what_it_repairs_and_which_parts_of_a_repository_it_is_about() {
        DeploymentTold fact =
                (DeploymentTold) ((Told) sample("changes-fix")).facts().getFirst();

        assertThat(fact.told().origin())
                .isEqualTo(new Origin(
                        "checkout",
                        "github.com/acme/shop",
                        List.of("services/checkout/"),
                        Map.of("chart", "checkout", "wave", "2", "canary", "false")));
        assertThat(fact.told().rework()).isTrue();
        assertThat(fact.told().fixes()).isEqualTo("deploy-4711");
        assertThat(fact.told().reverts()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"rework\": \"yes\"'           | rework        | is not true or false",
                "'\"reverts\": -1'               | reverts       | is not between 0 and 1000000",
                "'\"repository\": \"checkout\"'  | repository    | is not a repository such as github.com/acme/checkout",
                "'\"paths\": \"services/\"'      | paths         | is not a list",
                "'\"paths\": [\"a\", \" \"]'     | paths[1]      | is not 1 to 200 printable characters",
                "'\"paths\": [7]'                | paths[0]      | is not a string",
                "'\"fields\": [\"a\"]'           | fields        | is not an object",
                "'\"fields\": {\"a\": {}}'       | fields.a      | 'is not a number, true or false, or 1 to 200 characters'",
                "'\"fields\": {\"a\": \"\"}'     | fields.a      | 'is not a number, true or false, or 1 to 200 characters'"
            })
    void what_is_wrong_with_what_came_later_is_named(String member, String field, String message) {
        assertThat(receive(with(member))).isEqualTo(new Malformed(field, message));
    }

    @Test
    void a_deployment_is_about_a_hundred_paths_and_has_twenty_fields_at_most() {
        assertThat(receive(with("\"paths\": " + Collections.nCopies(100, "\"a\""))))
                .isInstanceOf(Told.class);
        assertThat(receive(with("\"paths\": " + Collections.nCopies(101, "\"a\""))))
                .isEqualTo(new Malformed("paths", "has more than 100 items"));
        assertThat(receive(with("\"fields\": " + members(20)))).isInstanceOf(Told.class);
        assertThat(receive(with("\"fields\": " + members(21))))
                .isEqualTo(new Malformed("fields", "has more than 20 members"));
    }

    @ParameterizedTest
    @CsvSource({"1e999999999, 1E+999999999", "2.50, 2.50", "true, true"})
    void a_field_is_kept_as_it_was_written(String value, String kept) {
        assertThat(only(with("\"fields\": {\"wave\": " + value + "}"))
                        .told()
                        .origin()
                        .fields())
                .containsEntry("wave", kept);
    }

    @Test
    void an_incident_is_told_with_times_of_any_offset() {
        assertThat(sample("changes-incident"))
                .isEqualTo(new Told(List.of(new IncidentTold(
                        "changes",
                        "INC-1",
                        Origin.application("checkout"),
                        null,
                        Instant.parse("2026-11-02T09:20:00Z"),
                        Instant.parse("2026-11-02T09:55:00Z"),
                        "deploy-4698",
                        "https://incidents.example.com/INC-1"))));
    }

    @Test
    void an_incident_may_say_where_it_was() {
        String body = """
                {"incident": "INC-2", "application": "checkout", "startedAt": "2026-11-02T10:00:00Z",
                 "environment": "staging"}""";

        assertThat(((Told) receive(body)).facts())
                .singleElement()
                .isInstanceOfSatisfying(
                        IncidentTold.class,
                        incident -> assertThat(incident.environment()).isEqualTo("staging"));
    }

    @Test
    void a_deployment_in_progress_began_then() {
        DeploymentTold fact = only(DOCUMENT.replace("succeeded", "in_progress").replace("finishedAt", "startedAt"));

        assertThat(fact.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(fact.at()).isEqualTo("2026-11-02T10:05:00Z");
    }

    @Test
    void an_array_is_read_whole() {
        String body = "[" + DOCUMENT + "," + DOCUMENT.replace("\"a\"", "\"b\"") + "]";

        assertThat(((Told) receive(body)).facts()).extracting(Fact::id).containsExactly("a", "b");
    }

    @Test
    void one_document_that_cannot_be_read_refuses_the_array() {
        String body = "[" + DOCUMENT + "," + DOCUMENT.replace("finishedAt", "finished") + "]";

        assertThat(receive(body)).isEqualTo(new Malformed("[1].finishedAt", "is missing"));
    }

    @Test
    void an_array_holds_one_to_five_hundred() {
        assertThat(receive("[]")).isEqualTo(new Malformed("body", "is an array of 0 documents, not of 1 to 500"));
        assertThat(receive(many(500))).isInstanceOf(Told.class);
        assertThat(receive(many(501))).isInstanceOf(Malformed.class);
        assertThat(receive("[7]")).isEqualTo(new Malformed("[0]", "is not an object"));
        assertThat(receive("7")).isEqualTo(new Malformed("body", "is not an object"));
        assertThat(receive("")).isEqualTo(new Malformed("body", "is empty"));
    }

    @ParameterizedTest
    @ValueSource(ints = {-300, 0, 300})
    void a_message_within_the_window_is_accepted(int seconds) {
        assertThat(sentAt(Samples.SENT.plusSeconds(seconds))).isInstanceOf(Told.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {-301, 301})
    void a_message_outside_the_window_is_refused_though_it_is_signed(int seconds) {
        assertThat(sentAt(Samples.SENT.plusSeconds(seconds)))
                .isEqualTo(new BadSignature("webhook-timestamp is more than 5 minutes from now"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"webhook-id", "webhook-timestamp", "webhook-signature"})
    void every_header_of_the_signature_is_needed(String header) {
        Map<String, String> headers = new HashMap<>(Samples.changes("m", Samples.SENT, DOCUMENT));
        headers.remove(header);

        assertThat(receive(headers, DOCUMENT, SECRETS)).isEqualTo(new BadSignature(header + " is missing"));
    }

    @ParameterizedTest
    @CsvSource({"webhook-id, other", "webhook-timestamp, 1793613911", "webhook-timestamp, soon", "webhook-signature, v1"
    })
    void what_was_changed_underway_is_refused(String header, String value) {
        Map<String, String> headers = new HashMap<>(Samples.changes("m", Samples.SENT, DOCUMENT));
        headers.put(header, value);

        assertThat(receive(headers, DOCUMENT, SECRETS)).isInstanceOf(BadSignature.class);
        assertThat(receive(Samples.changes("m", Samples.SENT, DOCUMENT), DOCUMENT + " ", SECRETS))
                .isInstanceOf(BadSignature.class);
    }

    @Test
    void any_live_secret_and_any_signature_of_several_will_do() {
        Map<String, String> headers = new HashMap<>(Samples.changes("m", Samples.SENT, DOCUMENT));
        headers.merge("webhook-signature", "v1,b3RoZXI= ", (own, other) -> other + own);

        assertThat(receive(headers, DOCUMENT, List.of("whsec_bmV3ZXI=", Samples.CHANGES_SECRET)))
                .isInstanceOf(Told.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_b3RoZXI=", "whsec_", "not base64!"})
    void other_and_broken_secrets_sign_nothing(String secret) {
        Map<String, String> headers = Samples.changes("m", Samples.SENT, DOCUMENT);

        assertThat(receive(headers, DOCUMENT, List.of(secret))).isInstanceOf(BadSignature.class);
        assertThat(receive(headers, DOCUMENT, List.of())).isInstanceOf(BadSignature.class);
    }

    @Test
    void a_body_that_is_not_utf8_is_refused() {
        Delivery delivery = new Delivery(Samples.changes("m", Samples.SENT, ""), new byte[] {(byte) 0xff});

        assertThat(changes.receive(delivery, SECRETS, Samples.SENT)).isInstanceOf(BadSignature.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99", "1e999999999", "9223372036854775808"})
    void a_count_of_any_size_is_refused_at_once(String number) {
        assertThat(receive(DOCUMENT.replace("\"id\"", "\"commits\": " + number + ", \"id\"")))
                .isEqualTo(new Malformed("commits", "is not between 0 and 1000000"));
    }

    @Test
    void half_a_character_is_refused() {
        assertThat(receive(DOCUMENT.replace("\"a\"", "\"\\ud83d\"")))
                .isEqualTo(new Malformed("id", "has a control character"));
    }

    @Test
    void a_body_that_is_too_deep_is_malformed() {
        assertThat(receive("[".repeat(100_000))).isInstanceOf(Malformed.class);
    }

    private Result sentAt(Instant sent) {
        return receive(Samples.changes("m", sent, DOCUMENT), DOCUMENT, SECRETS);
    }

    private static String with(String member) {
        return DOCUMENT.replace("\"id\"", member + ", \"id\"");
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"field-" + i + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String many(int documents) {
        return Collections.nCopies(documents, DOCUMENT).toString();
    }

    private DeploymentTold only(String body) {
        return (DeploymentTold) ((Told) receive(body)).facts().getFirst();
    }

    private Result receive(String body) {
        return receive(Samples.changes("m", Samples.SENT.minus(Duration.ofSeconds(1)), body), body, SECRETS);
    }

    private Result sample(String name) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        return changes.receive(new Delivery(event.getHeaders(), Samples.body(event)), SECRETS, Samples.SENT);
    }

    private Result receive(Map<String, String> headers, String body, List<String> secrets) {
        return changes.receive(new Delivery(headers, body.getBytes(UTF_8)), secrets, Samples.SENT);
    }
}
