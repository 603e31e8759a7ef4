package costperchange.ingest.export;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/// A server that promises more than it sends.
class BrokenConnectionTest {

    private static final String ANSWER = """
            HTTP/1.1 200 OK\r
            Last-Modified: Fri, 20 Feb 2026 06:00:00 GMT\r
            Content-Length: 1000\r
            Connection: close\r
            \r
            only this""";

    @TempDir
    Path temporary;

    @Test
    void half_a_file_is_never_taken_for_a_whole_one() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server));
            ExportsBucket bucket = new ExportsBucket(client(server.getLocalPort()), "acme-exports", "");
            Manifest manifest = new Manifest(
                    new ManifestKey("m", "acme-focus", YearMonth.of(2026, 1), false),
                    Instant.parse("2026-02-20T06:00:05Z"),
                    List.of(new DataFile("a.csv", Optional.empty())),
                    true);

            assertThatThrownBy(() -> bucket.fetch(manifest, temporary))
                    .hasMessageContaining("s3://acme-exports/a.csv")
                    .isInstanceOfAny(NotImportedException.class, UncheckedIOException.class);
        }
    }

    private static S3Client client(int port) {
        return S3Client.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .forcePathStyle(true)
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    private static void answer(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[8192]);
                socket.getOutputStream().write(ANSWER.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }
}
