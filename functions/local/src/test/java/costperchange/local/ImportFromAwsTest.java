package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import costperchange.store.AwsServer;
import costperchange.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/// `import exports` and `import cost-explorer`, of an AWS on this machine.
class ImportFromAwsTest {

    @RegisterExtension
    static final AwsServer AWS = new AwsServer();

    private static final String BUCKET = "acme-command-line";

    @TempDir
    Path data;

    @BeforeEach
    void credentials() {
        System.setProperty("aws.region", "us-east-1");
        System.setProperty("aws.accessKeyId", "test");
        System.setProperty("aws.secretAccessKey", "test");
    }

    @AfterEach
    void restore() {
        System.clearProperty("aws.region");
        System.clearProperty("aws.accessKeyId");
        System.clearProperty("aws.secretAccessKey");
    }

    private CommandLineRun run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--endpoint", AWS.endpoint().toString()));
        return CommandLineRun.of(data, all.toArray(String[]::new));
    }

    private static void deliver(S3Client s3, String export, String file, byte[] content) {
        String key = "exports/" + export + "/data/BILLING_PERIOD=2026-10/" + file;
        s3.putObject(r -> r.bucket(BUCKET).key(key), RequestBody.fromBytes(content));
        s3.putObject(
                r -> r.bucket(BUCKET)
                        .key("exports/" + export + "/metadata/BILLING_PERIOD=2026-10/" + export + "-Manifest.json"),
                RequestBody.fromString(Json.text(Map.of("dataFiles", List.of("s3://" + BUCKET + "/" + key)))));
    }

    @Test
    void the_exports_of_a_bucket_come_in_and_what_is_wrong_with_one_keeps_no_other_out() throws IOException {
        S3Client s3 = AWS.s3();
        s3.createBucket(r -> r.bucket(BUCKET));
        deliver(
                s3,
                "acme-focus",
                "bill.csv",
                Files.readAllBytes(CommandLineRun.ROOT.resolve("events/example/bill.csv")));

        CommandLineRun first = run("import", "exports", "--bucket", BUCKET, "--prefix", "exports/");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out())
                .isEqualTo("exports/acme-focus/metadata/BILLING_PERIOD=2026-10/acme-focus-Manifest.json: 6 rows read\n"
                        + "bill acme-focus acme 2026-10: 6 rows, new\n");
        assertThat(CommandLineRun.of(data, "show", "--from", "2026-10", "--to", "2026-11")
                        .out())
                .contains("434", "98.27");

        deliver(s3, "a-broken", "bill.csv", "BillingAccountId\nacme\n".getBytes(StandardCharsets.UTF_8));
        CommandLineRun second = run(
                "import",
                "exports",
                "--bucket",
                BUCKET,
                "--prefix",
                "exports/",
                "--from",
                "2026-10",
                "--to",
                "2026-10");
        assertThat(second.exit()).isOne();
        assertThat(second.err()).contains("not all was imported", "a-broken/data/BILLING_PERIOD=2026-10/bill.csv");
        assertThat(second.out()).contains("bill acme-focus acme 2026-10: known already");

        CommandLineRun none = run("import", "exports", "--bucket", BUCKET, "--prefix", "exports/", "--from", "2026-11");
        assertThat(none.exit()).isZero();
        assertThat(none.out()).isEqualTo("no manifest of an export stands there\n");
    }

    @Test
    void a_bucket_that_is_not_there_is_named() {
        CommandLineRun run = run("import", "exports", "--bucket", "acme-no-such-bucket");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).startsWith("cost-per-change: s3://acme-no-such-bucket/ cannot be read: ");
    }

    @Test
    void an_account_that_has_a_bill_already_is_refused_with_what_to_do() throws IOException {
        Path bill = CommandLineRun.ROOT.resolve("events/example/bill.csv");
        CommandLineRun.of(data, "import", "bill", bill.toString(), "--source", "one");

        CommandLineRun refused = CommandLineRun.of(data, "import", "bill", bill.toString(), "--source", "two");
        assertThat(refused.exit()).isOne();
        assertThat(refused.err())
                .contains("account acme is billed for 2026-10 by the source 'one' already")
                .contains(
                        "Import it as --source one to replace that bill, with --beside one if both are meant, or after"
                                + " withdraw one --from 2026-10 --to 2026-10");

        CommandLineRun both =
                CommandLineRun.of(data, "import", "bill", bill.toString(), "--source", "two", "--beside", "one");
        assertThat(both.out()).contains("bill two acme 2026-10: 6 rows, new");
        CommandLineRun early = CommandLineRun.of(data, "withdraw", "one", "--known-at", "2026-01-01T00:00:00Z");
        assertThat(early.exit()).isOne();
        assertThat(early.err())
                .contains("bill one acme 2026-10 was not withdrawn: it is known since ", "--known-at must be later");
        assertThat(CommandLineRun.of(data, "withdraw", "one").out())
                .isEqualTo("bill one acme 2026-10: withdrawn\n"
                        + "Their months are complete once another source bills those accounts. If none will, say so:"
                        + " withdraw one --nothing-follows\n");
        assertThat(CommandLineRun.of(data, "withdraw", "one").out()).isEqualTo("the source one has no bills there\n");
        assertThat(CommandLineRun.of(data, "withdraw", "one", "--nothing-follows")
                        .out())
                .isEqualTo("bill one acme 2026-10: withdrawn\n");
        assertThat(CommandLineRun.of(data, "show", "--from", "2026-10", "--to", "2026-11")
                        .out())
                .contains("434", "98.27");
    }

    @Test
    void cost_explorer_comes_in_within_its_budget() throws IOException, InterruptedException {
        seed();
        String[] command = {
            "import",
            "cost-explorer",
            "--tag",
            "application",
            "--account",
            "111122223333",
            "--from",
            "2026-02",
            "--to",
            "2026-02",
            "--budget",
            "4"
        };

        CommandLineRun poor = run(command);
        assertThat(poor.exit()).isOne();
        assertThat(poor.out()).isEqualTo("2026-02: not read\nrequests: 4 sent, 4 of 4 this month\n");
        assertThat(poor.err())
                .contains(
                        "2026-02 was not read: 2026-02-01 to 2026-02-28 by tag:application, LINKED_ACCOUNT of Tax was not"
                                + " asked for: the budget of 4 requests in ");

        command[command.length - 1] = "100";
        CommandLineRun rich = run(command);
        assertThat(rich.exit()).as(rich.err()).isZero();
        assertThat(rich.out())
                .isEqualTo(
                        "bill cost-explorer 111122223333 2026-02: 5 rows, new\nrequests: 1 sent, 5 of 100 this month\n");
        assertThat(CommandLineRun.of(data, "show", "--from", "2026-02", "--to", "2026-03")
                        .out())
                .contains("23.25", "1.20");
    }

    /// The sample answers are of January: here they are given for February, and the other days cost nothing.
    private static void seed() throws IOException, InterruptedException {
        var answers = Json.MAPPER.readTree(
                Files.readString(CommandLineRun.ROOT.resolve("events/ingest/cost-explorer-answers.json"))
                        .replace("2026-01-", "2026-02-"));
        StringBuilder others = new StringBuilder();
        for (int day = 3; day <= 28; day++) {
            others.append(
                    ", {\"TimePeriod\": {\"Start\": \"2026-02-%02d\", \"End\": \"%s\"}, \"Total\": {%s}, \"Groups\": []}"
                            .formatted(
                                    day,
                                    LocalDate.of(2026, 2, day).plusDays(1),
                                    "\"UnblendedCost\": {\"Amount\": \"0\", \"Unit\": \"USD\"},"
                                            + " \"AmortizedCost\": {\"Amount\": \"0\", \"Unit\": \"USD\"}"));
        }
        List<String> results = new ArrayList<>();
        answers.path("results").forEach(one -> {
            String text = one.toString();
            int end = text.lastIndexOf("]");
            results.add(text.substring(0, end) + others + text.substring(end));
        });
        try (HttpClient http = HttpClient.newHttpClient()) {
            URI address = AWS.endpoint().resolve("/moto-api/static/ce/cost-and-usage-results");
            HttpRequest request = HttpRequest.newBuilder(address)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"results\": [" + String.join(",", results) + "]}"))
                    .build();
            assumeTrue(
                    http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201,
                    "this is not moto_server, which alone can be told what Cost Explorer says");
        }
    }
}
