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

    private static final Manifest MANIFEST = new Manifest(
            new ManifestKey("m", "acme-focus", YearMonth.of(2026, 1), false),
            Instant.parse("2026-02-20T06:00:05Z"),
            List.of(new DataFile("a.csv", Optional.empty())),
            true);

    @TempDir
    Path temporary;

    @Test
    void half_a_file_is_never_taken_for_a_whole_one() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, ANSWER));
            ExportsBucket bucket = new ExportsBucket(client(server.getLocalPort()), "acme-exports", "");

            assertThatThrownBy(() -> bucket.fetch(MANIFEST, temporary))
                    .hasMessageContaining("s3://acme-exports/a.csv")
                    .isInstanceOfAny(NotImportedException.class, UncheckedIOException.class);
        }
    }

    @Test
    void a_file_that_the_disk_has_no_room_for_is_not_begun() throws IOException {
        String huge = ANSWER.replace("Content-Length: 1000", "Content-Length: 8000000000000000000");
        try (ServerSocket server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> answer(server, huge));
            ExportsBucket bucket = new ExportsBucket(client(server.getLocalPort()), "acme-exports", "");

            assertThatThrownBy(() -> bucket.fetch(MANIFEST, temporary))
                    .isInstanceOf(NotImportedException.class)
                    .hasMessageStartingWith("s3://acme-exports/a.csv: has 8000000000000000000 bytes, for which there is"
                            + " no room: ");
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

    private static void answer(ServerSocket server, String answer) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.getInputStream().read(new byte[8192]);
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException closed) {
                return;
            }
        }
    }
}
