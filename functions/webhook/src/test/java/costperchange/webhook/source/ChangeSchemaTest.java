package costperchange.webhook.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import costperchange.webhook.Samples;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/// The published schema and the parser agree on what is a document.
class ChangeSchemaTest {

    private static final Schema SCHEMA = schema();
    private static final String BASE = """
            {"id": "a", "application": "checkout", "environment": "production", "outcome": "succeeded",
             "finishedAt": "2026-11-02T10:05:00Z"}""";
    private static final String INCIDENT = """
            {"incident": "INC-1", "application": "checkout", "startedAt": "2026-11-02T10:05:00Z"}""";

    static Stream<String> good() {
        return Stream.of(
                        Stream.of(
                                BASE,
                                INCIDENT,
                                "[" + BASE + "," + INCIDENT + "]",
                                BASE.replace("succeeded", "failed"),
                                BASE.replace("succeeded", "cancelled"),
                                BASE.replace("succeeded", "in_progress").replace("finishedAt", "startedAt"),
                                BASE.replace("\"a\"", "\"" + "ä".repeat(200) + "\""),
                                BASE.replace("\"a\"", "\"" + "😀".repeat(200) + "\""),
                                BASE.replace("\"a\"", "\" a b \"")),
                        with("\"someOtherField\": [1, {}]"),
                        with("\"incident\": null"),
                        Stream.of(
                                        "revision",
                                        "startedAt",
                                        "firstCommitAt",
                                        "rolledBackAt",
                                        "commits",
                                        "pipelineSeconds",
                                        "url",
                                        "repository",
                                        "rework",
                                        "fixes",
                                        "reverts",
                                        "paths",
                                        "fields")
                                .flatMap(field -> with("\"" + field + "\": null")),
                        with("\"revision\": \"9f2c41d\""),
                        Stream.of(
                                        "github.com/acme/checkout",
                                        "acme/checkout",
                                        " https://git.example.com:8443/acme/shop.git ",
                                        "git@github.com:acme/checkout.git",
                                        "ssh://git@git.example.com/a/b/c/")
                                .flatMap(repository -> with("\"repository\": \"" + repository + "\"")),
                        Stream.of("true", "false").flatMap(flag -> with("\"rework\": " + flag)),
                        with("\"fixes\": \"deploy-1\""),
                        Stream.of("0", "1000000", "2.0").flatMap(number -> with("\"reverts\": " + number)),
                        Stream.of("[]", "[\"services/checkout/\"]", list(100), "[\"" + "😀".repeat(200) + "\"]")
                                .flatMap(paths -> with("\"paths\": " + paths)),
                        Stream.of("{}", "{\"a\": \"b\", \"c\": 1.5, \"d\": true, \"e\": null}", members(20))
                                .flatMap(fields -> with("\"fields\": " + fields)),
                        Stream.of("0", "1000000", "3.0", "1e3").flatMap(number -> with("\"commits\": " + number)),
                        Stream.of("0", "31536000").flatMap(number -> with("\"pipelineSeconds\": " + number)),
                        Stream.of("http://a", "https://a.example.com/b?c=d#e", "https://a.example.com/{x}")
                                .flatMap(url -> with("\"url\": \"" + url + "\"")),
                        Stream.of(
                                        "1970-01-01T00:00:00Z",
                                        "2026-11-02T10:05:00.123456789+05:30",
                                        "2026-11-02t10:05:00z",
                                        "2024-02-29T23:59:59-11:00")
                                .flatMap(time -> with("\"startedAt\": \"" + time + "\"")),
                        Stream.of(
                                INCIDENT.replace(
                                        "\"checkout\"", "\"checkout\", \"resolvedAt\": \"2026-11-02T11:05:00Z\""),
                                INCIDENT.replace("\"checkout\"", "\"checkout\", \"resolvedAt\": null, \"url\": null"),
                                INCIDENT.replace("\"checkout\"", "\"checkout\", \"environment\": null"),
                                INCIDENT.replace("\"checkout\"", "\"checkout\", \"environment\": \"production\""),
                                INCIDENT.replace("\"checkout\"", "\"checkout\", \"deployment\": \"a\", \"id\": 7")))
                .flatMap(documents -> documents);
    }

