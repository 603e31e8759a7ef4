package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.query.QueryFunction;
import costperchange.store.LocalTable;
import costperchange.store.Measurements;
import costperchange.store.MeteredClient;
import costperchange.store.Table;
import costperchange.store.WatchedClient;
import costperchange.store.api.Guard;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// What each route of the API takes, by how many applications there are: milliseconds from the request to the
/// answer through the handler, and the read units that DynamoDB counts.
///
/// The store is DynamoDB Local in the same JVM and in memory. It stands in for a DynamoDB that answers faster and
/// over a network, so that the units are what holds on AWS; of the times, how they grow. The baseline is the same
/// request where there is one application. Once more each is asked, of a store whose calls take 5 ms longer, as a
/// network makes them.
@Tag("bench")
class RoutesBench {

    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-24T09:00:00Z"), ZoneOffset.UTC);
    private static final List<Integer> SIZES = List.of(1, 100, 1_000);
    private static final int ROUNDS = 3;

    private static final List<String> ROUTES = List.of(
            "/v1/cost-per-change",
            "/v1/cost-per-change?scope=team:team-0",
            "/v1/cost-per-change?scope=application:application-0",
            "/v1/cost-per-change?by=day&from=2026-08&to=2026-11",
            "/v1/cost-per-change?by=week",
            "/v1/cost-per-change?from=2026-10&to=2026-11&as-of=2026-11-23T00:00:00Z",
            "/v1/applications",
            "/v1/applications?sort=-cost&limit=20",
            "/v1/dora",
            "/v1/dora?scope=team:team-0",
            "/v1/changes?application=application-0",
            "/v1/bridge?from=2026-09&to=2026-10",
            "/v1/objectives",
            "/v1/objectives?scope=team:team-0",
            "/v1/check?scope=application:application-0&max-increase=10%",
            "/v1/check?scope=organisation&max-increase=10%",
            "/v1/explain?application=application-0&day=2026-10-15",
            "/v1/ledger",
            "/v1/ledger/2026-10",
            "/v1/ledger/2026-10?as-of=2026-11-23T00:00:00Z",
            "/v1/ledger/2026-10/changes?from=2026-11-05T00:00:00Z",
            "/v1/scopes",
            "/v1/catalog",
            "/openapi.yaml",
            "/");

    private record Taken(double milliseconds, double far, double units) {}

    @Test
    void each_route_at_one_a_hundred_and_a_thousand_applications() {
        Map<String, Map<Integer, Taken>> taken = new LinkedHashMap<>();
        for (int applications : SIZES) {
            try (LocalTable local = LocalTable.alone()) {
                Fleet.write(local.table(), applications, 13, 6);
                MeteredClient meter = new MeteredClient(local.table().client());
                QueryFunction metered = query(local, meter.client());
                QueryFunction plain = new QueryFunction(limited(local.table()), new Guard.Open(), CLOCK);
                QueryFunction far =
                        query(local, WatchedClient.around(local.table().client(), new Later()));
                for (String route : ROUTES) {
                    double units = units(metered, meter, route);
                    taken.computeIfAbsent(route, _ -> new TreeMap<>())
                            .put(
                                    applications,
                                    new Taken(milliseconds(plain, route, ROUNDS), milliseconds(far, route, 1), units));
                }
            }
        }
        System.out.printf(
                "%-76s%s%n", "a request", "ms, ms of a far store, read units at " + SIZES + " applications, growth");
        taken.forEach((route, bySize) -> {
            StringBuilder line = new StringBuilder("%-76s".formatted(route));
            bySize.values()
                    .forEach(one -> line.append("%9.1f%9.1f%9.1f".formatted(one.milliseconds, one.far, one.units)));
            double baseline = bySize.get(SIZES.getFirst()).milliseconds;
            System.out.println(line.append("  × %.0f".formatted(bySize.get(SIZES.getLast()).milliseconds / baseline)));
        });
        assertThat(taken).hasSize(ROUTES.size());
    }

    private static QueryFunction query(LocalTable local, DynamoDbClient client) {
        return new QueryFunction(limited(local.through(client)), new Guard.Open(), CLOCK);
    }

    private static final class Later implements WatchedClient.Watcher {

        @Override
        public void before(String operation) {
            LockSupport.parkNanos(5_000_000);
        }

        @Override
        public void after(String operation) {}
    }

    private static Measurements limited(Table table) {
        return new Measurements(table, Measurements.Limit.OF_ANSWERS);
    }

    private static double units(QueryFunction query, MeteredClient meter, String route) {
        meter.take();
        ask(query, route);
        return meter.take().read();
    }

    private static double milliseconds(QueryFunction query, String route, int times) {
        double[] rounds = new double[times];
        for (int round = 0; round < times; round++) {
            long start = System.nanoTime();
            ask(query, route);
            rounds[round] = (System.nanoTime() - start) / 1e6;
        }
        Arrays.sort(rounds);
        return rounds[times / 2];
    }

    private static void ask(QueryFunction query, String route) {
        String[] parts = route.split("\\?", 2);
        Map<String, String> parameters = new TreeMap<>();
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
            String[] both = pair.split("=", 2);
            parameters.put(both[0], both[1]);
        }
        APIGatewayV2HTTPResponse response = query.handleRequest(HttpEvents.get(parts[0], parameters, "*/*"), null);
        if (response.getStatusCode() != 200) {
            throw new AssertionError(route + ": " + response.getStatusCode() + " " + response.getBody());
        }
    }
}
