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
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertmanagerTest {

    private static final String SECRET = Samples.SECRETS.get("alertmanager").getFirst();
    private static final String LINK = "https://prometheus.example.com/graph?g0.expr=slow&g0.tab=1";
    private static final String ALERT = """
            {"status": "resolved", "labels": {"application": "checkout", "pipeline": "oil"}, "annotations": {},
             "startsAt": "2026-11-02T09:20:00Z", "endsAt": "2026-11-02T09:55:00Z", "fingerprint": "f1"}""";

    private final Alertmanager alertmanager = new Alertmanager();

    @Test
    void an_alert_that_fires_is_an_incident_if_it_says_whose() {
        assertThat(sample("alertmanager-firing"))
                .isEqualTo(new Told(List.of(new IncidentTold(
                        "alertmanager",
                        "00c0ffee00c0ffee 2026-11-02T09:20:30.123456789Z",
                        Origin.application("checkout")
                                .withFields(Map.of(
                                        "alertname",
                                        "SlowPayments",
                                        "app",
                                        "checkout",
                                        "env",
                                        "production",
                                        "namespace",
                                        "shop")),
                        "production",
                        Instant.parse("2026-11-02T09:20:30.123456789Z"),
                        null,
                        "9f2c41d",
                        LINK))));
    }

    @Test
    void an_alert_of_grafana_that_was_resolved_has_ended() {
        assertThat(((Told) sample("alertmanager-resolved")).facts())
                .singleElement()
                .isInstanceOfSatisfying(IncidentTold.class, incident -> {
                    assertThat(incident.id()).isEqualTo("00c0ffee00c0ffe0 2026-11-02T09:20:00Z");
                    assertThat(incident.resolvedAt()).isEqualTo("2026-11-02T09:55:00Z");
                    assertThat(incident.cause()).isNull();
                });
    }

    @Test
    void an_alert_that_fires_again_later_is_another_incident() {
        assertThat(only(ALERT).id())
                .isEqualTo(only(ALERT.replace("resolved", "firing")).id())
                .isNotEqualTo(only(ALERT.replace("09:20:00Z", "09:21:00Z")).id());
    }

    @ParameterizedTest
    @CsvSource({"application, checkout", "app, checkout", "service, checkout"})
    void a_label_says_whose_it_is(String label, String application) {
        assertThat(only(ALERT.replace("\"application\"", "\"" + label + "\""))
                        .origin()
                        .application())
                .isEqualTo(application);
    }

    @Test
    void a_group_of_alerts_that_do_not_say_whose_they_are_is_not_relevant() {
        assertThat(receive(group(ALERT.replace("\"application\"", "\"job\""))))
                .isEqualTo(new NotRelevant("no alert has a label application, app or service"));
        assertThat(receive(group(""))).isInstanceOf(NotRelevant.class);
    }

    @Test
    void a_label_names_no_pipeline() {
        assertThat(only(ALERT).origin().fields()).containsOnlyKeys("application");
    }

    @Test
    void a_label_says_what_caused_it_before_an_annotation_does() {
        String annotated = ALERT.replace("\"annotations\": {}", "\"annotations\": {\"revision\": \"9f2c41d\"}");

        assertThat(only(annotated).cause()).isEqualTo("9f2c41d");
        assertThat(only(annotated.replace("\"pipeline\"", "\"revision\"")).cause())
                .isEqualTo("oil");
        // Kubernetes' own label, of what runs.
        assertThat(only(ALERT.replace("\"pipeline\"", "\"deployment\"")).cause())
                .isNull();
        assertThat(only(ALERT.replace(", \"annotations\": {}", "")).cause()).isNull();
    }

    @Test
    void while_an_alert_fires_its_end_is_not_looked_at() {
        String firing = ALERT.replace("resolved", "firing");

        for (String end : List.of("0001-01-01T00:00:00Z", "2026-11-09T00:00:00Z", "")) {
            assertThat(only(firing.replace("2026-11-02T09:55:00Z", end)).resolvedAt())
                    .isNull();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"resolved\"'           | '\"over\"'             | alerts[0].status             | is neither firing nor resolved",
                "'\"checkout\"'           | 7                      | alerts[0].labels.application | is not a string",
                "'\"labels\"'             | '\"label\"'            | alerts[0].labels             | is missing",
                "'\"f1\"'                 | null                   | alerts[0].fingerprint        | is missing",
                "'2026-11-02T09:20:00Z'   | '0001-01-01T00:00:00Z' | alerts[0].startsAt           | is not a time as in RFC 3339, such as 2026-11-02T10:05:00Z",
                "'2026-11-02T09:55:00Z'   | '0001-01-01T00:00:00Z' | alerts[0].endsAt             | is not a time as in RFC 3339, such as 2026-11-02T10:05:00Z"
            })
    void what_is_wrong_is_named(String good, String bad, String field, String message) {
        assertThat(receive(group(ALERT.replace(good, bad)))).isEqualTo(new Malformed(field, message));
    }

    @Test
    void a_delivery_holds_a_list_of_up_to_two_thousand() {
        assertThat(receive("{}")).isEqualTo(new Malformed("alerts", "is missing"));
        assertThat(receive("{\"alerts\": 7}")).isEqualTo(new Malformed("alerts", "is not a list"));
        assertThat(receive("{\"alerts\": " + Collections.nCopies(2_000, ALERT) + "}"))
                .isInstanceOf(Told.class);
        assertThat(receive("{\"alerts\": " + Collections.nCopies(2_001, ALERT) + "}"))
                .isEqualTo(new Malformed("alerts", "has more than 2000 items"));
    }

    @Test
    void the_secret_may_be_sent_in_either_way() {
        String basic = Base64.getEncoder().encodeToString(SECRET.getBytes(UTF_8));

        assertThat(receive(Map.of("authorization", "basic " + basic), group(ALERT)))
                .isInstanceOf(Told.class);
        assertThat(receive(Map.of("authorization", "Bearer " + SECRET), group(ALERT)))
                .isInstanceOf(Told.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Basic c2FtcGxl", "Basic !", "Basic", "Bearer sample-user", "Bearer ", "Digest x", "sample-user"
            })
    void anything_else_is_refused(String authorization) {
        assertThat(receive(Map.of("authorization", authorization), group(ALERT)))
                .isInstanceOf(BadSignature.class);
    }

    @Test
    void a_signature_of_grafana_decides_where_there_is_one() {
        Map<String, String> wrong =
                Map.of("authorization", "Bearer " + SECRET, "x-grafana-alerting-signature", Samples.hexHmac("x", "y"));

        assertThat(receive(wrong, group(ALERT)))
                .isEqualTo(new BadSignature("X-Grafana-Alerting-Signature was made with no live secret"));
        assertThat(receive(Map.of(), group(ALERT))).isEqualTo(new BadSignature("Authorization is missing"));
    }

    private static String group(String alert) {
        return "{\"version\": \"4\", \"alerts\": [" + alert + "]}";
    }

    private IncidentTold only(String alert) {
        return (IncidentTold) ((Told) receive(group(alert))).facts().getFirst();
    }

    private Result receive(String body) {
        return receive(Map.of("authorization", "Bearer " + SECRET), body);
    }

    private Result receive(Map<String, String> headers, String body) {
        return alertmanager.receive(
                new Delivery(headers, body.getBytes(UTF_8)), List.of("newer", SECRET), Samples.SENT);
    }

    private Result sample(String name) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        return alertmanager.receive(
                new Delivery(event.getHeaders(), Samples.body(event)), List.of(SECRET), Samples.SENT);
    }
}
