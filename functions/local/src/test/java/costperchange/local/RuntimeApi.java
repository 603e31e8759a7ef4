package costperchange.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// Lambda's Runtime API for one function: hands out invocations, and takes in their responses and errors.
final class RuntimeApi implements AutoCloseable {

    private static final String INVOCATION = "/2018-06-01/runtime/invocation/";
    private static final String INIT_ERROR = "/2018-06-01/runtime/init/error";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    /// The function answered with an error, or not at all.
    static final class FailedException extends Exception {
        private static final long serialVersionUID = 1;

        FailedException(String message) {
            super(message);
        }
    }

    private record Invocation(String id, String event) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
    private final Map<String, CompletableFuture<String>> answers = new ConcurrentHashMap<>();
    private final CompletableFuture<String> end = new CompletableFuture<>();

    RuntimeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    /// As `AWS_LAMBDA_RUNTIME_API` has it.
    String address() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    /// Hands an event out and waits for the answer.
    String invoke(String event) throws FailedException {
        Invocation invocation = new Invocation(UUID.randomUUID().toString(), event);
        CompletableFuture<String> answer = new CompletableFuture<>();
        answers.put(invocation.id, answer);
        waiting.add(invocation);
        try {
            return (String) CompletableFuture.anyOf(answer, end).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException failed) {
            throw new FailedException(failed.getCause().getMessage());
        } catch (TimeoutException late) {
            throw new FailedException("no answer within " + PATIENCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new FailedException("interrupted");
        }
    }

    /// Nothing more will be answered.
    void ended(String why) {
        end.completeExceptionally(new IllegalStateException(why));
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            if (path.equals(INVOCATION + "next")) {
                handOut(exchange);
                return;
            }
            // Accepted first: who waits for the answer may end the process at once.
            exchange.sendResponseHeaders(202, -1);
            if (path.equals(INIT_ERROR)) {
                ended("it could not be initialised: " + body);
            } else {
                String[] parts = path.substring(INVOCATION.length()).split("/", -1);
                CompletableFuture<String> answer = answers.remove(parts[0]);
                if (parts[1].equals("response")) {
                    answer.complete(body);
                } else {
                    answer.completeExceptionally(new IllegalStateException(body));
                }
            }
        }
    }

    private void handOut(HttpExchange exchange) throws IOException {
        try {
            Invocation invocation = waiting.take();
            byte[] event = invocation.event.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.getResponseHeaders().set("Lambda-Runtime-Aws-Request-Id", invocation.id);
            exchange.getResponseHeaders()
                    .set("Lambda-Runtime-Deadline-Ms", Long.toString(System.currentTimeMillis() + PATIENCE.toMillis()));
            exchange.getResponseHeaders()
                    .set(
                            "Lambda-Runtime-Invoked-Function-Arn",
                            "arn:aws:lambda:us-east-1:111122223333:function:sample");
            exchange.sendResponseHeaders(200, event.length);
            exchange.getResponseBody().write(event);
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
