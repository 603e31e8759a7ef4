package costperchange.ingest;

import costperchange.ingest.athena.AthenaWarehouse;
import costperchange.ingest.costexplorer.CostExplorerImport;
import costperchange.ingest.costexplorer.Pace;
import costperchange.ingest.export.ExportsBucket;
import costperchange.ingest.focus.Engine;
import costperchange.store.Clients;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/// Puts the ingest functions together on AWS.
final class Wiring {

    static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private Wiring() {}

    static Splits splits(Environment environment) {
        return new Splits(table(environment));
    }

    static BillImport bills(Environment environment) {
        return new BillImport(table(environment), engine("512MB"), environment.together());
    }

    static CostExplorerImport costExplorer(Environment environment, CostExplorerEnvironment explorer) {
        return new CostExplorerImport(
                AwsClients.costExplorer(Optional.empty()),
                new BillImport(table(environment), engine("256MB"), environment.together()),
                explorer.enquiry(),
                explorer.budget(),
                explorer.lastDays(),
                Pace.of(Clock.systemUTC()));
    }

    static BillImport bills(Environment environment, ExportsEnvironment exports) {
        // The engine works outside the heap: each gets half, less what Java itself needs.
        return new BillImport(table(environment), engine((exports.megabytes() / 2) + "MB"), environment.together());
    }

    /// Empty where the environment names no bucket.
    static Optional<Ingest> ingest(Environment environment, ExportsEnvironment exports) {
        return exports.bucket()
                .map(bucket -> new Ingest(
                        new ExportsBucket(AwsClients.s3(Optional.empty()), bucket, exports.prefix()),
                        bills(environment, exports),
                        TEMPORARY));
    }

    private static Engine engine(String memory) {
        return new Engine(memory, Runtime.getRuntime().availableProcessors(), TEMPORARY.resolve("duckdb"));
    }

    /// Empty where the environment names no workgroup.
    static Optional<WarehouseIngest> athena(Environment environment, ExportsEnvironment exports) {
        return exports.workgroup()
                .map(workgroup -> new WarehouseIngest(
                        new AthenaWarehouse(AwsClients.athena(), workgroup, Duration.ofSeconds(1)),
                        bills(environment, exports)));
    }

    private static Table table(Environment environment) {
        return new Table(Clients.dynamoDb(), environment.table());
    }
}
