package costperchange.webhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import costperchange.calculator.delivery.Origin;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import costperchange.webhook.source.Result.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpsgenieTest {

    private static final String SECRET = Samples.SECRETS.get("opsgenie").getFirst();
    private static final String CLOSED = """
            {"action": "Close", "alert": {"alertId": "a-1", "tags": ["application:checkout"], "entity": "payments",
              "createdAt": 1793611240000, "updatedAt": 1793613360000}}""";

    private final Opsgenie opsgenie = new Opsgenie();

    @Test
    void an_alert_begins_and_ends_under_one_id() {
        assertThat(sample("opsgenie-create")).isEqualTo(told(null, "deploy-4698"));
        // Its time is in nanoseconds, as Opsgenie once sent them.
        assertThat(sample("opsgenie-close")).isEqualTo(told(Instant.parse("2026-11-02T09:56:00.000002Z"), null));
    }

    @Test
    void an_acknowledgement_is_not_relevant() {
        assertThat(sample("opsgenie-acknowledge")).isEqualTo(new NotRelevant("the action 'Acknowledge' is not read"));
    }

    @Test
    void the_time_of_the_end_may_be_in_milliseconds() {
        assertThat(only(CLOSED).resolvedAt()).isEqualTo("2026-11-02T09:56:00Z");
    }

    @Test
    void a_tag_says_whose_it_is_before_the_entity_does() {
        assertThat(only(CLOSED).origin()).isEqualTo(Origin.application("checkout"));
        assertThat(only(CLOSED.replace("application:checkout", "application: ")).origin())
                .isEqualTo(Origin.application("payments"));
        assertThat(only(CLOSED.replace("[\"application:checkout\"]", "null")).origin())
                .isEqualTo(Origin.application("payments"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null", "\" \""})
    void an_alert_that_does_not_say_whose_it_is_is_not_relevant(String entity) {
        assertThat(receive(CLOSED.replace("application:", "app:").replace("\"payments\"", entity)))
                .isEqualTo(new NotRelevant("the alert has no tag 'application:<name>' and no entity"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"action\"'       | '\"act\"'          | action          | is missing",
                "'\"alert\"'        | '\"alarm\"'        | alert           | is missing",
                "'\"a-1\"'          | 1                  | alert.alertId   | is not a string",
                "'\"createdAt\"'    | '\"created\"'      | alert.createdAt | is missing",
                "'1793611240000'    | '\"1793611240000\"'| alert.createdAt | is not a number",
                "'1793611240000'    | '-1'               | alert.createdAt | is not between 0 and 4000000000000000000",
                "'1793611240000'    | '1e400'            | alert.createdAt | is not between 0 and 4000000000000000000",
                "'1793613360000'    | '1793786400000'    | alert.updatedAt | is more than 24 hours in the future",
                "'[\"application:checkout\"]' | '\"a\"'  | alert.tags      | is not a list",
                "'\"payments\"'     | '[]'               | alert.entity    | is not a string"
            })
    void what_is_wrong_is_named(String good, String bad, String field, String message) {
        assertThat(receive(CLOSED.replace(good, bad))).isEqualTo(new Malformed(field, message));
    }

    @Test
    void the_secret_is_needed() {
        assertThat(receive(Map.of(), CLOSED)).isEqualTo(new BadSignature("Authorization is missing"));
        assertThat(receive(Map.of("Authorization", "Bearer " + SECRET + "x"), CLOSED))
                .isEqualTo(new BadSignature("Authorization has no live secret"));
    }

    private static Told told(Instant resolved, String cause) {
        return new Told(List.of(new IncidentTold(
                "opsgenie",
                "00000000-0000-4000-8000-000000000301-1793611240000",
                Origin.application("checkout"),
                "production",
                Instant.parse("2026-11-02T09:20:40Z"),
                resolved,
                cause,
                null)));
    }

    private IncidentTold only(String body) {
        return (IncidentTold) ((Told) receive(body)).facts().getFirst();
    }

    private Result receive(String body) {
        return receive(Map.of("Authorization", "Bearer " + SECRET), body);
    }

    private Result receive(Map<String, String> headers, String body) {
        return opsgenie.receive(new Delivery(headers, body.getBytes(UTF_8)), List.of("newer", SECRET), Samples.SENT);
    }

    private Result sample(String name) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        return opsgenie.receive(new Delivery(event.getHeaders(), Samples.body(event)), List.of(SECRET), Samples.SENT);
    }
}
