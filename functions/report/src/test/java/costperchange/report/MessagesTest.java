package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.report.HttpServerForTests.Got;
import costperchange.report.message.Channel;
import costperchange.report.message.Channels;
import costperchange.report.message.Mail;
import costperchange.report.message.Slack;
import costperchange.report.message.Teams;
import costperchange.report.message.Webhook;
import costperchange.store.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import tools.jackson.databind.JsonNode;

/// What channels are sent, over HTTP to a server on this machine, and what comes of their answers.
class MessagesTest {

    private static final Map<String, Object> OCTOBER = Map.of("month", "2026-10", "scope", "organisation");

    private final HttpServerForTests server = new HttpServerForTests();
    private final Books books = GoldenReportTest.books();
    private final HttpClient client = HttpClient.newHttpClient();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        client.close();
        books.close();
        server.close();
    }

    @Test
    void slack_is_told_the_figures_of_the_report_with_a_link_to_it() {
        tell(slack());

        Got got = only();
        assertThat(got.contentType()).isEqualTo("application/json; charset=utf-8");
        JsonNode body = Json.MAPPER.readTree(got.content());
        assertThat(body.path("text").asString()).isEqualTo("Cost per change in October 2026: 41.29 USD");
        assertThat(body.path("blocks")
                        .valueStream()
                        .map(block -> block.path("text").path("text").asString()))
                .anyMatch(text -> text.contains("*Cost per change:* 41.29 USD\n*Cost:* 619.32 USD\n*Changes:* 15"))
                .anyMatch(text -> text.contains("Estimated: a bill of the month may still change."))
                .anyMatch(
                        text -> text.startsWith("<file:///") && text.endsWith("cost-per-change.html|Open the report>"));
    }

    @Test
    void teams_is_sent_an_adaptive_card_in_a_message() {
        tell(new Teams(webhook("/teams")));

        JsonNode body = Json.MAPPER.readTree(only().content());
        assertThat(body.path("type").asString()).isEqualTo("message");
        JsonNode attachment = body.path("attachments").path(0);
        assertThat(attachment.path("contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
        JsonNode card = attachment.path("content");
        assertThat(card.path("type").asString()).isEqualTo("AdaptiveCard");
        assertThat(card.path("body").findValuesAsString("text"))
                .contains("Cost per change in October 2026", "Cost: ", "619.32 USD", "41.29 USD");
        assertThat(card.path("body").findValuesAsString("type")).doesNotContain("TextBlock");
        assertThat(card.path("actions").path(0).path("url").asString()).endsWith("cost-per-change.html");
    }

    @Test
    void mail_has_the_figures_as_text_and_html_and_the_workbook() {
        server.answers(200, "Content-Type", "application/json", "{\"MessageId\": \"1\"}");
        SesV2Client ses = SesV2Client.builder()
                .endpointOverride(server.at("/"))
                .region(Region.EU_WEST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()))
                .build();
        tell(new Mail(ses, "reports@acme.example", List.of("finance@acme.example", "cto@acme.example")));

        JsonNode body = Json.MAPPER.readTree(only().content());
        assertThat(body.path("FromEmailAddress").asString()).isEqualTo("reports@acme.example");
        assertThat(body.path("Destination").path("ToAddresses").size()).isEqualTo(2);
        JsonNode mail = body.path("Content").path("Simple");
        assertThat(mail.path("Subject").path("Data").asString())
                .isEqualTo("Cost per change in October 2026: 41.29 USD");
        assertThat(mail.path("Body").path("Text").path("Data").asString()).contains("Cost: 619.32 USD\n");
        assertThat(mail.path("Body").path("Html").path("Data").asString())
                .contains("<th scope=\"row\" align=\"left\">Cost</th><td>619.32 USD</td>");
        JsonNode workbook = mail.path("Attachments").path(0);
        assertThat(workbook.path("FileName").asString()).isEqualTo("cost-per-change.xlsx");
        byte[] content = Base64.getDecoder().decode(workbook.path("RawContent").asString());
        assertThat(content).startsWith('P', 'K').hasSizeGreaterThan(5_000);
    }

    @Test
    void a_name_cannot_become_a_mention_or_a_link() {
        Channel slack = slack();
        Map<String, Object> input = Map.of("month", "2026-10", "scope", "team:<!channel>");
        function(Map.of("team:<!channel>", List.of(slack))).handleRequest(input, null);

        assertThat(only().content()).contains("&lt;!channel&gt;");
        JsonNode body = Json.MAPPER.readTree(only().content());
        assertThat(body.path("text").asString()).doesNotContain("<!channel>");
        body.path("blocks").forEach(block -> {
            if (block.path("text").path("type").asString().equals("mrkdwn")) {
                assertThat(block.path("text").path("text").asString()).doesNotContain("<!");
            }
        });
    }

    @Test
    void a_channel_that_asks_to_wait_is_told_again_after_that_time() {
        server.answers(429, "Retry-After", "1", "").answers(503).answers(200);
        long before = System.nanoTime();
        tell(slack());

        assertThat(server.got()).hasSize(3);
        assertThat(server.got())
                .extracting(Got::content)
                .containsOnly(server.got().getFirst().content());
        assertThat(System.nanoTime() - before).isGreaterThan(3_000_000_000L);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 403, 404, 410, 301})
    void a_channel_that_refuses_is_named_and_told_by_the_next_run(int status) {
        server.answers(status, "Location", server.at("/elsewhere").toString(), "no_service");
        assertThatThrownBy(() -> tell(slack()))
                .hasMessageStartingWith("slack was not told of 2026-10 effective organisation 1: it answers " + status);
        assertThat(server.got()).hasSize(1);

        tell(slack());
        tell(slack());
        assertThat(server.got()).hasSize(2).extracting(Got::path).containsOnly("/slack");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 502, 504})
    void where_nobody_knows_whether_it_arrived_it_is_not_sent_again(int status) {
        server.answers(status);
        assertThatThrownBy(() -> tell(slack())).hasMessageContaining("slack may have been told");
        assertThatThrownBy(() -> tell(slack())).hasMessageContaining("look, and if not, say again [\"slack\"]");
        assertThat(server.got()).hasSize(1);
    }

    @Test
    void what_one_channel_refuses_holds_up_no_other_and_they_are_told_once() {
        server.answers(404).answers(200);
        assertThatThrownBy(() -> tell(slack(), new Teams(webhook("/teams"))))
                .hasMessageStartingWith("slack was not told");
        tell(slack(), new Teams(webhook("/teams")));

        assertThat(server.got()).extracting(Got::path).containsExactly("/slack", "/teams", "/slack");
    }

    @Test
    void a_channel_that_cannot_be_reached_is_told_by_the_next_run() {
        URI nowhere = server.at("/slack");
        server.close();
        List<Object> logged = new ArrayList<>();
        assertThatThrownBy(() -> tell(new Slack(Webhook.of(client, nowhere, Set.of("http")))))
                .hasMessageContaining("slack was not told")
                .hasMessageContaining("ConnectException")
                .satisfies(failed -> logged.add(failed.getMessage()));
        assertThat(logged.toString()).doesNotContain("localhost", "/slack");
    }

    @Test
    void only_https_is_allowed_and_no_error_quotes_the_address() {
        for (String address : List.of("http://hooks.example/secret", "file:///secret", "secret", "https:///secret")) {
            assertThatThrownBy(() -> Webhook.of(client, URI.create(address), Set.of("https")))
                    .hasMessage("the address of a webhook must start with https:// and name a host");
        }
        assertThat(Webhook.of(client, URI.create("https://hooks.example/secret"), Set.of("https")))
                .hasToString("a webhook");
    }

    private Channel slack() {
        return new Slack(webhook("/slack"));
    }

    private Webhook webhook(String path) {
        return Webhook.of(client, server.at(path), Set.of("http"));
    }

    private void tell(Channel... channels) {
        function(Map.of("organisation", List.of(channels))).handleRequest(OCTOBER, null);
    }

    private ReportFunction function(Map<String, List<Channel>> byScope) {
        return new ReportFunction(
                books.table(),
                new Directory(folder),
                Set.of(Rendition.values()),
                () -> new Channels(Optional.empty(), byScope),
                Clock.systemUTC());
    }

    private Got only() {
        assertThat(server.got()).hasSize(1);
        return server.got().getFirst();
    }
}
