package costperchange.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.sun.management.OperatingSystemMXBean;
import costperchange.store.LocalTable;
import costperchange.store.Table;
import costperchange.webhook.source.Delivery;
import costperchange.webhook.source.Result;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Told;
import costperchange.webhook.source.Source;
import costperchange.webhook.source.Sources;
import java.lang.management.ManagementFactory;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// One round of a benchmark: some hundred deliveries of a kind, none like another, and what each part of taking
/// them costs.
final class WebhookWork {

    /// @param sample that is sent
    /// @param varying text of it in whose place each delivery has another one of the same length
    record Kind(String sample, String varying) {

        int bytes() {
            return Samples.body(Samples.event(sample)).length;
        }

        private APIGatewayV2HTTPEvent delivery(int number) {
            APIGatewayV2HTTPEvent event = Samples.event(sample);
            String fresh = ("%0" + varying.length() + "d").formatted(number);
            String body = new String(Samples.body(event), UTF_8).replace(varying, fresh);
            event.setBody(body);
            event.setHeaders(Samples.headers(event, body));
            return event;
        }
    }

    /// A deployment of GitHub, our own document, and the largest sample there is.
    static final List<Kind> KINDS = List.of(
            new Kind("changes-succeeded", "4711"),
            new Kind("github-deployment-status-success", "4711"),
            new Kind("github-push", "9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c"));

    /// No number of JSON begins with a zero.
    private static final int FIRST = 1_000;

    private static final int DELIVERIES = 800;

    /// Over how many times the parts without a store are timed: the processor's time comes in steps of 10 ms.
    private static final int PASSES = 40;

    private static final Clock CLOCK = Clock.fixed(Samples.SENT, ZoneOffset.UTC);
    private static final OperatingSystemMXBean MACHINE =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final List<APIGatewayV2HTTPEvent> events = new ArrayList<>();
    private final List<Delivery> deliveries = new ArrayList<>();
    private final Source source;

    WebhookWork(Kind kind, int round) {
        for (int i = 0; i < DELIVERIES; i++) {
            APIGatewayV2HTTPEvent event = kind.delivery(FIRST + round * DELIVERIES + i);
            events.add(event);
            deliveries.add(new Delivery(event.getHeaders(), Samples.body(event)));
        }
        source = Sources.named(Samples.source(events.getFirst())).orElseThrow();
    }

    /// Microseconds of a delivery: signature; signature and reading; over no store; a bare put; over a store.
    double[] micros() {
        double signature = receiving(List.of("whsec_" + "AAAA".repeat(8)), BadSignature.class);
        double reading = receiving(Samples.SECRETS.get(source.name()), Told.class);
        NothingStored nothing = new NothingStored();
        double alone = 0;
        for (int pass = 0; pass < PASSES; pass++) {
            alone += handling(new Table(nothing, "nothing")) / PASSES;
        }
        if (nothing.puts() != (long) PASSES * DELIVERIES) {
            throw new IllegalStateException("put " + nothing.puts());
        }
        try (LocalTable local = LocalTable.alone();
                LocalTable other = LocalTable.alone()) {
            double whole = handling(local.table());
            double put = putting(stored(local.table()), other.table());
            return new double[] {signature, reading, alone, put, whole};
        }
    }

    private double receiving(List<String> secrets, Class<? extends Result> expected) {
        long start = MACHINE.getProcessCpuTime();
        for (int pass = 0; pass < PASSES; pass++) {
            for (Delivery delivery : deliveries) {
                Result result = source.receive(delivery, secrets, Samples.SENT);
                if (!expected.isInstance(result)) {
                    throw new IllegalStateException(result.toString());
                }
            }
        }
        return since(start) / PASSES;
    }

    private double handling(Table table) {
        WebhookFunction function = new WebhookFunction(new Webhook(table, new Secrets(Samples::secrets, CLOCK), CLOCK));
        long start = MACHINE.getProcessCpuTime();
        for (APIGatewayV2HTTPEvent event : events) {
            if (function.handleRequest(event, null).getStatusCode() != 202) {
                throw new IllegalStateException("not recorded");
            }
        }
        return since(start);
    }

    private static double putting(List<Map<String, AttributeValue>> items, Table table) {
        DynamoDbClient client = table.client();
        long start = MACHINE.getProcessCpuTime();
        for (Map<String, AttributeValue> item : items) {
            client.putItem(r -> r.tableName(table.name()).item(item).conditionExpression("attribute_not_exists(pk)"));
        }
        return since(start);
    }

    private static List<Map<String, AttributeValue>> stored(Table table) {
        List<Map<String, AttributeValue>> items = new ArrayList<>();
        table.client()
                .scanPaginator(r -> r.tableName(table.name()))
                .items()
                .forEach(item -> items.add(new HashMap<>(item)));
        if (items.size() != DELIVERIES) {
            throw new IllegalStateException(items.size() + " items");
        }
        return items;
    }

    private static double since(long start) {
        return (MACHINE.getProcessCpuTime() - start) / 1e3 / DELIVERIES;
    }
}
