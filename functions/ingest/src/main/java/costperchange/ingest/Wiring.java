package costperchange.ingest;

import costperchange.ingest.athena.AthenaWarehouse;
import costperchange.ingest.export.ExportsBucket;
import costperchange.ingest.focus.Engine;
import costperchange.store.Clients;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.athena.AthenaClient;
import software.amazon.awssdk.services.s3.S3Client;

/// Puts the ingest functions together on AWS.
final class Wiring {

    private Wiring() {}

    static Splits splits(Environment environment) {
        return new Splits(table(environment));
    }

    static Ingest ingest(Environment environment, ExportsEnvironment exports) {
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        // The engine works outside the heap: each gets half, less what Java itself needs.
        Engine engine = new Engine(
                (exports.megabytes() / 2) + "MB",
                Runtime.getRuntime().availableProcessors(),
                temporary.resolve("duckdb"));
        return new Ingest(
                new ExportsBucket(s3(), exports.bucket(), exports.prefix()),
                new BillImport(table(environment), engine),
                temporary);
    }

    /// Empty where the environment names no workgroup.
    static Optional<WarehouseIngest> athena(Environment environment, ExportsEnvironment exports) {
        return exports.workgroup()
                .map(workgroup -> new WarehouseIngest(
                        new AthenaWarehouse(athena(), workgroup, Duration.ofSeconds(1)),
                        ingest(environment, exports).bills()));
    }

    private static AthenaClient athena() {
        return AthenaClient.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }

    private static S3Client s3() {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .credentialsProvider(DefaultCredentialsProvider.builder().build())
                .build();
    }

    private static Table table(Environment environment) {
        return new Table(Clients.dynamoDb(), environment.table());
    }
}
