package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.WordBack;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.money.Cost;
import costperchange.store.ApplicationMonths;
import costperchange.store.AwsServer;
import costperchange.store.Catalogs;
import costperchange.store.Deployments;
import costperchange.store.Given;
import costperchange.store.Json;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.sns.SnsClient;
import tools.jackson.databind.JsonNode;

/// The jars that are deployed, run as Lambda runs them, with the sample events. Lambda's client is for Linux
/// only.
@EnabledOnOs(OS.LINUX)
class LambdaProcessTest {

    private static final YearMonth JANUARY = YearMonth.of(2026, 1);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);

    private static DynamoDbServer dynamoDb;

    private final Table table = dynamoDb.table();
    private final Given given = new Given(table);

    @BeforeAll
    static void start() throws Exception {
        dynamoDb = new DynamoDbServer();
    }

    @AfterAll
    static void stop() throws Exception {
        dynamoDb.close();
    }

    @Test
    void repair_finds_nothing_to_ask_about_without_a_catalog() {
        try (LambdaProcess repair = function("RepairFunction", Map.of("SECRETS_ARN", "not-read", "GITHUB_HOST", ""))) {
            assertThat(repair.invoke("{\"days\": 3}")).contains("\"repositories\":[]", "\"skipped\":[]");
        }
    }

    @Test
    void join_makes_the_month_of_a_deployment_and_a_bill() {
        given.billed("2026-01", "2026-03-01T06:00:00Z", january("10"))
                .deployed("checkout", "checkout-1042", null, "2026-01-15T10:00:00Z", "2026-01-15T10:00:05Z");
        try (LambdaProcess join = function("JoinFunction")) {
            assertThat(first(join, "join/deployment")).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(join.invoke(event("join/application-bill"))).isEqualTo("{\"batchItemFailures\":[]}");
            assertThat(join.invoke(event("join/incident"))).isEqualTo("{\"batchItemFailures\":[]}");
        }
        Totals totals = new ApplicationMonths(table)
                .totals("checkout", JANUARY, JANUARY)
                .getFirst();
        assertThat(totals.changes()).isEqualTo(1);
        assertThat(totals.amounts().getFirst().direct()).isEqualTo(Cost.of("170", "170"));
        assertThat(totals.amounts().getFirst().notMeasured()).isEqualTo(Cost.of("140", "140"));
    }

    @Test
    void recompute_makes_the_months_again_and_names_an_input_it_cannot_read() {
        given.committed("2026-03-01T06:00:00Z", january("10"));
        try (LambdaProcess recompute = function("RecomputeFunction")) {
            JsonNode done = Json.MAPPER.readTree(first(recompute, "join/recompute"));
            assertThat(done.path("splits").asInt()).isEqualTo(1);
            assertThat(done.path("months").asInt()).isEqualTo(1);
            assertThat(recompute.fail("{\"from\": \"2026-01\"}")).contains("to must be a month such as 2026-01");
        }
        assertThat(new ApplicationMonths(table).totals(JANUARY)).hasSize(1);
    }

    @Test
    void query_answers_every_route() {
        given.billed("2026-01", "2026-03-01T06:00:00Z", january("10"))
                .deployed("checkout", "c1", "2026-01-01T10:00:00Z")
                .deployed("checkout", "c2", "2026-01-15T10:00:00Z")
                .joined("checkout", "2026-01");
        try (LambdaProcess query = function("QueryFunction")) {
            JsonNode months = ok(first(query, "query/cost-per-change"));
            assertThat(months.path("total").path("costPerChange").asString()).isEqualTo("155.000000");
            assertThat(answer(query.invoke(event("query/cost-per-change-csv")))
                            .path("body")
                            .asString())
                    .contains("2026-01,USD,310,310,0,0,0,,2,0,2,155.000000,,,31,10.000000,false");
            assertThat(ok(query.invoke(event("query/applications"))).path("rows"))
                    .hasSize(1);
            assertThat(ok(query.invoke(event("query/changes"))).path("rows")).hasSize(2);
            assertThat(ok(query.invoke(event("query/ledger")))
                            .path("totals")
                            .path(0)
                            .path("total")
                            .asString())
                    .isEqualTo("310");
            assertThat(answer(query.invoke(event("query/catalog")))
                            .path("statusCode")
                            .asInt())
                    .isEqualTo(404);
        }
    }

    @Test
    void catalog_keeps_an_upload() {
        try (LambdaProcess catalog = function("CatalogFunction")) {
            JsonNode version = ok(first(catalog, "query/catalog-upload"));
            assertThat(new Catalogs(table).latest().orElseThrow().version())
                    .isEqualTo(Instant.parse(version.path("version").asString()));
        }
    }

    @Test
    void bill_keeps_an_upload() {
        try (LambdaProcess bill = function("BillFunction")) {
            assertThat(ok(first(bill, "ingest/bill-upload"))
                            .path("bills")
                            .path(0)
                            .path("outcome")
                            .asString())
                    .isEqualTo("changed");
        }
        assertThat(new Splits(table).isSettling(OCTOBER)).isTrue();
    }

    /// What needs more of AWS than DynamoDB.
    @Nested
    class WithAws {

        @RegisterExtension
        static final AwsServer AWS = new AwsServer();

        @Test
        void webhook_records_a_signed_delivery_once() {
            String secret = AWS.client(SecretsManagerClient.builder())
                    .createSecret(r -> r.name(table.name()).secretString("{\"github\":[\"sample-secret-of-github\"]}"))
                    .arn();
            try (LambdaProcess webhook = function("WebhookFunction", Map.of("SECRETS_ARN", secret))) {
                assertThat(status(first(webhook, "webhook/github-deployment-status-success")))
                        .isEqualTo(202);
                assertThat(status(webhook.invoke(event("webhook/github-deployment-status-success"))))
                        .isEqualTo(200);
                assertThat(status(webhook.invoke(event("webhook/github-deployment-status-success")
                                .replace("sha256=55", "sha256=56"))))
                        .isEqualTo(401);
            }
            assertThat(new Deployments(table).find(new DeploymentId("checkout", "github", "4711")))
                    .map(Deployment::outcome)
                    .hasValue(Outcome.SUCCEEDED);
        }

        @Test
        void report_issues_the_month_before_and_marks_that_it_told() {
            given.billed("2026-10", "2026-11-03T06:00:00Z", month("2026-10", "10"))
                    .deployed("checkout", "c1", "2026-10-01T10:00:00Z")
                    .joined("checkout", "2026-10");
            S3Client s3 = AWS.s3();
            s3.createBucket(r -> r.bucket(table.name()));
            String topic = AWS.client(SnsClient.builder())
                    .createTopic(r -> r.name(table.name()))
                    .topicArn();
            Map<String, String> environment = Map.of("REPORTS_BUCKET", table.name(), "REPORT_TOPIC_ARN", topic);
            try (LambdaProcess report = function("ReportFunction", environment)) {
                assertThat(first(report, "report/monthly")).contains("2026-10", "cost-per-change.html");
            }
            assertThat(s3.listObjectsV2(r -> r.bucket(table.name())).contents().stream()
                            .map(S3Object::key))
                    .containsExactly(
                            "reports/2026-10/cost-per-change.csv",
                            "reports/2026-10/cost-per-change.html",
                            "reports/2026-10/cost-per-change.json",
                            "reports/2026-10/cost-per-change.xlsx");
            assertThat(items())
                    .anyMatch(key -> key.startsWith("REPORT#2026-10"))
                    .anyMatch(key -> key.startsWith("MARK#told"));
        }

        @Test
        void what_a_change_cost_is_told_and_kept_as_told() {
            Application checkout = new Application(
                    "checkout",
                    List.of(),
                    null,
                    List.of(),
                    List.of(),
                    List.of(),
                    null,
                    null,
                    false,
                    null,
                    List.of(WordBack.EVENTBRIDGE, WordBack.WEBHOOK));
            given.catalog(catalog(checkout))
                    .billed("2026-10", "2026-11-03T06:00:00Z", month("2026-10", "10"))
                    .deployed("checkout", "c1", "2026-10-29T10:00:00Z")
                    .joined("checkout", "2026-10");
            String secret = AWS.client(SecretsManagerClient.builder())
                    .createSecret(r -> r.name(table.name() + "-word").secretString("{}"))
                    .arn();
            Map<String, String> environment = Map.of("SECRETS_ARN", secret, "EVENT_BUS", "default");
            try (LambdaProcess tell = function("TellFunction", environment)) {
                JsonNode answer = Json.MAPPER.readTree(first(tell, "report/daily"));
                assertThat(answer.path("told").asInt()).as(answer.toString()).isEqualTo(1);
                assertThat(answer.path("refused").path(0).asString())
                        .contains("checkout c1, after 1 full day, to webhook", "are not both in the secret");
            }
            assertThat(items()).filteredOn(key -> key.startsWith("WORD#")).hasSize(1);
        }

        private Catalog catalog(Application application) {
            Catalog none = Catalog.NONE;
            return new Catalog(
                    none.production(),
                    none.environments(),
                    none.applicationTags(),
                    none.environmentTags(),
                    none.currencies(),
                    none.teams(),
                    List.of(application),
                    none.pools(),
                    none.unallocated(),
                    none.milestones(),
                    none.deliveries(),
                    none.rates(),
                    none.bills());
        }

        @Test
        void ingest_reads_an_export_and_split_makes_its_application_bills() throws IOException {
            S3Client s3 = AWS.s3();
            s3.createBucket(r -> r.bucket(table.name()));
            String data = "exports/acme-focus/data/BILLING_PERIOD=2026-10/bill.csv";
            String manifest = "exports/acme-focus/metadata/BILLING_PERIOD=2026-10/acme-focus-Manifest.json";
            s3.putObject(r -> r.bucket(table.name()).key(data), CommandLineRun.ROOT.resolve("events/example/bill.csv"));
            s3.putObject(
                    r -> r.bucket(table.name()).key(manifest),
                    RequestBody.fromString("{\"dataFiles\": [\"s3://" + table.name() + "/" + data + "\"]}"));
            Map<String, String> environment = Map.of("EXPORTS_BUCKET", table.name(), "EXPORTS_PREFIX", "exports/");
            try (LambdaProcess ingest = function("IngestFunction", environment)) {
                JsonNode answer = answer(first(ingest, "ingest/object-created", this::here));
                assertThat(answer.path("read").path(0).path("rows").asInt()).isEqualTo(6);
            }
            assertThat(new Splits(table).isSettling(OCTOBER)).isTrue();
            try (LambdaProcess split = function("SplitFunction", Map.of())) {
                assertThat(first(split, "ingest/bills-committed", this::here)).isEqualTo("{\"batchItemFailures\":[]}");
            }
            assertThat(new Splits(table).isSettling(OCTOBER)).isFalse();
            assertThat(new Splits(table).bill("checkout", OCTOBER)).isPresent();
        }

        private String here(String event) {
            return event.replace("acme-exports", table.name()).replace("2026-01", "2026-10");
        }

        private LambdaProcess function(String name, Map<String, String> own) {
            Map<String, String> all = new HashMap<>(own);
            List.of("SECRETS_MANAGER", "S3", "SNS", "EVENTBRIDGE")
                    .forEach(service -> all.put(
                            "AWS_ENDPOINT_URL_" + service, AWS.endpoint().toString()));
            return LambdaProcessTest.this.function(name, all);
        }
    }

    private LambdaProcess function(String name) {
        return function(name, Map.of());
    }

    private LambdaProcess function(String name, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(more);
        all.put("TABLE", table.name());
        all.put("AWS_ENDPOINT_URL_DYNAMODB", dynamoDb.endpoint());
        return new LambdaProcess(name, all);
    }

    private static String first(LambdaProcess function, String event) {
        return first(function, event, text -> text);
    }

    private static String first(LambdaProcess function, String event, UnaryOperator<String> changed) {
        String answer = function.invoke(changed.apply(event(event)));
        System.out.println(event + ": " + function.millis() + " ms from start to first answer");
        return answer;
    }

    private static JsonNode answer(String json) {
        return Json.MAPPER.readTree(json);
    }

    private static int status(String answer) {
        return answer(answer).path("statusCode").asInt();
    }

    private static JsonNode ok(String answer) {
        assertThat(status(answer)).as(answer).isEqualTo(200);
        return Json.MAPPER.readTree(answer(answer).path("body").asString());
    }

    private List<String> items() {
        return table.client().scanPaginator(r -> r.tableName(table.name())).items().stream()
                .map(item -> item.get("pk").s())
                .toList();
    }

    private static List<Charge> january(String amount) {
        return month("2026-01", amount);
    }

    private static List<Charge> month(String month, String amount) {
        return IntStream.rangeClosed(1, YearMonth.parse(month).lengthOfMonth())
                .mapToObj(day -> Given.usage("checkout", month + "-%02d".formatted(day), amount))
                .toList();
    }

    private static String event(String name) {
        try {
            return Files.readString(CommandLineRun.ROOT.resolve("events/" + name + ".json"));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
