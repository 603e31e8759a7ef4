package costperchange.ingest.costexplorer;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import costperchange.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import tools.jackson.databind.JsonNode;

/// A Cost Explorer on this machine that answers from charges, as the real one groups, filters and pages; and
/// that can be told to fail. Counts what it is asked.
final class FakeCostExplorer implements AutoCloseable {

    /// A charge of a day.
    record Cost(
            LocalDate day, String type, String tag, String account, String service, String billed, String effective) {}

    /// Something else to answer.
    record Trouble(int status, String body) {

        static Trouble error(int status, String type) {
            return new Trouble(status, "{\"__type\": \"" + type + "\", \"Message\": \"said by the test\"}");
        }
    }

    private final HttpServer server;
    private final List<Cost> costs = new ArrayList<>();
    private final ConcurrentLinkedDeque<Trouble> troubles = new ConcurrentLinkedDeque<>();
    private final AtomicInteger asked = new AtomicInteger();
    private volatile int pageSize = Integer.MAX_VALUE;
    private volatile String tokens = "";
    private volatile LocalDate settledBefore = LocalDate.MIN;
    private volatile String offInTotals = "0";

    FakeCostExplorer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// How many requests came, failed ones too.
    int asked() {
        return asked.get();
    }

    FakeCostExplorer with(String day, String type, String tag, String account, String billed, String effective) {
        costs.add(new Cost(LocalDate.parse(day), type, tag, account, "Amazon S3", billed, effective));
        return this;
    }

    /// At most so many groups on a page.
    FakeCostExplorer paged(int groups) {
        pageSize = groups;
        return this;
    }

    /// Tokens given before no longer hold.
    void newTokens(String mark) {
        tokens = mark;
    }

    /// Days before this one are no longer estimated.
    FakeCostExplorer settledBefore(String day) {
        settledBefore = LocalDate.parse(day);
        return this;
    }

    /// The totals of days that have charges differ by so much.
    void offInTotals(String amount) {
        offInTotals = amount;
    }

    FakeCostExplorer fails(Trouble... next) {
        troubles.addAll(List.of(next));
        return this;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) {
        asked.incrementAndGet();
        try (exchange) {
            JsonNode request = Json.MAPPER.readTree(exchange.getRequestBody().readAllBytes());
            Trouble trouble = troubles.poll();
            Trouble said = trouble != null ? trouble : said(request);
            byte[] body = said.body().getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
            exchange.sendResponseHeaders(said.status(), body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Trouble said(JsonNode request) {
        if (request.path("GroupBy").size() > 2) {
            return Trouble.error(400, "ValidationException");
        }
        String token = request.path("NextPageToken").asString(tokens + "0");
        if (!token.startsWith(tokens)) {
            return Trouble.error(400, "InvalidNextTokenException");
        }
        int from = Integer.parseInt(token.substring(tokens.length()));
        List<Map<String, Object>> days = new ArrayList<>();
        LocalDate first =
                LocalDate.parse(request.path("TimePeriod").path("Start").asString());
        LocalDate end = LocalDate.parse(request.path("TimePeriod").path("End").asString());
        int seen = 0;
        for (LocalDate day = first; day.isBefore(end); day = day.plusDays(1)) {
            List<Map<String, Object>> groups = new ArrayList<>();
            for (Map<String, Object> group : groups(request, day)) {
                if (seen >= from && seen < (long) from + pageSize) {
                    groups.add(group);
                }
                seen++;
            }
            days.add(Map.of(
                    "TimePeriod",
                    Map.of("Start", day.toString(), "End", day.plusDays(1).toString()),
                    "Estimated",
                    !day.isBefore(settledBefore),
                    "Total",
                    request.path("GroupBy").isEmpty() ? total(request, day) : Map.of(),
                    "Groups",
                    groups));
        }
        Map<String, Object> response = new TreeMap<>(Map.of("ResultsByTime", days));
        if (seen > (long) from + pageSize) {
            response.put("NextPageToken", tokens + (from + pageSize));
        }
        return new Trouble(200, Json.text(response));
    }

    private Map<String, Object> total(JsonNode request, LocalDate day) {
        List<Cost> all = of(request, day);
        return metrics(request, all, all.isEmpty() ? BigDecimal.ZERO : new BigDecimal(offInTotals));
    }

    private List<Map<String, Object>> groups(JsonNode request, LocalDate day) {
        Map<String, List<Cost>> byKeys = new TreeMap<>();
        Map<String, List<String>> keys = new TreeMap<>();
        if (request.path("GroupBy").isEmpty()) {
            return List.of();
        }
        for (Cost cost : of(request, day)) {
            List<String> key = new ArrayList<>();
            request.path("GroupBy").forEach(by -> key.add(key(by, cost)));
            keys.put(key.toString(), key);
            byKeys.computeIfAbsent(key.toString(), none -> new ArrayList<>()).add(cost);
        }
        List<Map<String, Object>> groups = new ArrayList<>();
        byKeys.forEach((name, all) ->
                groups.add(Map.of("Keys", keys.get(name), "Metrics", metrics(request, all, BigDecimal.ZERO))));
        return groups;
    }

    private List<Cost> of(JsonNode request, LocalDate day) {
        JsonNode filter = request.path("Filter").path("Dimensions").path("Values");
        List<String> types = filter.valueStream().map(JsonNode::asString).toList();
        return costs.stream()
                .filter(cost -> cost.day().equals(day) && (types.isEmpty() || types.contains(cost.type())))
                .toList();
    }

    private static String key(JsonNode by, Cost cost) {
        String key = by.path("Key").asString();
        return by.path("Type").asString().equals("TAG")
                ? key + "$" + cost.tag()
                : switch (key) {
                    case "RECORD_TYPE" -> cost.type();
                    case "LINKED_ACCOUNT" -> cost.account();
                    case "SERVICE" -> cost.service();
                    default -> throw new IllegalArgumentException(key);
                };
    }

    private static Map<String, Object> metrics(JsonNode request, List<Cost> costs, BigDecimal more) {
        Map<String, Object> metrics = new TreeMap<>();
        request.path("Metrics").forEach(metric -> {
            boolean amortized = metric.asString().contains("Amortized");
            BigDecimal sum = costs.stream()
                    .map(cost -> new BigDecimal(amortized ? cost.effective() : cost.billed()))
                    .reduce(more, BigDecimal::add);
            metrics.put(metric.asString(), Map.of("Amount", sum.toString(), "Unit", "USD"));
        });
        return metrics;
    }
}
