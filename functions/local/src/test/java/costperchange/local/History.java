package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Catalog.Pool;
import costperchange.calculator.allocation.Catalog.Split;
import costperchange.calculator.allocation.Matcher;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Revision.Content;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Rates;
import costperchange.ingest.BillImport;
import costperchange.ingest.BillImport.Export;
import costperchange.ingest.SplitFunction;
import costperchange.ingest.focus.Engine;
import costperchange.ingest.focus.FocusReader;
import costperchange.ingest.focus.Reading;
import costperchange.join.Assign;
import costperchange.join.Join;
import costperchange.join.JoinFunction;
import costperchange.store.Catalogs;
import costperchange.store.Catalogs.Uploaded;
import costperchange.store.Json;
import costperchange.store.Splits;
import costperchange.store.Table;
import costperchange.webhook.Recorder;
import costperchange.webhook.Resolution;
import costperchange.webhook.Secrets;
import costperchange.webhook.WebhookFunction;
import costperchange.webhook.source.Fact;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Fact.RevisionTold;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.streams.DynamoDbStreamsClient;

/// A history of webhooks and bills, each step of which can be taken at any time, any number of times, by anyone.
///
/// It has several accounts, an owner that vanishes, a pool with negative directs, a bill that arrives before an
/// older version of itself, a state in progress told after success, a change finished in another month than it
/// began, a success that turned out a failure in another month, a rollback, a repair, incidents, pushes and
/// pipelines of the revisions deployed, a new catalog that moves deployments, a billing period across a month's
/// end, licences that are amortised over months and then are not.
final class History {

