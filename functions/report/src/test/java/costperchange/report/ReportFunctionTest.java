package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.report.message.Channels;
import costperchange.report.message.Topic;
import costperchange.store.AwsServer;
import costperchange.store.Json;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
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
        List<String> pages = report(books.table()).handleRequest(Events.read("monthly.json"), null);

        assertThat(pages).hasSize(3);
        assertThat(pages.getFirst())
                .startsWith("https://console.aws.amazon.com/s3/object/" + bucket)
                .endsWith("prefix=reports%2F2026-10%2Fcost-per-change.html");
        assertThat(keys())
                .hasSize(12)
                .contains(
                        "reports/2026-10/cost-per-change.csv",
                        "reports/2026-10/cost-per-change.html",
                        "reports/2026-10/cost-per-change.json",
                        "reports/2026-10/cost-per-change.xlsx",
                        "reports/2026-10/team/payments/cost-per-change.xlsx",
                        "reports/2026-10/tribe/commerce/cost-per-change.html");
        assertThat(head("html").contentType()).isEqualTo("text/html; charset=utf-8");
        Map<String, JsonNode> told = told();
        assertThat(told).containsOnlyKeys("organisation", "tribe:commerce", "team:payments");
        JsonNode organisation = told.get("organisation");
        assertThat(organisation.path("Subject").asString()).isEqualTo("Cost per change in October 2026: 41.29 USD");
        assertThat(organisation.path("Message").asString())
                .contains("Cost per change: 41.29 USD\nCost: 619.32 USD\nChanges: 15\n")
                .contains("Against September 2026")
                .contains("Estimated")
                .contains(pages.getFirst());
        assertThat(told.get("team:payments").path("Subject").asString())
                .isEqualTo("Cost per change of team payments in October 2026: 29.14 USD");
    }

    @Test
    void doing_it_again_writes_the_same_bytes_and_tells_nobody_again() {
        report(books.table()).handleRequest(Events.read("monthly.json"), null);
        List<String> first = tags();
        told();
        report(books.table()).handleRequest(Map.of("month", "2026-10"), null);

        assertThat(tags()).isEqualTo(first);
        assertThat(told()).isEmpty();
    }

    @Test
    void a_schedule_that_comes_again_does_nothing_more() {
        report(books.table()).handleRequest(Events.read("monthly.json"), null);

        assertThat(report(books.table()).handleRequest(Events.read("monthly.json"), null))
                .isEmpty();
    }

    @Test
    void before_the_fourth_the_month_before_is_not_complete_and_nothing_is_issued() {
        assertThat(report(books.table()).handleRequest(Map.of("time", "2026-11-03T06:00:00Z"), null))
                .isEmpty();
        assertThat(keys()).isEmpty();
    }

    @Test
    void from_the_fourth_on_a_month_is_issued_on_the_day_on_which_it_is_complete() {
        late("2026-11-01T06:00:00Z");

        assertThat(on("2026-11-04")).isEmpty();
        assertThat(on("2026-11-09")).isEmpty();
        assertThat(keys()).isEmpty();
        assertThat(told()).isEmpty();

        cheaper("2026-11-09T12:00:00Z");
        assertThat(on("2026-11-09")).as("the same day, once it is").hasSize(3);
        assertThat(told().get("organisation").path("Message").asString()).doesNotContain("Complete through");
        assertThat(on("2026-11-10")).isEmpty();
    }

    @Test
    void on_the_tenth_a_month_is_issued_as_it_is_and_says_what_is_missing() {
        late("2026-11-01T06:00:00Z");

        assertThat(on("2026-11-10")).hasSize(3);

        assertThat(told())
                .hasSize(3)
                .allSatisfy(
                        (scope, message) -> assertThat(message.path("Message").asString())
                                .contains("Complete through 30 October: later days enter neither side of the ratio."));
        assertThat(text("reports/2026-10/cost-per-change.html")).contains("Complete through 30 October");
    }

    @Test
    void a_month_whose_bills_are_being_worked_through_is_not_complete() {
        books.bill(YearMonth.of(2026, 10)).daily("checkout", "13").onlyCommitted("2026-11-05T00:00:00Z");

        assertThat(on("2026-11-05")).isEmpty();
        assertThat(on("2026-11-10")).hasSize(3);
        assertThat(told().get("organisation").path("Message").asString())
                .contains("New bills are being worked through; some numbers do not hold them yet.");
    }

    @Test
    void a_month_without_a_bill_is_waited_for_until_the_tenth_too() {
        try (Books none = new Books(Catalog.NONE)) {
            assertThat(report(none.table()).handleRequest(Map.of("time", "2026-11-09T06:00:00Z"), null))
                    .isEmpty();
            assertThat(report(none.table()).handleRequest(Map.of("time", "2026-11-10T06:00:00Z"), null))
                    .hasSize(1);
        }
    }

    /// Its final report would have said that it cost nothing.
    @Test
    void a_team_that_left_the_catalog_gets_no_final_report() {
        report(books.table()).handleRequest(Events.read("monthly.json"), null);
        told();
        books.catalog(Catalog.NONE, "2026-11-15T00:00:00Z");
        cheaper("2026-11-20T00:00:00Z");

        assertThat(on("2026-11-20"))
                .singleElement()
                .asString()
                .endsWith("prefix=reports%2F2026-10%2Fcost-per-change-2.html");
        assertThat(told()).containsOnlyKeys("organisation");
        assertThat(on("2026-11-21")).isEmpty();
    }

    private List<String> on(String day) {
        return report(books.table()).handleRequest(Map.of("time", day + "T06:00:00Z"), null);
    }

    /// Nothing is known of October but a bill that does not reach its end.
    private void late(String knownAt) {
        books.close();
        books = GoldenReportTest.books(knownAt);
    }

    @Test
    void by_hand_a_month_whose_figures_changed_is_issued_again_beside_the_first() {
        report(books.table()).handleRequest(Map.of("month", "2026-10", "scope", "organisation"), null);
        told();
        cheaper("2026-11-05T00:00:00Z");
        report(books.table()).handleRequest(Map.of("month", "2026-10", "scope", "organisation"), null);

        assertThat(keys())
                .contains("reports/2026-10/cost-per-change.html", "reports/2026-10/cost-per-change-2.html")
                .hasSize(8);
        assertThat(told().get("organisation").path("Message").asString())
                .contains("Since issue 1, which was estimated, 3 applications moved; cost per change was 41.29 USD");
    }

    @Test
    void an_estimated_month_is_issued_again_once_it_is_final() {
        report(books.table()).handleRequest(Events.read("monthly.json"), null);
        told();
        cheaper("2026-11-10T00:00:00Z");
        report(books.table()).handleRequest(Map.of("time", "2026-11-10T06:00:00Z"), null);
        assertThat(told()).as("still estimated").isEmpty();

        cheaper("2026-11-20T00:00:00Z");
        List<String> pages = report(books.table()).handleRequest(Map.of("time", "2026-11-20T06:00:00Z"), null);

        assertThat(pages).hasSize(3).allSatisfy(page -> assertThat(page).endsWith("cost-per-change-2.html"));
        JsonNode issue = Json.MAPPER
                .readTree(text("reports/2026-10/cost-per-change-2.json"))
                .path("issue");
        assertThat(issue.path("number").intValue()).isEqualTo(2);
        assertThat(issue.path("estimated").booleanValue()).isFalse();
        assertThat(issue.path("moved").path("since").intValue()).isEqualTo(1);
        assertThat(issue.path("moved").path("estimated").booleanValue()).isTrue();
        JsonNode checkout = issue.path("moved").path("moves").path(1);
        assertThat(checkout.path("application").asString()).isEqualTo("checkout");
        assertThat(checkout.path("before").path("cost").asString()).isEqualTo("437.167883211682");
        assertThat(checkout.path("before").path("changes").intValue()).isEqualTo(15);
        assertThat(checkout.path("after").path("cost").asString()).isEqualTo("403");
        assertThat(checkout.path("after").path("costPerChange").asString()).isEqualTo("26.866667");
        assertThat(text("reports/2026-10/cost-per-change-2.html"))
                .contains("What moved since issue 1", "issue 2, final", "All bills of this month are final.");
        assertThat(told()).hasSize(3);

        assertThat(report(books.table()).handleRequest(Map.of("time", "2026-11-21T06:00:00Z"), null))
                .as("never again")
                .isEmpty();
    }

    @Test
    void two_workers_at_once_issue_once_and_tell_once() throws Exception {
        try (var workers = Executors.newFixedThreadPool(2)) {
            List<Future<List<String>>> both = List.of(
                    workers.submit(() -> report(books.table()).handleRequest(Map.of("month", "2026-10"), null)),
                    workers.submit(() -> report(books.table()).handleRequest(Map.of("month", "2026-10"), null)));
            for (Future<List<String>> one : both) {
                try {
                    one.get();
                } catch (ExecutionException beingTold) {
                    assertThat(beingTold).hasMessageContaining("or is being told now");
                }
            }
        }
        report(books.table()).handleRequest(Map.of("month", "2026-10"), null);

        assertThat(keys()).as("one issue of each").hasSize(12);
        assertThat(counted()).isEqualTo(3);
    }

    /// The writes: what the issue says, the issue, that telling begins, that it is confirmed, that all is done.
    /// In whichever it crashes, doing it again ends in the same documents, and nobody is told twice.
    @ParameterizedTest
    @CsvSource({
        "1, false, 1, true", "1, true, 1, true",
        "2, false, 1, true", "2, true, 1, true",
        "3, false, 1, true", "3, true, 0, false",
        "4, false, 1, false", "4, true, 1, true",
        "5, false, 1, true", "5, true, 1, true"
    })
    void a_crash_at_any_write_is_mended_by_doing_it_again(int write, boolean tookEffect, int told, boolean certain) {
        assertThatThrownBy(() -> report(crashing(write, tookEffect))
                        .handleRequest(Map.of("month", "2026-10", "scope", "organisation"), null))
                .hasMessage("crashed");
        String untold = again();
        List<String> written = tags();
        assertThat(again()).as("and again").isEqualTo(untold);

        assertThat(written).hasSize(4).isEqualTo(tags());
        assertThat(counted()).isEqualTo(told);
        assertThat(untold.isEmpty()).as("who may not have been told is named").isEqualTo(certain);
    }

    @Test
    void what_may_have_been_told_or_not_is_told_again_when_a_person_says_so() {
        assertThatThrownBy(() -> report(crashing(3, true))
                        .handleRequest(Map.of("month", "2026-10", "scope", "organisation"), null))
                .hasMessage("crashed");
        assertThat(again())
                .isEqualTo("sns may have been told of 2026-10 effective organisation 1, or is being told now: look, and"
                        + " if not, say again [\"sns\"]");
        assertThat(counted()).isZero();

        Map<String, Object> input = new HashMap<>(Events.read("again.json"));
        assertThat(input).containsKey("again");
        input.putAll(Map.of("scope", "organisation", "again", List.of("sns")));
        report(books.table()).handleRequest(input, null);
        assertThat(again()).isEmpty();
        assertThat(counted()).isEqualTo(1);
    }

    /// @param tookEffect whether the write took effect before the crash
    private Table crashing(int inWrite, boolean tookEffect) {
        AtomicInteger before = new AtomicInteger();
        AtomicInteger after = new AtomicInteger();
        return new Table(
                WatchedClient.around(books.table().client(), new WatchedClient.Watcher() {
                    @Override
                    public void before(String operation) {
                        crash(operation, !tookEffect, before);
                    }

                    @Override
                    public void after(String operation) {
                        crash(operation, tookEffect, after);
                    }

                    private void crash(String operation, boolean here, AtomicInteger writes) {
                        if (operation.equals("putItem") && writes.incrementAndGet() == inWrite && here) {
                            throw new IllegalStateException("crashed");
                        }
                    }
                }),
                books.table().name());
    }

    private String again() {
        try {
            report(books.table()).handleRequest(Map.of("month", "2026-10", "scope", "organisation"), null);
            return "";
        } catch (IllegalStateException untold) {
            return untold.getMessage();
        }
    }

    private void cheaper(String knownAt) {
        books.bill(YearMonth.of(2026, 10))
                .daily("checkout", "13")
                .once("search", ChargeCategory.USAGE, "5", LocalDate.of(2026, 10, 2))
                .knownAt(knownAt)
                .joined();
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
        assertThat(report(books.table()).handleRequest(Map.of(), null).getFirst())
                .contains("2026-10");
    }

    @Test
    void an_input_that_cannot_be_read_is_refused_by_name() {
        assertThatThrownBy(() -> report(books.table()).handleRequest(Map.of("month", "October"), null))
                .hasMessage("month must be a month such as 2026-10, not 'October'");
        assertThatThrownBy(() -> report(books.table()).handleRequest(Map.of("basis", "list"), null))
                .hasMessage("basis must be effective or billed, not 'list'");
        assertThatThrownBy(() -> report(books.table()).handleRequest(Map.of("scope", "payments"), null))
                .hasMessage("scope must be organisation, tribe:NAME or team:NAME, not 'payments'");
        assertThatThrownBy(() -> report(books.table()).handleRequest(Map.of("again", "slack"), null))
                .hasMessage("again must be a list of channels such as [\"slack\"], not 'slack'");
        assertThat(keys()).isEmpty();
    }

    private ReportFunction report(Table table) {
        return new ReportFunction(
                table,
                new Bucket(s3, bucket),
                Set.of(Rendition.values()),
                () -> new Channels(Optional.of(topic), Map.of()),
                CLOCK);
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

    /// What each document is, by its name.
    private List<String> tags() {
        return s3.listObjectsV2(r -> r.bucket(bucket)).contents().stream()
                .map(object -> object.key() + " " + object.eTag())
                .toList();
    }

    /// What the topic was told since it was asked last, by scope.
    private Map<String, JsonNode> told() {
        Map<String, JsonNode> byScope = new TreeMap<>();
        messages()
                .forEach(message -> byScope.put(
                        message.path("MessageAttributes")
                                .path("scope")
                                .path("Value")
                                .asString(),
                        message));
        return byScope;
    }

    private int counted() {
        return messages().size();
    }

    private List<JsonNode> messages() {
        List<JsonNode> all = new ArrayList<>();
        while (true) {
            List<Message> some = sqs.receiveMessage(r -> r.queueUrl(queue).maxNumberOfMessages(10))
                    .messages();
            if (some.isEmpty()) {
                return all;
            }
            some.forEach(message -> {
                all.add(Json.MAPPER.readTree(message.body()));
                sqs.deleteMessage(r -> r.queueUrl(queue).receiptHandle(message.receiptHandle()));
            });
        }
    }
}
