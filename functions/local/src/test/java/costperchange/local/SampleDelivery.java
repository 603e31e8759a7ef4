package costperchange.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// A sample of what senders send, as it went over the wire.
///
/// @param path of the request
/// @param headers by name, but those that a client makes itself
record SampleDelivery(String name, String path, Map<String, String> headers, byte[] body) {

    /// A moment after the samples were sent, within the replay window of those that have one.
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-02T10:05:12Z"), ZoneOffset.UTC);

    /// By this catalog every run of a pipeline that a sample tells of is a deployment.
    static final String CATALOG_OF_PIPELINES = """
            applications:
            - name: shop
              changes:
              - {pipeline: checkout-deploy, deploys: production}
              - {pipeline: checkout-deploy, fields: {stage: DeployProduction}, deploys: production}
              - {pipeline: Pipeline for main, deploys: production}
              - {pipeline: checkout-release, deploys: production}
              - {pipeline: build-and-deploy, deploys: production}
              - {pipeline: release, deploys: production}
              - {pipeline: deploy.yml, deploys: production}
              - {pipeline: Deploy, deploys: production}
              - {pipeline: shop/checkout/main, deploys: production}
            """;

    private static final Path FOLDER = CommandLineRun.ROOT.resolve("events/webhook");
    private static final String JSON = ".json";
    private static final List<String> MADE_BY_CLIENTS = List.of("host", "content-length");
    private static final Pattern ROW_OF_SECRETS = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (.*) \\|$");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");

    static List<SampleDelivery> all() {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(JSON))
                    .map(name -> named(name.substring(0, name.length() - JSON.length())))
                    .sorted((one, other) -> one.name.compareTo(other.name))
                    .toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static SampleDelivery named(String name) {
        JsonNode event = Json.MAPPER.readTree(text(name + JSON));
        String body = event.path("body").asString();
        Map<String, String> headers = new TreeMap<>();
        event.path("headers")
                .propertyStream()
                .filter(header -> !MADE_BY_CLIENTS.contains(header.getKey()))
                .forEach(
                        header -> headers.put(header.getKey(), header.getValue().asString()));
        return new SampleDelivery(
                name,
                event.path("rawPath").asString(),
                headers,
                event.path("isBase64Encoded").asBoolean() ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8));
    }

    /// The secrets that the samples were signed with, by source, from the table that describes them.
    static Map<String, List<String>> secrets() {
        Map<String, List<String>> secrets = new TreeMap<>();
        Matcher rows = ROW_OF_SECRETS.matcher(text("README.md"));
        while (rows.find()) {
            Stream<MatchResult> quoted = QUOTED.matcher(rows.group(2)).results();
            secrets.put(rows.group(1), quoted.map(found -> found.group(1)).toList());
        }
        return secrets;
    }

    APIGatewayV2HTTPEvent event() {
        return HttpEvents.request("POST", path, Map.of(), headers, body);
    }

    /// Uploads a catalog as a client of the API does.
    static void upload(Installation installation, String catalog) {
        APIGatewayV2HTTPResponse answer = installation.catalog(
                HttpEvents.request("PUT", "/v1/catalog", Map.of(), Map.of(), catalog.getBytes(UTF_8)));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
    }

    private static String text(String file) {
        try {
            return Files.readString(FOLDER.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
