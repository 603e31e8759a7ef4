package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `import changes --github`, of a GitHub on this machine that gives the sample answers.
class ImportApiTest {

    private static final Map<String, String> ANSWERS = Map.of(
            "/repos/acme/shop", "github-repository",
            "/repos/acme/shop/deployments", "github-deployments",
            "/repos/acme/shop/deployments/4711/statuses", "github-deployment-statuses",
            "/repos/acme/shop/actions/runs", "github-runs",
            "/repos/acme/shop/actions/runs/9001/attempts/1", "github-run-attempt",
            "/repos/acme/shop/pulls", "github-pulls",
            "/repos/acme/shop/pulls/42", "github-pull",
            "/repos/acme/shop/pulls/42/commits", "github-pull-commits");

    @TempDir
    Path temp;

    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            String name = ANSWERS.get(exchange.getRequestURI().getPath());
            byte[] body = name == null
                    ? "{}".getBytes(StandardCharsets.UTF_8)
                    : Files.readAllBytes(CommandLineRun.ROOT.resolve("events/api/" + name + ".json"));
            exchange.sendResponseHeaders(name == null ? 404 : 200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        Files.writeString(temp.resolve("token"), "s3cret\n");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void what_github_knows_is_imported_once_and_counts_as_what_a_webhook_told() {
        CommandLineRun first = run("acme/shop");
        assertThat(first.exit()).as(first.err()).isZero();
        assertThat(first.out()).isEqualTo("4 deployments and revisions recorded, 0 known already\n");
        assertThat(run("acme/shop").out()).startsWith("0 deployments and revisions recorded");

        CommandLineRun changes = CommandLineRun.of(
                temp.resolve("data"), "changes", "shop", "--from", "2026-11-01", "--to", "2026-12-01");
        assertThat(changes.out()).contains("9f2c41d0a5b3c7e8f1a2b3c4d5e6f708192a3b4c");
    }

    @Test
    void what_could_not_be_asked_about_ends_with_1_and_says_why() {
        CommandLineRun run = run("acme/gone");

        assertThat(run.exit()).isOne();
        assertThat(run.err())
                .contains("run it again to go on", "/repos/acme/gone answered 404")
                .doesNotContain("s3cret");
    }

    private CommandLineRun run(String repository) {
        return CommandLineRun.of(
                temp.resolve("data"),
                "import",
                "changes",
                "--github",
                repository,
                "--since",
                "2026-10-01",
                "--token-file",
                temp.resolve("token").toString(),
                "--api",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }
}
