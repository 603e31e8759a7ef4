package costperchange.webhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CdEventsTest {

    private static final String SECRET = Samples.SECRETS.get("cdevents").getFirst();
    private static final String ARTIFACT =
            "pkg:oci/checkout@sha256%3A6b1f0e2d3c4b5a69788796a5b4c3d2e1f00f1e2d3c4b5a69788796a5b4c3d2e1";
    private static final String DEPLOYED = """
            {"context": {"version": "0.3.0", "id": "e-1", "source": "/cd", "timestamp": "2026-11-02T10:05:00Z",
              "type": "dev.cdevents.service.deployed.0.1.1"},
             "subject": {"id": "checkout", "type": "service",
              "content": {"environment": {"id": "production"}, "artifactId": "pkg:oci/checkout@1"}}}""";
    private static final String FINISHED = """
            {"context": {"version": "0.4.1", "id": "e-2", "source": "/ci", "timestamp": "2026-11-02T10:05:00Z",
              "type": "dev.cdevents.pipelinerun.finished.0.2.0"},
             "subject": {"id": "run-7", "content": {"pipelineName": "release", "outcome": "success"}}}""";

    private final CdEvents cdEvents = new CdEvents();

    @Test
    void a_service_that_was_deployed_is_a_deployment_that_succeeded() {
        assertThat(sample("cdevents-service-deployed"))
                .isEqualTo(told(new DeploymentTold(
                        "cdevents",
                        "/clusters/eu-1 00000000-0000-4000-8000-000000000101",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:05:00Z"),
                        Told.of(Origin.application("checkout"), "production", ARTIFACT))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgraded", "rolledback"})
    void a_service_that_was_upgraded_or_rolled_back_is_one_too(String predicate) {
        assertThat(receive(DEPLOYED.replace("deployed", predicate))).isEqualTo(receive(DEPLOYED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.1.1", "0.3.0", "0.4.0-draft"})
    void every_version_of_an_event_is_read(String version) {
        assertThat(receive(DEPLOYED.replace("0.1.1", version).replace("\"version\"", "\"specversion\"")))
                .isEqualTo(receive(DEPLOYED));
    }

    @Test
    void the_run_of_a_pipeline_is_told_with_the_time_that_its_teller_added() {
        Origin origin = Origin.NONE.withFields(Map.of("pipeline", "checkout-release"));

        assertThat(sample("cdevents-pipelinerun-finished"))
                .isEqualTo(told(new PipelineTold(
                        "cdevents",
                        "/ci/main checkout-release/812",
                        Outcome.SUCCEEDED,
                        Instant.parse("2026-11-02T10:05:05Z"),
                        Told.of(origin, null, null)
                                .withPipelineSeconds(412L)
                                .withUrl("https://ci.example.com/checkout-release/812"))));
    }

    @Test
    void a_run_that_began_is_in_progress_under_the_same_id() {
        PipelineTold began = (PipelineTold)
                only(receive(FINISHED.replace("finished", "started").replace(", \"outcome\": \"success\"", "")));

        assertThat(began.outcome()).isEqualTo(Outcome.IN_PROGRESS);
        assertThat(began.told().startedAt()).isEqualTo("2026-11-02T10:05:00Z");
        assertThat(began.id()).isEqualTo(only(receive(FINISHED)).id()).isEqualTo("/ci run-7");
    }

    @ParameterizedTest
    @CsvSource({"success, SUCCEEDED", "failure, FAILED", "error, FAILED", "cancel, CANCELLED"})
    void every_outcome_of_a_run_has_ours(String word, Outcome outcome) {
        assertThat(((PipelineTold) only(receive(FINISHED.replace("success", word)))).outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"{\"pipelineSeconds\": \"412\"}", "\"PHhtbC8+\"", "[412]", "{\"other\": 1}"})
    void what_a_producer_added_may_be_anything(String customData) {
        Result result = receive(FINISHED.replaceFirst("}$", ", \"customData\": " + customData + "}"));

        assertThat(((PipelineTold) only(result)).told().pipelineSeconds()).isNull();
    }

    @Test
    void an_incident_begins_and_ends_under_one_id() {
        assertThat(sample("cdevents-incident-detected"))
                .isEqualTo(told(incident(Instant.parse("2026-11-02T08:20:00Z"), null, ARTIFACT)));
        assertThat(sample("cdevents-incident-resolved"))
                .isEqualTo(told(incident(null, Instant.parse("2026-11-02T09:55:00Z"), null)));
    }

    @Test
    void a_service_that_was_removed_is_not_relevant() {
        assertThat(sample("cdevents-service-removed"))
                .isEqualTo(new NotRelevant("events of the kind 'service.removed' are not read"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"specversion\": \"1.0\", \"type\": \"com.example.other\", \"data\": {}}",
                "{\"specversion\": \"1.0\", \"type\": \"com.example.other\"}"
            })
    void other_cloud_events_are_not_relevant(String event) {
        assertThat(structured(event))
                .isEqualTo(new NotRelevant("events of the type 'com.example.other' are not CDEvents"));
    }

    @Test
    void both_modes_of_cloud_events_tell_the_same() {
        String type = "{\"specversion\": \"1.0\", \"type\": \"dev.cdevents.service.deployed.0.1.1\", ";

        assertThat(structured(type + "\"data\": " + DEPLOYED + "}")).isEqualTo(receive(DEPLOYED));
        assertThat(structured(type + "\"data_base64\": \""
                        + Base64.getEncoder().encodeToString(DEPLOYED.getBytes(UTF_8)) + "\"}"))
                .isEqualTo(receive(DEPLOYED));
        assertThat(structured(type + "\"data\": " + DEPLOYED.replace("2026", "now") + "}"))
                .isInstanceOfSatisfying(
                        Malformed.class, result -> assertThat(result.field()).isEqualTo("data.context.timestamp"));
        assertThat(structured(type + "\"data_base64\": \"?\"}"))
                .isEqualTo(new Malformed("data_base64", "is not base64"));
        assertThat(structured(type + "\"datum\": 1}")).isEqualTo(new Malformed("data", "is missing"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'\"id\": \"e-1\", '                    | ''               | context.id                     | is missing",
                "'\"source\": \"/cd\"'                  | '\"source\": 7'  | context.source                 | is not a string",
                "'2026-11-02T10:05:00Z'                 | 'yesterday'      | context.timestamp              | is not a time as in RFC 3339, such as 2026-11-02T10:05:00Z",
                "'\"dev.cdevents.service.deployed.0.1.1\"' | 7             | context.type                   | is not a string",
                "'\"subject\"'                          | '\"object\"'     | subject                        | is missing",
                "'\"content\"'                          | '\"contents\"'   | subject.content                | is missing",
                "'{\"id\": \"production\"}'             | '\"production\"' | subject.content.environment    | is not an object",
                "'\"id\": \"production\"'               | '\"id\": \"\"'   | subject.content.environment.id | is blank",
                "'\"id\": \"checkout\"'                 | '\"id\": null'   | subject.id                     | is missing",
                "'\"pkg:oci/checkout@1\"'               | '[]'             | subject.content.artifactId     | is not a string"
            })
    void what_is_wrong_is_named(String good, String bad, String field, String message) {
        assertThat(receive(DEPLOYED.replace(good, bad))).isEqualTo(new Malformed(field, message));
    }

    @Test
    void long_names_are_shortened_and_stay_different() {
        String one =
                DEPLOYED.replace("e-1", "e".repeat(300) + "1").replace("checkout@1", "checkout@" + "1".repeat(300));

        DeploymentTold fact = (DeploymentTold) only(receive(one));
        assertThat(fact.id()).hasSize(Fields.NAME).startsWith("/cd eee");
        assertThat(fact.told().revision()).hasSize(Fields.NAME).startsWith("pkg:oci/checkout@111");
        assertThat(fact.id())
                .isNotEqualTo(only(receive(one.replace("e1\"", "e2\""))).id())
                .isEqualTo(only(receive(one)).id());
    }

    @Test
    void a_link_that_is_none_is_passed_over() {
        for (String link : List.of("\"ftp://ci\"", "7", "\"\"")) {
            PipelineTold run = (PipelineTold) only(receive(FINISHED.replace(
                    "\"outcome\"", "\"uri\": " + link + ", \"url\": \"https://ci.example.com/7\", \"outcome\"")));
            assertThat(run.told().url()).isEqualTo("https://ci.example.com/7");
        }
    }

    @Test
    void an_incident_without_a_service_is_not_relevant() {
        String body = DEPLOYED.replace("service.deployed", "incident.detected");

        assertThat(receive(body)).isEqualTo(new NotRelevant("the incident names no service"));
    }

    @Test
    void the_secret_itself_or_a_signature_by_it_is_needed() {
        Map<String, String> signed = Samples.standardWebhooks(SECRET, "m", Samples.SENT, DEPLOYED);

        assertThat(receive(signed, DEPLOYED)).isInstanceOf(Result.Told.class);
        assertThat(receive(signed, DEPLOYED + " ")).isInstanceOf(BadSignature.class);
        assertThat(receive(Map.of(), DEPLOYED)).isEqualTo(new BadSignature("Authorization is missing"));
        assertThat(receive(Map.of("authorization", "Bearer other"), DEPLOYED))
                .isEqualTo(new BadSignature("Authorization has no live secret"));
        assertThat(receive(Map.of("authorization", "Basic " + SECRET), DEPLOYED))
                .isEqualTo(new BadSignature("Authorization is not of the scheme bearer"));
        Map<String, String> both = new HashMap<>(signed);
        both.put("webhook-signature", "v1,other");
        both.put("authorization", "Bearer " + SECRET);
        assertThat(receive(both, DEPLOYED)).isInstanceOf(BadSignature.class);
    }

    @Test
    void none_of_the_conformance_documents_of_the_specification_is_malformed() throws IOException {
        Path folder = Path.of(System.getProperty("project.root"), "..", "shared", "data", "cdevents", "conformance");
        assumeThat(folder)
                .as("the conformance documents are not on this machine")
                .isDirectory();
        Map<String, Class<?>> results = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                Result result = receive(Files.readString(file));
                results.put(file.getFileName().toString().replace(".json", ""), result.getClass());
            }
        }

        assertThat(results)
                .hasSize(49)
                .allSatisfy((file, result) -> assertThat(result).isIn(Result.Told.class, NotRelevant.class));
        assertThat(results.entrySet().stream()
                        .filter(entry -> entry.getValue() == Result.Told.class)
                        .map(Map.Entry::getKey))
                .containsExactly(
                        "incident_detected",
                        "incident_reported",
                        "incident_resolved",
                        "pipelinerun_finished",
                        "pipelinerun_started",
                        "service_deployed",
                        "service_rolledback",
                        "service_upgraded");
    }

    private static IncidentTold incident(Instant started, Instant resolved, String cause) {
        return new IncidentTold(
                "cdevents",
                "/monitoring/eu-1 slow-payments-17",
                Origin.application("checkout"),
                "production",
                started,
                resolved,
                cause,
                null);
    }

    private static Result told(Fact fact) {
        return new Result.Told(List.of(fact));
    }

    private static Fact only(Result result) {
        return ((Result.Told) result).facts().getFirst();
    }

    private Result structured(String body) {
        return receive(
                Map.of("authorization", "bearer " + SECRET, "content-type", "Application/CloudEvents+JSON"), body);
    }

    private Result receive(String body) {
        return receive(Map.of("authorization", "Bearer " + SECRET), body);
    }

    private Result receive(Map<String, String> headers, String body) {
        return cdEvents.receive(new Delivery(headers, body.getBytes(UTF_8)), List.of(SECRET), Samples.SENT);
    }

    private Result sample(String name) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        return cdEvents.receive(
                new Delivery(event.getHeaders(), Samples.body(event)), List.of("older", SECRET), Samples.SENT);
    }
}
