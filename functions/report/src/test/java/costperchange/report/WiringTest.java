package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.report.HttpServerForTests.Got;
import costperchange.store.AwsServer;
import costperchange.store.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.JsonNode;

/// What Lambda would put together, against an AWS that is not one: the SDK takes its settings from the system.
class WiringTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private final String name = "reports-" + UUID.randomUUID();
    private final HttpServerForTests server = new HttpServerForTests();
    private final Books books = GoldenReportTest.books();

    @BeforeEach
    void wire() {
        System.setProperty("aws.endpointUrl", AWS.endpoint().toString());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        AWS.s3().createBucket(r -> r.bucket(name));
    }

    @AfterEach
    void restore() {
        System.clearProperty("aws.endpointUrl");
        System.clearProperty("aws.region");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
        books.close();
        server.close();
    }

    @Test
    void every_channel_that_the_environment_names_is_told_once_of_its_scopes() throws Exception {
        String secret = "{\"slack\": {\"organisation\": \"%s\", \"team:payments\": \"%s\"}, \"teams\": \"%s\"}"
                .formatted(server.at("/slack"), server.at("/slack-payments"), server.at("/teams"));
        String from = name + "@acme.example";
        AWS.client(SesV2Client.builder()).createEmailIdentity(r -> r.emailIdentity(from));
        Wiring.Report parts = parts(secret, from);

        function(parts).handleRequest(Map.of("month", "2026-10"), null);
        function(parts).handleRequest(Map.of("month", "2026-10"), null);

        assertThat(server.got()).extracting(Got::path).containsExactlyInAnyOrder("/slack", "/teams", "/slack-payments");
        assertThat(mails(from))
                .containsExactlyInAnyOrder(
                        "Cost per change in October 2026: 41.29 USD",
                        "Cost per change of team payments in October 2026: 29.14 USD");
    }

    @Test
    void a_secret_that_cannot_be_read_holds_up_no_documents() {
        Wiring.Report parts = parts("not JSON", "nobody@acme.example");
        assertThatThrownBy(() -> function(parts).handleRequest(Map.of("month", "2026-10"), null))
                .hasMessage("nobody was told: the secret of webhooks is not a JSON object");
        assertThat(AWS.s3().listObjectsV2(r -> r.bucket(name)).contents()).hasSize(12);
    }

    @Test
    void on_aws_a_webhook_without_https_is_refused() {
        Environment environment = environment("{\"slack\": \"%s\"}".formatted(server.at("/slack")), "a@acme.example");
        Wiring.Report parts = Wiring.report(environment);
        assertThatThrownBy(() -> function(parts).handleRequest(Map.of("month", "2026-10"), null))
                .hasMessage("nobody was told: the address of a webhook must start with https:// and name a host");
        assertThat(server.got()).isEmpty();
    }

    private Wiring.Report parts(String secret, String from) {
        return Wiring.report(environment(secret, from), Set.of("http"));
    }

    private Environment environment(String secret, String from) {
        String topic =
                AWS.client(SnsClient.builder()).createTopic(r -> r.name(name)).topicArn();
        String arn = AWS.client(SecretsManagerClient.builder())
                .createSecret(r -> r.name(name).secretString(secret))
                .arn();
        return Environment.read(Map.of(
                "TABLE", "not used",
                "REPORTS_BUCKET", name,
                "REPORT_TOPIC_ARN", topic,
                "REPORT_MAIL_FROM", from,
                "REPORT_MAIL_TO", "finance@acme.example, team:payments=payments@acme.example",
                "REPORT_WEBHOOKS_ARN", arn));
    }

    /// With the table of these books, and all else as on AWS.
    private ReportFunction function(Wiring.Report parts) {
        return new ReportFunction(
                books.table(), parts.destination(), Set.of(Rendition.values()), parts.channels(), Clock.systemUTC());
    }

    /// The subjects of the mails that someone sent, as moto keeps them.
    private static List<String> mails(String from) throws IOException, InterruptedException {
        try (HttpClient client = HttpClient.newHttpClient()) {
            String text = client.send(
                            HttpRequest.newBuilder(AWS.endpoint().resolve("/moto-api/data.json"))
                                    .build(),
                            BodyHandlers.ofString())
                    .body();
            JsonNode messages = Json.MAPPER.readTree(text).path("ses").path("Message");
            return messages.valueStream()
                    .filter(message -> message.path("source").asString().equals(from))
                    .map(message -> message.path("subject").asString())
                    .toList();
        }
    }
}
