package costperchange.report;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A server on this machine that keeps what it is sent, and answers what it is told to; 200 where it is not.
final class HttpServerForTests implements AutoCloseable {

    /// @param content the body, as text
    record Got(String path, String contentType, String content) {}

    /// @param status 0 to close the connection without an answer
    private record Planned(int status, String header, String value, String content) {}

    private final HttpServer server;
    private final List<Got> got = new CopyOnWriteArrayList<>();
    private final Deque<Planned> planned = new ArrayDeque<>();

    HttpServerForTests() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    URI at(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    HttpServerForTests answers(int status) {
        return answers(status, "X-None", "none", "ok");
    }

    HttpServerForTests answers(int status, String header, String value, String content) {
        planned.add(new Planned(status, header, value, content));
        return this;
    }

    List<Got> got() {
        return got;
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String content = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        got.add(new Got(
                exchange.getRequestURI().getPath(), exchange.getRequestHeaders().getFirst("Content-Type"), content));
        Planned answer = planned.isEmpty() ? new Planned(200, "X-None", "none", "ok") : planned.remove();
        if (answer.status != 0) {
            exchange.getResponseHeaders().set(answer.header, answer.value);
            byte[] body = answer.content.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status, body.length);
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
