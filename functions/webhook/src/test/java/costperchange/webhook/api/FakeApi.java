package costperchange.webhook.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A host's API on this machine: answers what it is told to, and notes what it was asked.
public final class FakeApi implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Deque<Answer>> answers = Collections.synchronizedMap(new HashMap<>());
    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final List<String> tokens = Collections.synchronizedList(new ArrayList<>());

    /// @param headers by name
    public record Answer(int status, Map<String, String> headers, String body) {

        public static Answer of(String body) {
            return new Answer(200, Map.of(), body);
        }

        public static Answer status(int status, Map<String, String> headers) {
            return new Answer(status, headers, "{\"message\":\"sample\"}");
        }

        public Answer linkingTo(String next) {
            return new Answer(status, Map.of("Link", "<" + next + ">; rel=\"next\", <x>; rel=\"last\""), body);
        }
    }

    public FakeApi() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    /// Answers one request after the other; the last for all that follow.
    public FakeApi on(String address, Answer... inTurn) {
        answers.put(address, new ArrayDeque<>(Arrays.asList(inTurn)));
        return this;
    }

    public FakeApi gitHub(String repository) {
        String path = "/repos/" + repository;
        String own = sample("github-repository").replace("acme/shop", repository);
        return on(path, Answer.of(own))
                .on(path + "/deployments?per_page=100", Answer.of(sample("github-deployments")))
                .on(path + "/deployments/4711/statuses?per_page=100", Answer.of(sample("github-deployment-statuses")))
                .on(path + "/deployments/4705/statuses?per_page=100", Answer.of("[]"))
                .on(path + "/actions/runs?per_page=100", Answer.of(sample("github-runs")))
                .on(path + "/actions/runs/9001/attempts/1", Answer.of(sample("github-run-attempt")))
                .on(
                        path + "/pulls?state=closed&sort=updated&direction=desc&per_page=100",
                        Answer.of(sample("github-pulls")))
                .on(path + "/pulls/42", Answer.of(sample("github-pull")))
                .on(path + "/pulls/42/commits?per_page=100", Answer.of(sample("github-pull-commits")));
    }

    public FakeApi gitLab(String since) {
        String path = "/projects/acme%2Fweb%2Fshop";
        String newest = "?order_by=updated_at&sort=desc&per_page=100&updated_after=" + since;
        return on(path, Answer.of(sample("gitlab-project")))
                .on(path + "/deployments" + newest, Answer.of(sample("gitlab-deployments")))
                .on(path + "/pipelines" + newest, Answer.of(sample("gitlab-pipelines")))
                .on(path + "/pipelines/31", Answer.of(sample("gitlab-pipeline")))
                .on(path + "/merge_requests" + newest + "&state=merged", Answer.of(sample("gitlab-merge-requests")))
                .on(path + "/merge_requests/7/commits?per_page=100", Answer.of(sample("gitlab-merge-request-commits")));
    }

    public static String sample(String name) {
        try {
            return Files.readString(Path.of(System.getProperty("project.root"), "events", "api", name + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI base() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What was asked, in order, and forgets it.
    public List<String> asked() {
        List<String> all = List.copyOf(asked);
        asked.clear();
        return all;
    }

    /// The tokens that came.
    public List<String> tokens() {
        return List.copyOf(tokens);
    }

    private void answer(HttpExchange exchange) throws IOException {
        String address = exchange.getRequestURI().toString();
        asked.add(address);
        tokens.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
        Deque<Answer> inTurn = answers.getOrDefault(address, new ArrayDeque<>());
        Answer answer = inTurn.size() > 1 ? inTurn.poll() : inTurn.peek();
        Answer given = answer == null ? Answer.status(404, Map.of()) : answer;
        byte[] body = given.body().getBytes(StandardCharsets.UTF_8);
        given.headers().forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
        exchange.sendResponseHeaders(given.status(), body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
