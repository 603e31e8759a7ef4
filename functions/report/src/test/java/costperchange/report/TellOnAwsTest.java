package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import costperchange.calculator.allocation.Catalog.WordBack;
import costperchange.report.word.Tell;
import costperchange.store.AwsServer;
import costperchange.store.Json;
import costperchange.store.host.Patience;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

/// What Lambda would put together, against an AWS that is not one, but for the table, which is DynamoDB
/// Local's: the event reaches a queue by a rule on its source, and the secret holds where webhooks go.
class TellOnAwsTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private final String name = "word-" + UUID.randomUUID();
    private final HostOfCode host = new HostOfCode();
    private SqsClient sqs;
    private String queue;
    private String secret;
    private Books books;

    @BeforeEach
    void aws() {
        System.setProperty("aws.endpointUrl", AWS.endpoint().toString());
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
        sqs = AWS.client(SqsClient.builder());
        queue = sqs.createQueue(r -> r.queueName(name)).queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        EventBridgeClient bus = AWS.client(EventBridgeClient.builder());
        bus.putRule(r -> r.name(name)
                .eventPattern("{\"source\": [\"cost-per-change\"], \"detail-type\": [\"Cost of a Change Known\"]}"));
        bus.putTargets(r -> r.rule(name).targets(t -> t.id("queue").arn(arn)));
        secret = AWS.client(SecretsManagerClient.builder())
                .createSecret(r -> r.name(name)
                        .secretString("{\"webhook-url\": \"" + host.base()
                                + "/hook\", \"webhook-secret\": \"whsec_c2VjcmV0\"}"))
                .arn();
        books = TellFunctionTest.books("checkout", "github.com/acme/shop", WordBack.EVENTBRIDGE, WordBack.WEBHOOK);
        TellFunctionTest.bill(books, "checkout", 12)
                .knownAt("2026-11-12T05:00:00Z")
                .joined();
    }

    @AfterEach
    void restore() {
        List.of("aws.endpointUrl", "aws.region", "aws.accessKeyId", "aws.secretAccessKey")
                .forEach(System::clearProperty);
        host.close();
        if (books != null) {
            books.close();
        }
    }

    @Test
    void an_event_reaches_who_listens_and_is_what_the_schema_says_and_a_webhook_the_secrets_address() {
        TellEnvironment environment = TellEnvironment.read(Map.of("TABLE", "unused", "SECRETS_ARN", secret));
        Tell wired = Wiring.tell(environment);
        Tell tell = new Tell(books.table(), wired.receivers());

        Tell.Outcome outcome =
                tell.tell(tell.plan(LocalDate.of(2026, 11, 12)).due(), Patience.until(Instant.MAX, Clock.systemUTC()));

        assertThat(outcome).isEqualTo(new Tell.Outcome(2, 0, List.of(), List.of(), List.of()));
        JsonNode event =
                Json.MAPPER.readTree(sqs.receiveMessage(r -> r.queueUrl(queue).waitTimeSeconds(5))
                        .messages()
                        .getFirst()
                        .body());
        assertThat(event.path("source").asString()).isEqualTo("cost-per-change");
        String detail = Json.text(event.path("detail"));
        assertThat(TellFunctionTest.schema().validate(detail, InputFormat.JSON)).isEmpty();
        assertThat(Json.MAPPER.readTree(host.deliveries().getFirst().body())).isEqualTo(event.path("detail"));
    }
}
