package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.calculator.allocation.Catalog;
import costperchange.ingest.BillFunction;
import costperchange.ingest.BillImport;
import costperchange.ingest.SplitFunction;
import costperchange.ingest.focus.Engine;
import costperchange.ingest.focus.RowReader;
import costperchange.join.Assign;
import costperchange.join.AssignFunction;
import costperchange.join.Join;
import costperchange.join.JoinFunction;
import costperchange.join.Recompute;
import costperchange.query.CatalogFunction;
import costperchange.query.QueryFunction;
import costperchange.report.Gauge;
import costperchange.report.LatestMetrics;
import costperchange.store.Json;
import costperchange.store.Measurements;
import costperchange.store.Splits;
import costperchange.store.Table;
import costperchange.store.api.Guard;
import costperchange.webhook.Secrets;
import costperchange.webhook.Webhook;
import costperchange.webhook.WebhookFunction;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// All functions around one table: what the template is on AWS.
///
/// Closing works through what is left of the stream first, so that a command ends with everything it set off.
final class Installation implements AutoCloseable {

    private static final Path TEMPORARY = Path.of(System.getProperty("java.io.tmpdir"));

    private final Database database;
    private final StreamPoller stream;
    private final Table table;
    private final Guard guard;
    private final Clock clock;
    private final WebhookFunction webhook;
    private final QueryFunction query;
    private final CatalogFunction catalog;
    private final BillFunction bill;
    private final AssignFunction assign;

    private Installation(Database database, Map<String, List<String>> secrets, Guard guard, Clock clock) {
        this.database = database;
        this.guard = guard;
        this.clock = clock;
        table = database.table();
        stream = StreamPoller.fromNow(
                table,
                database.streams(),
                StreamPoller.mappings(
                        new SplitFunction(new Splits(table)), new JoinFunction(new Assign(table), new Join(table))));
        webhook = new WebhookFunction(new Webhook(table, new Secrets(() -> Json.text(secrets), clock), clock));
        query = new QueryFunction(new Measurements(table, Measurements.Limit.OF_ANSWERS), guard, clock);
        catalog = new CatalogFunction(table, guard, clock);
        bill = new BillFunction(bills(), TEMPORARY, guard, clock);
        assign = new AssignFunction(new Assign(table));
        if (database.leftUnfinished()) {
            new Recompute(table).run(YearMonth.of(1970, 1), YearMonth.of(9998, 12));
        }
    }

    static Installation open(Optional<Path> folder) {
        return open(folder, Map.of(), new Guard.Open(), Clock.systemUTC());
    }

    /// @param secrets of the webhook's sources, by their names; a source without any is refused
    /// @param guard says who may read and upload
    static Installation open(Optional<Path> folder, Map<String, List<String>> secrets, Guard guard, Clock clock) {
        return new Installation(folder.map(Database::in).orElseGet(Database::inMemory), secrets, guard, clock);
    }

    Table table() {
        return table;
    }

    Clock clock() {
        return clock;
    }

    BillImport bills() {
        return bills(Set.of());
    }

    /// @param together sources that may bill the same account
    BillImport bills(Set<String> together) {
        return new BillImport(table, engine(), together);
    }

    /// Reads rows of a source's bills as an import would by the catalog that holds.
    RowReader rows(String source) {
        Catalog catalog = currentCatalog();
        return new RowReader(
                engine(),
                catalog.dimensions(),
                catalog.currencies(),
                catalog.bills().get(source));
    }

    Catalog currentCatalog() {
        return new Measurements(table).catalog(null);
    }

    private static Engine engine() {
        return new Engine("2GB", Runtime.getRuntime().availableProcessors(), TEMPORARY.resolve("cost-per-change"));
    }

    APIGatewayV2HTTPResponse webhook(APIGatewayV2HTTPEvent event) {
        return webhook.handleRequest(event, null);
    }

    APIGatewayV2HTTPResponse query(APIGatewayV2HTTPEvent event) {
        return query.handleRequest(event, null);
    }

    APIGatewayV2HTTPResponse catalog(APIGatewayV2HTTPEvent event) {
        return catalog.handleRequest(event, null);
    }

    /// Routes a request as the template's API does.
    APIGatewayV2HTTPResponse route(APIGatewayV2HTTPEvent event) {
        if (event.getRawPath().startsWith("/webhooks/")) {
            return webhook(event);
        }
        if (event.getRawPath().equals(PrometheusText.PATH)) {
            return metrics(event);
        }
        if (event.getRawPath().startsWith("/v1/bills/")) {
            return bill.handleRequest(event, null);
        }
        boolean upload = event.getRawPath().equals("/v1/catalog")
                && !event.getRequestContext().getHttp().getMethod().equals("GET");
        return upload ? catalog(event) : query(event);
    }

    private APIGatewayV2HTTPResponse metrics(APIGatewayV2HTTPEvent event) {
        if (!event.getRequestContext().getHttp().getMethod().equals("GET")) {
            return PrometheusText.refused(405);
        }
        return guard.caller(event)
                .map(caller -> caller.readsAll() ? PrometheusText.answer(event, gauges()) : PrometheusText.refused(403))
                .orElseGet(() -> PrometheusText.refused(401));
    }

    /// The metrics of the latest complete day.
    List<Gauge> gauges() {
        return LatestMetrics.on(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC), new Measurements(table));
    }

    /// Assigns deliveries by a new catalog, and works through the stream until nothing more comes.
    void settle() {
        synchronized (stream) {
            assign.handleRequest(Map.of(), null);
            stream.drain();
        }
    }

    @Override
    public void close() {
        settle();
        database.finished();
        database.close();
    }
}
