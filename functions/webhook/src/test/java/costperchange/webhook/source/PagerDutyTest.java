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

class PagerDutyTest {

    private static final String SECRET = Samples.SECRETS.get("pagerduty").getFirst();
    private static final String RESOLVED = """
            {"event": {"event_type": "incident.resolved", "occurred_at": "2026-11-02T09:56:30Z",
              "data": {"id": "Q1", "created_at": "2026-11-02T09:21:04Z", "html_url": "https://acme.example.com/Q1",
               "service": {"id": "P1", "summary": "checkout"}}}}""";

    private final PagerDuty pagerDuty = new PagerDuty();

    @Test
    void an_incident_begins_and_ends_under_one_id() {
        assertThat(sample("pagerduty-incident-triggered")).isEqualTo(told(null));
        assertThat(sample("pagerduty-incident-resolved")).isEqualTo(told(Instant.parse("2026-11-02T09:56:30.020Z")));
    }

    @Test
    void an_incident_that_was_opened_again_is_open() {
        assertThat(((Told) receive(RESOLVED.replace("resolved", "reopened"))).facts())
                .singleElement()
                .isInstanceOfSatisfying(
                        IncidentTold.class,
                        incident -> assertThat(incident.resolvedAt()).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"incident.acknowledged", "incident.annotated", "incident.priority_updated", "service.updated"})
    void other_events_are_not_relevant_and_named(String type) {
        assertThat(receive(RESOLVED.replace("incident.resolved", type)))
                .isEqualTo(new NotRelevant("events of the type '" + type + "' are not read"));
    }

    @Test
    void a_ping_is_not_relevant() {
        assertThat(sample("pagerduty-ping")).isEqualTo(new NotRelevant("events of the type 'pagey.ping' are not read"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"event\"'               | '\"events\"'       | event                      | is missing",
                "'\"incident.resolved\"'   | 7                  | event.event_type           | is not a string",
                "'\"data\"'                | '\"datum\"'        | event.data                 | is missing",
                "'\"Q1\"'                  | null               | event.data.id              | is missing",
                "'2026-11-02T09:21:04Z'    | ''                 | event.data.created_at      | is not a time as in RFC 3339, such as 2026-11-02T10:05:00Z",
                "'2026-11-02T09:56:30Z'    | '2026-11-04T09:56:30Z' | event.occurred_at      | is more than 24 hours in the future",
                "'\"checkout\"'            | '\" \"'            | event.data.service.summary | is blank"
            })
    void what_is_wrong_is_named(String good, String bad, String field, String message) {
        assertThat(receive(RESOLVED.replace(good, bad))).isEqualTo(new Malformed(field, message));
    }

    @Test
    void a_link_that_is_none_is_passed_over() {
        assertThat(((Told) receive(RESOLVED.replace("https://acme.example.com/Q1", "javascript:alert(1)"))).facts())
                .singleElement()
                .isInstanceOfSatisfying(
                        IncidentTold.class,
                        incident -> assertThat(incident.url()).isNull());
    }

    @Test
    void one_of_several_signatures_by_one_of_several_secrets_will_do() {
        String signature = "v1=" + Samples.hexHmac(SECRET, RESOLVED);

        assertThat(receive("v1=0000," + signature, RESOLVED, List.of("newer", SECRET)))
                .isInstanceOf(Told.class);
        assertThat(receive(signature + ", v1=0000", RESOLVED, List.of(SECRET))).isInstanceOf(Told.class);
    }

    @Test
    void a_signature_by_no_live_secret_is_refused() {
        String signature = "v1=" + Samples.hexHmac(SECRET, RESOLVED);

        assertThat(receive(signature, RESOLVED + " ", List.of(SECRET))).isInstanceOf(BadSignature.class);
        assertThat(receive(signature, RESOLVED, List.of())).isInstanceOf(BadSignature.class);
        assertThat(receive(signature, RESOLVED, List.of("other"))).isInstanceOf(BadSignature.class);
        assertThat(receive(signature.substring(3), RESOLVED, List.of(SECRET))).isInstanceOf(BadSignature.class);
        assertThat(pagerDuty.receive(new Delivery(Map.of(), RESOLVED.getBytes(UTF_8)), List.of(SECRET), Samples.SENT))
                .isEqualTo(new BadSignature("X-PagerDuty-Signature is missing"));
    }

    private static Told told(Instant resolved) {
        return new Told(List.of(new IncidentTold(
                "pagerduty",
                "Q0SAMPLE00001",
                Origin.application("checkout").withFields(Map.of("service", "PSAMPLE1")),
                null,
                Instant.parse("2026-11-02T09:21:04Z"),
                resolved,
                null,
                "https://acme.example.com/incidents/Q0SAMPLE00001")));
    }

    private Result receive(String body) {
        return receive("v1=" + Samples.hexHmac(SECRET, body), body, List.of(SECRET));
    }

    private Result receive(String signature, String body, List<String> secrets) {
        return pagerDuty.receive(
                new Delivery(Map.of("x-pagerduty-signature", signature), body.getBytes(UTF_8)), secrets, Samples.SENT);
    }

    private Result sample(String name) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        return pagerDuty.receive(new Delivery(event.getHeaders(), Samples.body(event)), List.of(SECRET), Samples.SENT);
    }
}
