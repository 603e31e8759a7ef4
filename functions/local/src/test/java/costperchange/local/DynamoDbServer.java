package costperchange.local;

import costperchange.store.Table;
import costperchange.store.TableDefinition;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.dynamodb.services.local.main.ServerRunner;
import software.amazon.dynamodb.services.local.server.DynamoDBProxyServer;

/// DynamoDB Local in memory, answering over HTTP.
final class DynamoDbServer implements AutoCloseable {

    private final URI endpoint;
    private final DynamoDBProxyServer server;
    private final DynamoDbClient client;

    DynamoDbServer() throws Exception {
        int port = freePort();
        endpoint = URI.create("http://localhost:" + port);
        server = ServerRunner.createServerFromCommandLineArgs(
                new String[] {"-inMemory", "-sharedDb", "-port", Integer.toString(port)});
        server.start();
        client = DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("sample", "sample")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    String endpoint() {
        return endpoint.toString();
    }

    /// A new, empty table.
    Table table() {
        String name = "table-" + UUID.randomUUID();
        client.createTable(TableDefinition.create(name));
        return new Table(client, name);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.stop();
    }
}
