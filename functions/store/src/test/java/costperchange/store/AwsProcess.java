package costperchange.store;

import cloud.localstack.Localstack;
import cloud.localstack.docker.annotation.LocalstackDockerConfiguration;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// The process behind [AwsServer].
///
/// @param endpoint where all services answer
/// @param stop ends it
record AwsProcess(URI endpoint, Runnable stop) implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(AwsProcess.class.getName());
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /// Starts one and waits until it answers; empty if there is none to start.
    static Optional<AwsProcess> start() {
        return localstack().or(AwsProcess::moto);
    }

    @Override
    public void close() {
        stop.run();
    }

    private static Optional<AwsProcess> localstack() {
        if (!succeeds("docker", "info")) {
            return Optional.empty();
        }
        try {
            Localstack.INSTANCE.startup(LocalstackDockerConfiguration.builder()
                    .randomizePorts(true)
                    .imageTag("4.4.0")
                    .build());
            return Optional.of(
                    new AwsProcess(URI.create(Localstack.INSTANCE.getEndpointS3()), Localstack.INSTANCE::stop));
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.WARNING, "Docker runs, but LocalStack does not start", e);
            return Optional.empty();
        }
    }

    private static Optional<AwsProcess> moto() {
        if (!succeeds("moto_server", "--help")) {
            return Optional.empty();
        }
        try {
            int port = freePort();
            Process process = new ProcessBuilder("moto_server", "-H", "127.0.0.1", "-p", Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Should this JVM be ended early, the server must not outlive it.
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(process)));
            URI endpoint = URI.create("http://127.0.0.1:" + port);
            awaitAnswer(process, endpoint.resolve("/moto-api/"));
            return Optional.of(new AwsProcess(endpoint, () -> stop(process)));
        } catch (IOException e) {
            throw new IllegalStateException("moto_server does not start", e);
        }
    }

    private static void stop(Process process) {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitAnswer(Process process, URI uri) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        try (HttpClient client = HttpClient.newHttpClient()) {
            while (!answers(client, uri)) {
                if (!process.isAlive() || System.nanoTime() > until) {
                    stop(process);
                    throw new IllegalStateException("moto_server does not answer at " + uri);
                }
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            stop(process);
            throw new IllegalStateException("interrupted while moto_server started", e);
        }
    }

    private static boolean answers(HttpClient client, URI uri) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// Whether a command is there and ends well.
    private static boolean succeeds(String... command) {
        try {
            Process process = new ProcessBuilder(List.of(command))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