    static Stream<String> bad() {
        return Stream.of(
                        Stream.of("7", "null", "\"text\"", "[]", "[7]", "[" + BASE + ", {}]", "{}"),
                        Stream.of("id", "application", "environment", "outcome", "finishedAt")
                                .flatMap(field -> Stream.of(
                                        BASE.replace("\"" + field + "\"", "\"other\""),
                                        BASE.replaceFirst("(\"" + field + "\": )\"[^\"]*\"", "$1null"),
                                        BASE.replaceFirst("(\"" + field + "\": )\"[^\"]*\"", "$17"),
                                        BASE.replaceFirst("(\"" + field + "\": )\"[^\"]*\"", "$1\"\""),
                                        BASE.replaceFirst("(\"" + field + "\": )\"[^\"]*\"", "$1\"  \""),
                                        BASE.replaceFirst(
                                                "(\"" + field + "\": )\"[^\"]*\"", "$1\"" + "x".repeat(201) + "\""),
                                        BASE.replaceFirst("(\"" + field + "\": )\"[^\"]*\"", "$1\"a\\\\u0000b\""),
                                        BASE.replaceFirst("(\"" + field + "\": )\"[^\"]*\"", "$1{}"))),
                        Stream.of("incident", "application", "startedAt")
                                .map(field -> INCIDENT.replaceFirst("(\"" + field + "\": )\"[^\"]*\"", "$17")),
                        Stream.of(
                                INCIDENT.replace("\"startedAt\"", "\"resolvedAt\""),
                                INCIDENT.replace("\"checkout\"", "\"checkout\", \"environment\": 7"),
                                BASE.replace("succeeded", "success"),
                                BASE.replace("succeeded", "in_progress"),
                                BASE.replace(
                                        "\"succeeded\"", "\"in_progress\", \"startedAt\": \"2026-11-02T10:05:00Z\"")),
                        Stream.of("-1", "1000001", "2.5", "\"3\"", "true").flatMap(n -> with("\"commits\": " + n)),
                        Stream.of("-1", "1000001", "0.5", "true").flatMap(n -> with("\"reverts\": " + n)),
                        Stream.of("\"true\"", "1", "[]").flatMap(flag -> with("\"rework\": " + flag)),
                        Stream.of("7", "\"\"", "\"" + "x".repeat(201) + "\"").flatMap(id -> with("\"fixes\": " + id)),
                        Stream.of("", "checkout", "https://github.com", "a b/c", "//", "acme/check\\u0007out")
                                .flatMap(repository -> with("\"repository\": \"" + repository + "\"")),
                        Stream.of("\"a\"", "{}", "[null]", "[7]", "[\"\"]", "[\"a\\u0000\"]", list(101))
                                .flatMap(paths -> with("\"paths\": " + paths)),
                        Stream.of("\"a\"", "[]", "{\"a\": []}", "{\"a\": {}}", "{\"a\": \"\"}", members(21))
                                .flatMap(fields -> with("\"fields\": " + fields)),
                        Stream.of("-1", "31536001", "0.5", "[]").flatMap(n -> with("\"pipelineSeconds\": " + n)),
                        Stream.of(
                                        "",
                                        "ci.example.com",
                                        "ftp://a",
                                        "javascript:alert(1)",
                                        "https://",
                                        "https://a b",
                                        "https://a\\u007f",
                                        "https://a/" + "x".repeat(2_000))
                                .flatMap(url -> with("\"url\": \"" + url + "\"")),
                        Stream.of(
                                        "",
                                        "2026-11-02",
                                        "2026-11-02T10:05Z",
                                        "2026-11-02T10:05:00",
                                        "2026-13-02T10:05:00Z",
                                        "2026-02-30T10:05:00Z",
                                        "2026-11-02T25:05:00Z",
                                        "0001-01-01T00:00:00Z",
                                        "1762077900",
                                        "2026-11-02T10:05:00.1234567890Z",
                                        "2026-11-02 10:05:00Z")
                                .flatMap(time -> with("\"firstCommitAt\": \"" + time + "\"")))
                .flatMap(documents -> documents);
    }

    @ParameterizedTest
    @MethodSource("good")
    void both_accept_what_is_good(String document) throws MalformedException {
        JsonNode body = Json.read(document);

        assertThat(SCHEMA.validate(body)).isEmpty();
        assertThat(Changes.facts(body, Samples.SENT)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("bad")
    void both_refuse_what_is_bad(String document) throws MalformedException {
        JsonNode body = Json.read(document);

        assertThat(SCHEMA.validate(body)).isNotEmpty();
        assertThatThrownBy(() -> Changes.facts(body, Samples.SENT)).isInstanceOf(MalformedException.class);
    }

    @Test
    void only_the_parser_knows_what_time_it_is() throws MalformedException {
        JsonNode body = Json.read(BASE.replace("2026", "2036"));

        assertThat(SCHEMA.validate(body)).isEmpty();
        assertThatThrownBy(() -> Changes.facts(body, Samples.SENT))
                .hasMessage("finishedAt is more than 24 hours in the future");
    }

    private static Stream<String> with(String field) {
        return Stream.of(BASE.replaceFirst("}$", ", " + java.util.regex.Matcher.quoteReplacement(field) + "}"));
    }

    private static String list(int items) {
        return Collections.nCopies(items, "\"a\"").toString();
    }

    private static String members(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> "\"field-" + i + "\": " + i)
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static Schema schema() {
        try (InputStream json = Changes.class.getResourceAsStream("/costperchange/webhook/change.schema.json")) {
            return SchemaRegistry.withDefaultDialect(
                            SpecificationVersion.DRAFT_2020_12,
                            registry ->
                                    registry.schemaRegistryConfig(com.networknt.schema.SchemaRegistryConfig.builder()
                                            .formatAssertionsEnabled(true)
                                            .build()))
                    .getSchema(json);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