    static final Instant NOW = Instant.parse("2026-04-10T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    private static final String SECRET = "whsec_" + "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final Catalog CATALOG = catalog();

    /// Bills are read by the first catalog, whenever they come: what they are read by is not told apart here.
    private static final Uploaded FIRST = new Uploaded(Instant.parse("2025-12-01T00:00:00Z"), "a pool", CATALOG, null);

    private static final Engine ENGINE =
            new Engine("1GB", 1, Path.of(System.getProperty("java.io.tmpdir"), "cost-per-change-test"));

    /// A sub account whose charges reach to the end of April and are amortised.
    private static final String LICENCES = "licences";

    /// One step: a delivery, or the import of a bill.
    interface Step {
        /// @throws RuntimeException if it did not succeed; it may then have taken effect or not, and is taken
        ///     again
        void take(Functions functions);
    }

    /// The functions around one view of the table.
    record Functions(
            Table table,
            WebhookFunction webhook,
            AtomicReference<@Nullable Assignments> catalog,
            BillImport bills,
            Assign assign,
            StreamPoller stream) {

        static Functions over(Table table, Table unwatched, DynamoDbStreamsClient streams) {
            return new Functions(
                    table,
                    new WebhookFunction(new costperchange.webhook.Webhook(
                            table, new Secrets(() -> Json.text(Map.of("changes", List.of(SECRET))), CLOCK), CLOCK)),
                    new AtomicReference<>(),
                    new BillImport(table, ENGINE),
                    new Assign(table),
                    StreamPoller.fromTheStart(
                            unwatched,
                            streams,
                            StreamPoller.mappings(
                                    new SplitFunction(new Splits(table)),
                                    new JoinFunction(new Assign(table), new Join(table)))));
        }
    }

    private final Path folder;
    private final List<Step> steps = new ArrayList<>();

    private History(Path folder) {
        this.folder = folder;
    }

    /// The steps in the order in which they happened.
    static List<Step> steps(Path folder) {
        History history = new History(folder);
        history.deliveries();
        history.revisions();
        history.bills();
        history.steps.add(functions -> {
            new Catalogs(functions.table).upload("search is finder", renamed(), LocalDate.parse("2026-02-01"), CLOCK);
            functions.assign.walk(() -> false);
        });
        return List.copyOf(history.steps);
    }

    /// The catalog, which is there before anything happens.
    static void uploadCatalog(Table table) {
        new Catalogs(table).upload(FIRST.text(), CATALOG, null, Clock.fixed(FIRST.version(), ZoneOffset.UTC));
    }

    private static Catalog catalog() {
        Matcher platform = new Matcher(Map.of(Dimension.Column.SUB_ACCOUNT, List.of("platform")));
        Matcher licences = new Matcher(Map.of(Dimension.Column.SUB_ACCOUNT, List.of(LICENCES)));
        return new Catalog(
                Catalog.NONE.production(),
                Catalog.NONE.environments(),
                Catalog.NONE.applicationTags(),
                Catalog.NONE.environmentTags(),
                Map.of(),
                List.of(),
                List.of(new Catalog.Application(
                        "checkout",
                        List.of(),
                        null,
                        List.of(new ChargeRule(licences, "prod", null, null, true, false)),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        false)),
                List.of(new Pool("platform", List.of(ChargeRule.of(platform, null)), new Split.Direct(), List.of())),
                List.of(),
                List.of(),
                Catalog.Deliveries.DEFAULT,
                Rates.NONE,
                Map.of());
    }

    /// What was deployed as `search` is the application `finder` from February on.
    private static Catalog renamed() {
        Catalog first = catalog();
        return new Catalog(
                first.production(),
                first.environments(),
                first.applicationTags(),
                first.environmentTags(),
                first.currencies(),
                first.teams(),
                List.of(new Catalog.Application(
                        "finder", List.of("search"), null, List.of(), List.of(), List.of(), null, null, false)),
                first.pools(),
                first.unallocated(),
                first.milestones(),
                new Catalog.Deliveries(null, true, Duration.ofHours(3)),
                Rates.NONE,
                Map.of());
    }

    /// Pushes and a pipeline's run, recorded by whichever catalog a worker knows.
    private void revisions() {
        push("r1", "2026-01-09T12:00:00Z", "r0", List.of());
        push("r2", "2026-02-14T12:00:00Z", "r1", List.of());
        push("r4", "2026-03-20T12:00:00Z", "r2", List.of("r2"));
        Told run = Told.of(Origin.application("search"), null, "r2").withPipelineSeconds(300L);
        Instant end = Instant.parse("2026-02-15T12:00:00Z");
        tell(new PipelineTold("github", "run-1", Outcome.SUCCEEDED, end, run));
    }

    private void push(String revision, String at, String before, List<String> reverts) {
        Instant time = Instant.parse(at);
        tell(new RevisionTold(
                "github",
                "push-" + revision,
                Origin.application("search"),
                revision,
                time,
                new Content(time.minusSeconds(3600), null, 1, before, true, reverts, null)));
    }

    private void tell(Fact fact) {
        steps.add(functions -> new Recorder(functions.table)
                .record(
                        List.of(fact),
                        new Resolution(
                                functions.catalog.updateAndGet(
                                        known -> known != null ? known : new Catalogs(functions.table).assignments()),
                                NOW)));
    }

    private void deliveries() {
        for (String application : List.of("checkout", "search")) {
            for (int i = 0; i < 5; i++) {
                String id = application + "-" + i;
                String at = "2026-0" + (1 + i / 2) + "-" + (10 + i * 3) + "T1" + i + ":00:00Z";
                deployment(id, application, "in_progress", "startedAt", at, "r" + i);
                deployment(
                        id,
                        application,
                        i == 3 ? "failed" : "succeeded",
                        "finishedAt",
                        at.replace(":00:00", ":30:00"),
                        "r" + i);
            }
        }
        // Told late; a success stands.
        deployment("checkout-4", "checkout", "in_progress", "startedAt", "2026-03-22T15:00:00Z", "r4");
        // Began in one month, finished in the next.
        deployment("night", "search", "in_progress", "startedAt", "2026-01-31T23:50:00Z", "n1");
        deployment("night", "search", "succeeded", "finishedAt", "2026-02-01T00:20:00Z", "n1");
        // A success that turned out a failure, in the next month.
        deployment("wrong", "checkout", "succeeded", "finishedAt", "2026-02-28T23:00:00Z", "w1");
        deployment("wrong", "checkout", "failed", "finishedAt", "2026-03-01T01:00:00Z", "w1");
        // Rolled back after a day; the revision before is live again, and is deployed again in another region.
        deliver(
                "{\"id\":\"back\",\"application\":\"search\",\"environment\":\"prod\",\"outcome\":\"succeeded\","
                        + "\"finishedAt\":\"2026-02-10T10:00:00Z\",\"revision\":\"b1\",\"rolledBackAt\":\"2026-02-11T10:00:00Z\"}");
        deployment("again", "search", "succeeded", "finishedAt", "2026-02-12T10:00:00Z", "n1");
        deliver("{\"id\":\"canary\",\"application\":\"checkout\",\"environment\":\"staging\",\"outcome\":\"succeeded\","
                + "\"finishedAt\":\"2026-03-05T10:00:00Z\",\"revision\":\"r9\"}");
        deliver("{\"id\":\"repair\",\"application\":\"search\",\"environment\":\"prod\",\"outcome\":\"succeeded\","
                + "\"finishedAt\":\"2026-03-02T10:00:00Z\",\"revision\":\"r7\",\"fixes\":\"search-2\"}");
        deliver("{\"incident\":\"INC-2\",\"application\":\"search\",\"startedAt\":\"2026-03-02T11:00:00Z\"}");
        deliver("{\"incident\":\"INC-1\",\"application\":\"checkout\",\"startedAt\":\"2026-02-10T09:00:00Z\"}");
        deliver("{\"incident\":\"INC-1\",\"application\":\"checkout\",\"startedAt\":\"2026-02-10T09:00:00Z\","
                + "\"resolvedAt\":\"2026-02-10T11:00:00Z\",\"deployment\":\"checkout-1\"}");
    }

    private void bills() {
        // The vanishing owner is charged in the first version only; search has more credits than usage in the second.
        bill(
                "a",
                "2026-02-02T06:00:00Z",
                "2026-01",
                List.of(
                        "checkout,Usage,100.10,A1",
                        "search,Usage,33.33,A1",
                        "vanishing,Usage,5,A1",
                        ",Usage,60.01,platform",
                        ",Purchase,120,licences"));
        bill(
                "a",
                "2026-02-20T06:00:00Z",
                "2026-01",
                List.of(
                        "checkout,Usage,101.10,A1",
                        "search,Usage,-7.77,A1",
                        ",Usage,61.01,platform",
                        ",Tax,3.3,A1",
                        ",Purchase,90,licences"));
        // What the first version amortises the second takes back.
        bill(
                "b",
                "2026-02-03T06:00:00Z",
                "2026-01",
                List.of("search,Usage,12.0000001,B1", "checkout,Credit,-2,B1", ",Purchase,7,licences"));
        bill("b", "2026-02-10T06:00:00Z", "2026-01", List.of("search,Usage,12.0000001,B1", "checkout,Credit,-2,B1"));
        bill(
                "a",
                "2026-03-20T06:00:00Z",
                "2026-02",
                List.of("checkout,Usage,90.5,A1", "search,Usage,41.1,A1", ",Usage,59.99,platform"));
        bill(
                "a",
                "2026-04-05T06:00:00Z",
                "2026-03",
                List.of("checkout,Usage,80,A1", "search,Usage,40,A1", "late,Usage,1,A1", ",Purchase,10,platform"));
        bill(
                "a",
                "2026-04-06T06:00:00Z",
                "2026-03",
                List.of("checkout,Usage,80,A1", "search,Usage,40,A1", "late,Usage,1,A1", ",Purchase,10,platform"));
        crossing();
    }

    private void crossing() {
        step(
                "c",
                "2026-03-16T06:00:00Z",
                "2026-02-15T00:00:00Z",
                "2026-03-15T00:00:00Z",
                List.of("checkout,Usage,28,C1", ",Usage,14,platform"));
    }

    private void bill(String account, String knownAt, String month, List<String> charges) {
        int number = Integer.parseInt(month.substring(5));
        step(account, knownAt, month + "-01T00:00:00Z", "2026-%02d-01T00:00:00Z".formatted(number + 1), charges);
    }

    private void step(String account, String knownAt, String from, String to, List<String> charges) {
        StringBuilder csv = new StringBuilder(
                "BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,"
                        + "ChargePeriodStart,ChargePeriodEnd,ChargeCategory,BilledCost,EffectiveCost,SubAccountId,ProviderName,Tags\n");
        for (String charge : charges) {
            String[] cells = charge.split(",", -1);
            String tags = cells[0].isEmpty()
                    ? ""
                    : "\"{\"\"application\"\":\"\"" + cells[0] + "\"\",\"\"env\"\":\"\"prod\"\"}\"";
            String end = cells[3].equals(LICENCES) ? "2026-05-01T00:00:00Z" : to;
            csv.append(String.join(
                            ",", account, "USD", from, to, from, end, cells[1], cells[2], cells[2], cells[3], "AWS",
                            tags))
                    .append('\n');
        }
        Path file = folder.resolve(steps.size() + ".csv");
        try {
            Files.writeString(file, csv);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Export export = new Export("export", Instant.parse(knownAt), null, false);
        // Read once: what is told apart here is when charges arrive, not how they are read.
        Reading.Read read =
                (Reading.Read) new FocusReader(ENGINE, CATALOG.dimensions(), CATALOG.currencies()).read(List.of(file));
        steps.add(functions -> {
            BillImport.Outcome outcome = functions.bills().divide(export, read, Optional.of(FIRST));
            if (!(outcome instanceof BillImport.Outcome.Imported)) {
                throw new IllegalStateException("not imported: " + outcome);
            }
        });
    }

    private void deployment(
            String id, String application, String outcome, String timeName, String time, String revision) {
        deliver(
                "{\"id\":\"%s\",\"application\":\"%s\",\"environment\":\"production\",\"outcome\":\"%s\",\"%s\":\"%s\",\"revision\":\"%s\"}"
                        .formatted(id, application, outcome, timeName, time, revision));
    }

    private void deliver(String document) {
        byte[] body = document.getBytes(StandardCharsets.UTF_8);
        String id = "msg-" + steps.size();
        steps.add(functions -> {
            APIGatewayV2HTTPResponse response = functions
                    .webhook()
                    .handleRequest(
                            HttpEvents.request("POST", "/webhooks/changes", Map.of(), signed(id, document), body),
                            null);
            if (response.getStatusCode() == 503) {
                throw new IllegalStateException("try again");
            }
            if (response.getStatusCode() != 202 && response.getStatusCode() != 200) {
                throw new AssertionError(response.getStatusCode() + " " + response.getBody() + " to " + document);
            }
        });
    }

    static Map<String, String> signed(String id, String document) {
        try {
            Map<String, String> headers = new HashMap<>();
            headers.put("webhook-id", id);
            headers.put("webhook-timestamp", Long.toString(NOW.getEpochSecond()));
            headers.put("webhook-signature", new Webhook(SECRET).sign(id, NOW.getEpochSecond(), document));
            headers.put("content-type", "application/json");
            return headers;
        } catch (WebhookSigningException | EmptyWebhookSecretException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
