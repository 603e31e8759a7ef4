package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Answers the API and the webhooks on loopback until it is stopped.
@Command(name = "serve", description = "Answer the API and the webhooks on loopback.", mixinStandardHelpOptions = true)
final class ServeCommand implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Mixin
    private TokenOptions tokens;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "0 for any that is free; ${DEFAULT-VALUE} if not given")
    private int port;

    @Option(
            names = "--secret",
            paramLabel = "SOURCE=SECRET",
            description = "a live secret of a webhook's source, such as github=...; may be given again, to rotate")
    private @Nullable List<String> secrets;

    @Option(
            names = "--otlp",
            paramLabel = "URL",
            description = "an OpenTelemetry collector, such as http://localhost:4318, that is sent the metrics")
    private @Nullable URI otlp;

    @Option(names = "--otlp-seconds", defaultValue = "60", description = "how often; ${DEFAULT-VALUE} if not given")
    private int otlpSeconds;

    @Override
    public Integer call() throws InterruptedException {
        try (Installation installation = folder.open(secretsBySource(), tokens.guard(), Clock.systemUTC());
                OtlpRounds _ = OtlpRounds.of(installation, otlp, otlpSeconds)) {
            serve(
                    installation,
                    tokens.before(installation::route),
                    port,
                    spec.commandLine().getOut());
            return 0;
        }
    }

    /// Serves until the process is stopped, working through the stream every quarter of a second.
    static void serve(
            Installation installation,
            Function<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> functions,
            int port,
            PrintWriter out)
            throws InterruptedException {
        Thread main = Thread.currentThread();
        Thread stopping = new Thread(() -> stop(main));
        Runtime.getRuntime().addShutdownHook(stopping);
        try (LocalServer server = new LocalServer(port, functions)) {
            out.println("The page is " + server.address() + "/ (loopback only; Ctrl-C ends it). Or try:");
            out.println("  curl " + server.address() + "/v1/cost-per-change");
            out.println("  curl -H 'accept: text/csv' " + server.address() + "/v1/applications");
            out.flush();
            while (true) {
                installation.settle();
                Thread.sleep(Duration.ofMillis(250));
            }
        }
    }

    /// Lets what was begun be finished before the process ends.
    private static void stop(Thread main) {
        main.interrupt();
        try {
            main.join(Duration.ofSeconds(20));
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
    }

    private Map<String, List<String>> secretsBySource() {
        Map<String, List<String>> bySource = new HashMap<>();
        for (String secret : secrets == null ? List.<String>of() : secrets) {
            int equals = secret.indexOf('=');
            if (equals < 1) {
                throw new Refusal("--secret must be SOURCE=SECRET");
            }
            bySource.computeIfAbsent(secret.substring(0, equals), source -> new ArrayList<>())
                    .add(secret.substring(equals + 1));
        }
        return bySource;
    }
}
