package costperchange.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import costperchange.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/// GitHub, GitLab and a receiver of webhooks on this machine: comments are kept and listed, webhooks kept
/// with their headers; it fails as it is told to.
final class HostOfCode implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, List<JsonNode>> comments = Collections.synchronizedMap(new HashMap<>());
    private final Map<String, String> fixed = Collections.synchronizedMap(new HashMap<>());
    private final Deque<Failure> failures = new ArrayDeque<>();
    private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    private final List<Delivery> deliveries = Collections.synchronizedList(new ArrayList<>());

    /// @param status answered instead; 0 to answer nothing
    /// @param landed whether what was posted is kept nevertheless
    record Failure(int status, Map<String, String> headers, boolean landed) {}

    /// A webhook that came.
    record Delivery(Map<String, List<String>> headers, String body) {}

    HostOfCode() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What the next posts come to, in order.
    HostOfCode failing(Failure... next) {
        failures.addAll(List.of(next));
        return this;
    }

    /// Answers a path with a text, or with a status where that is a number.
    HostOfCode on(String path, String answer) {
        fixed.put(path, answer);
        return this;
    }

    List<String> comments(String path, String field) {
        return comments.getOrDefault(path, List.of()).stream()
                .map(one -> one.path(field).asString())
                .toList();
    }

    int comments() {
        return comments.values().stream().mapToInt(List::size).sum();
    }

    List<Delivery> deliveries() {
        return List.copyOf(deliveries);
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
            if (fixed.containsKey(path)) {
                fixed(exchange, fixed.get(path));
            } else if (exchange.getRequestMethod().equals("GET")) {
                list(exchange, path);
            } else {
                post(exchange, path, body);
            }
        }
    }

    private static void fixed(HttpExchange exchange, String answer) throws IOException {
        boolean status = answer.matches("\\d{3}");
        send(exchange, status ? Integer.parseInt(answer) : 200, status ? "{}" : answer);
    }

    /// Two to a page, so that a mark may stand on the second.
    private void list(HttpExchange exchange, String path) throws IOException {
        List<JsonNode> all = comments.getOrDefault(path, List.of());
        String query = String.valueOf(exchange.getRequestURI().getQuery());
        int page = query.matches(".*&page=\\d+") ? Integer.parseInt(query.replaceAll(".*&page=", "")) : 1;
        ArrayNode some = Json.MAPPER.createArrayNode();
        all.stream().skip(2L * (page - 1)).limit(2).forEach(some::add);
        if (all.size() > 2 * page) {
            exchange.getResponseHeaders()
                    .add("Link", "<" + base() + path + "?per_page=100&page=" + (page + 1) + ">; rel=\"next\"");
        }
        send(exchange, 200, Json.text(some));
    }

    private void post(HttpExchange exchange, String path, String body) throws IOException {
        Failure failure;
        synchronized (failures) {
            failure = failures.poll();
        }
        if (failure == null || failure.landed) {
            keep(exchange, path, body);
        }
        if (failure == null) {
            send(exchange, 201, "{}");
        } else if (failure.status != 0) {
            failure.headers.forEach(
                    (name, value) -> exchange.getResponseHeaders().add(name, value));
            send(exchange, failure.status, "{}");
        }
    }

    private void keep(HttpExchange exchange, String path, String body) {
        if (path.equals("/hook")) {
            deliveries.add(new Delivery(Map.copyOf(exchange.getRequestHeaders()), body));
        } else {
            comments.computeIfAbsent(path, key -> Collections.synchronizedList(new ArrayList<>()))
                    .add(Json.MAPPER.readTree(body));
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
