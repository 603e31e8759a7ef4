package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.charge.ChargeCategory;
import costperchange.store.AwsServer;
import costperchange.store.Json;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import tools.jackson.databind.JsonNode;

class ReportFunctionTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00Z"), ZoneOffset.UTC);

    private final String bucket = "reports-" + UUID.randomUUID();
    private S3Client s3;
    private SqsClient sqs;
    private Topic topic;
    private String queue;
    private Books books;

    @BeforeEach
    void aws() {
        s3 = AWS.s3();
        s3.createBucket(r -> r.bucket(bucket));
        SnsClient sns = AWS.client(SnsClient.builder());
        sqs = AWS.client(SqsClient.builder());
        topic = new Topic(sns, sns.createTopic(r -> r.name(bucket)).topicArn());
        queue = sqs.createQueue(r -> r.queueName(bucket)).queueUrl();
        String arn = sqs.getQueueAttributes(r -> r.queueUrl(queue).attributeNames(QueueAttributeName.QUEUE_ARN))
                .attributes()
                .get(QueueAttributeName.QUEUE_ARN);
        sns.subscribe(r -> r.topicArn(topic.arn()).protocol("sqs").endpoint(arn));
        books = GoldenReportTest.books();
    }

    @AfterEach
    void close() {
        books.close();
    }

    @Test
    void the_schedule_gets_the_month_before_into_the_bucket_and_the_topic_told() {
        String page = report(books.table()).handleRequest(Events.read("monthly.json"), null);

        assertThat(page)
                .startsWith("https://console.aws.amazon.com/s3/object/" + bucket)
                .endsWith("prefix=reports%2F2026-10%2Fcost-per-change.html");
        assertThat(keys())
                .containsExactly(
                        "reports/2026-10/cost-per-change.csv",
                        "reports/2026-10/cost-per-change.html",
                        "reports/2026-10/cost-per-change.json");
        assertThat(head("html").contentType()).isEqualTo("text/html; charset=utf-8");
        List<JsonNode> told = told();
        assertThat(told).hasSize(1);
        assertThat(told.getFirst().path("Subject").asString()).isEqualTo("Cost per change in October 2026: 41.29 USD");
        assertThat(told.getFirst().path("Message").asString())
                .contains("41.29 USD per change: 619.32 USD for 15 changes.")
                .contains("Against September 2026")
                .contains("Estimated")
                .contains(page);
    }

    @Test
    void doing_it_again_writes_the_same_bytes_and_tells_nobody_again() {
        report(books.table()).handleRequest(Events.read("monthly.json"), null);
        String first = head("json").eTag() + head("html").eTag() + head("csv").eTag();
        report(books.table()).handleRequest(Events.read("monthly.json"), null);

        assertThat(head("json").eTag() + head("html").eTag() + head("csv").eTag())
                .isEqualTo(first);
        assertThat(told()).hasSize(1);
    }

    @Test
    void a_month_whose_figures_changed_is_told_of_again() {
        report(books.table()).handleRequest(Map.of("month", "2026-10"), null);
        books.bill(YearMonth.of(2026, 10))
                .daily("checkout", "13")
                .once("search", ChargeCategory.USAGE, "5", LocalDate.of(2026, 10, 2))
                .knownAt("2026-11-05T00:00:00Z")
                .joined();
        report(books.table()).handleRequest(Map.of("month", "2026-10"), null);

        assertThat(told()).hasSize(2);
    }

    @Test
    void a_crash_right_after_the_mark_leaves_the_report_without_a_message_and_never_with_two() {
        Table failing = new Table(
                WatchedClient.around(books.table().client(), new WatchedClient.Watcher() {
                    @Override
                    public void before(String operation) {}

                    @Override
                    public void after(String operation) {
                        if (operation.equals("putItem")) {
                            throw new IllegalStateException("crashed");
                        }
                    }
                }),
                books.table().name());
        assertThatThrownBy(() -> report(failing).handleRequest(Events.read("monthly.json"), null))
                .hasMessage("crashed");
        report(books.table()).handleRequest(Events.read("monthly.json"), null);

        assertThat(keys()).hasSize(3);
        assertThat(told()).isEmpty();
    }

    @Test
    void by_hand_it_takes_a_month_and_a_basis_and_billed_cost_is_not_compared() {
        report(books.table()).handleRequest(Events.read("month.json"), null);

        assertThat(keys()).contains("reports/2026-10/cost-per-change-billed.json");
        JsonNode json = Json.MAPPER.readTree(text("reports/2026-10/cost-per-change-billed.json"));
        assertThat(json.path("basis").asString()).isEqualTo("billed");
        assertThat(json.path("applications")
                        .path(0)
                        .path("difference")
                        .path("reason")
                        .asString())
                .isEqualTo("only effective cost is compared");
    }

    @Test
    void without_a_time_the_clock_says_which_month_was_the_one_before() {
        assertThat(report(books.table()).handleRequest(Map.of(), null)).contains("2026-10");
    }

    @Test
    void an_input_that_cannot_be_read_is_refused_by_name() {
        assertThatThrownBy(() -> report(books.table()).handleRequest(Map.of("month", "October"), null))
                .hasMessage("month must be a month such as 2026-10, not 'October'");
        assertThatThrownBy(() -> report(books.table()).handleRequest(Map.of("basis", "list"), null))
                .hasMessage("basis must be effective or billed, not 'list'");
        assertThat(keys()).isEmpty();
    }

    private ReportFunction report(Table table) {
        return new ReportFunction(table, new Bucket(s3, bucket), Optional.of(topic), CLOCK);
    }

    private List<String> keys() {
        return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
                .map(object -> object.key())
                .toList();
    }

    private GetObjectResponse head(String extension) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key("reports/2026-10/cost-per-change." + extension))
                .response();
    }

    private String text(String key) {
        return s3.getObjectAsBytes(r -> r.bucket(bucket).key(key)).asUtf8String();
    }

    private List<JsonNode> told() {
        return sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10)).messages().stream()
                .map(message -> Json.MAPPER.readTree(message.body()))
                .toList();
    }
}
