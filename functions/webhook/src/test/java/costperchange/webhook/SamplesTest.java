package costperchange.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.LocalTable;
import costperchange.webhook.source.Source;
import costperchange.webhook.source.Sources;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The sample deliveries are all there, described, genuine and understood.
class SamplesTest {

    private static final Path FOLDER = Path.of(System.getProperty("project.root"), "events", "webhook");

    static List<String> samples() {
        return Samples.ALL;
    }

    @Test
    void every_file_is_a_sample_and_is_described() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            assertThat(files.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".json"))
                            .map(name -> name.substring(0, name.length() - ".json".length())))
                    .containsExactlyInAnyOrderElementsOf(Samples.ALL);
        }
        String description = Files.readString(FOLDER.resolve("README.md"));
        assertThat(Samples.ALL).allSatisfy(name -> assertThat(description).contains("`" + name + ".json`"));
        assertThat(Samples.SECRETS)
                .allSatisfy((source, secrets) -> assertThat(secrets)
                        .allSatisfy(secret -> assertThat(description)
                                .containsPattern("\\| `" + source + "` \\|.*`" + Pattern.quote(secret) + "`")));
    }

    @Test
    void every_source_has_samples_and_a_sample_secret() {
        assertThat(Sources.ALL).extracting(Source::name).containsExactlyInAnyOrderElementsOf(Samples.SECRETS.keySet());
        assertThat(Sources.ALL)
                .allSatisfy(source -> assertThat(Samples.ALL).anyMatch(name -> name.startsWith(source.name() + "-")));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void a_sample_is_taken_and_changes_nothing_when_it_comes_again(String sample) {
        try (LocalTable local = new LocalTable()) {
            Clock clock = Clock.fixed(Samples.SENT, ZoneOffset.UTC);
            WebhookFunction function =
                    new WebhookFunction(new Webhook(local.table(), new Secrets(Samples::secrets, clock), clock));
            APIGatewayV2HTTPEvent event = Samples.event(sample);

            APIGatewayV2HTTPResponse first = function.handleRequest(event, null);
            APIGatewayV2HTTPResponse again = function.handleRequest(event, null);

            assertThat(first.getStatusCode()).as(first.getBody()).isIn(200, 202);
            assertThat(again.getStatusCode()).isEqualTo(200);
            assertThat(again.getBody())
                    .isEqualTo(first.getBody()
                            .replaceAll("\"recorded\":(\\d+),\"known\":0", "\"recorded\":0,\"known\":$1"));
        }
    }
}
