package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The word back from the command line, on a folder of its own.
class TellCommandTest {

    private final List<String> deliveries = new ArrayList<>();
    private HttpServer receiver;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            deliveries.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(204, -1);
            exchange.close();
        });
        receiver.start();
        Path data = folder.resolve("data");
        write("catalog.yaml", "applications:\n- {name: checkout, wordBack: [webhook]}\n");
        write(
                "changes.csv",
                "id,application,environment,outcome,finished_at,revision\n"
                        + "1,checkout,production,succeeded,2026-11-02T12:00:00Z,a1\n"
                        + "2,checkout,production,succeeded,2026-11-09T12:00:00Z,b2\n");
        StringBuilder bill = new StringBuilder(
                "BillingAccountId,BillingPeriodStart,BillingPeriodEnd,ChargePeriodStart,"
                        + "ChargePeriodEnd,ChargeCategory,ChargeClass,BilledCost,EffectiveCost,BillingCurrency,ProviderName,Tags\n");
        for (int day = 1; day <= 11; day++) {
            bill.append("a,2026-11-01T00:00:00Z,2026-12-01T00:00:00Z,2026-11-%02dT00:00:00Z,2026-11-%02dT00:00:00Z,"
                            .formatted(day, day + 1))
                    .append("Usage,,%s,%s,USD,AWS,\"{\"\"application\"\":\"\"checkout\"\"}\"\n"
                            .formatted(day < 9 ? "10" : "17", day < 9 ? "10" : "17"));
        }
        write("bill.csv", bill.toString());
        for (String[] command : new String[][] {
            {"catalog", folder.resolve("catalog.yaml").toString()},
            {"import", "changes", folder.resolve("changes.csv").toString()},
            {"import", "bill", folder.resolve("bill.csv").toString(), "--known-at", "2026-11-12T05:00:00Z"}
        }) {
            assertThat(CommandLineRun.of(data, command))
                    .satisfies(run -> assertThat(run.exit()).as(run.err()).isZero());
        }
    }

    @AfterEach
    void stop() {
        receiver.stop(0);
    }

    @Test
    void what_would_be_told_is_printed_and_without_dry_run_it_is_told_once() throws IOException {
        Path secrets = write("secrets.json", """
                {"webhook-url": "http://127.0.0.1:%d/", "webhook-secret": "whsec_c2VjcmV0"}
                """.formatted(receiver.getAddress().getPort()));

        CommandLineRun dry = tell("--dry-run");
        assertThat(dry.out())
                .startsWith("checkout a1, after 7 full days, to webhook:\n\nWhat `checkout` cost around this change")
                .contains("checkout b2, after 1 full day, to webhook:")
                .contains("| `USD` | 10.00 | 17.00 | +7.00 |")
                .endsWith("2 to be told\n");
        assertThat(deliveries).isEmpty();

        assertThat(tell("--secrets", secrets.toString()).out()).isEqualTo("2 told, 0 told before\n");
        assertThat(deliveries)
                .hasSize(2)
                .allSatisfy(body -> assertThat(body).startsWith("{\"type\":\"change.cost-known\""));
        assertThat(tell("--secrets", secrets.toString()).out()).isEqualTo("0 told, 0 told before\n");
        assertThat(tell("--dry-run").out()).isEqualTo("0 to be told\n");
    }

    @Test
    void what_cannot_be_told_is_said_and_ends_the_command_with_1() {
        CommandLineRun run = tell();
        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEqualTo("0 told, 0 told before\n");
        assertThat(run.err())
                .contains("checkout b2, after 1 full day, to webhook: webhook-url and webhook-secret are not both");
    }

    private CommandLineRun tell(String... options) {
        List<String> all = new ArrayList<>(List.of("tell", "--day", "2026-11-12"));
        all.addAll(List.of(options));
        return CommandLineRun.of(folder.resolve("data"), all.toArray(String[]::new));
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }
}
