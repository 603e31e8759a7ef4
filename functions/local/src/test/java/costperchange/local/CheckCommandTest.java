package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import costperchange.store.api.Guard;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/// The gate as a pipeline meets it: one line and an exit code.
class CheckCommandTest {

    private static final String HEADER = "BillingAccountId,BillingCurrency,BillingPeriodStart,BillingPeriodEnd,"
            + "ChargePeriodStart,ChargePeriodEnd,ChargeCategory,BilledCost,EffectiveCost,ProviderName,Tags\n";

    @TempDir
    static Path folder;

    private static Path data;

    /// The last days whose charges are all there end two days before now.
    @BeforeAll
    static void forty_days_are_billed() throws IOException {
        data = folder.resolve("data");
        LocalDate last = LocalDate.ofInstant(Instant.now(), ZoneOffset.UTC).minusDays(2);
        StringBuilder bill = new StringBuilder(HEADER);
        Random random = new Random(1);
        for (LocalDate day = last.minusDays(40); !day.isAfter(last.plusDays(1)); day = day.plusDays(1)) {
            boolean late = day.isAfter(last.minusDays(7));
            int noise = random.nextInt(5);
            bill.append(row("steady", day, 100 + noise));
            bill.append(row("grown", day, (late ? 150 : 100) + noise));
            bill.append(row("restless", day, 20 + random.nextInt(160)));
        }
        Path file = Files.writeString(folder.resolve("bill.csv"), bill);
        assertThat(CommandLineRun.of(data, "import", "bill", file.toString()).exit())
                .isZero();
    }

    private static String row(String application, LocalDate day, int cost) {
        YearMonth month = YearMonth.from(day);
        return "acme,USD,%sT00:00:00Z,%sT00:00:00Z,%sT00:00:00Z,%sT00:00:00Z,Usage,%d,%d,AWS,\"{\"\"application\"\": \"\"%s\"\"}\"\n"
                .formatted(month.atDay(1), month.plusMonths(1).atDay(1), day, day.plusDays(1), cost, cost, application);
    }

    @ParameterizedTest
    @CsvSource({
        "steady, 0, 'within: application:steady: '",
        "grown, 1, 'over: application:grown: '",
        "restless, 2, 'cannot tell: application:restless: '"
    })
    void it_is_within_or_over_or_cannot_tell(String application, int exit, String line) {
        CommandLineRun run = CommandLineRun.of(data, "check", "--application", application, "--max-increase", "10%");
        assertThat(run.out()).startsWith(line).contains("limit +10.0 %").hasLineCount(1);
        assertThat(run.exit()).isEqualTo(exit);
    }

    @Test
    void an_application_that_nobody_knows_cannot_be_told() {
        CommandLineRun run = CommandLineRun.of(data, "check", "--application", "other", "--max-increase", "10%");
        assertThat(run.out()).isEqualTo("cannot tell: application:other: no bill is known\n");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void bills_that_stopped_coming_let_nothing_through() throws IOException {
        Path old = folder.resolve("old");
        String bill = HEADER;
        for (int day = 1; day <= 31; day++) {
            bill += row("steady", LocalDate.of(2026, 1, day), 100);
        }
        Path file = Files.writeString(folder.resolve("old.csv"), bill);
        CommandLineRun.of(old, "import", "bill", file.toString(), "--known-at", "2026-02-20T00:00:00Z");
        Instant now = Instant.parse("2026-02-20T09:00:00Z");
        assertThat(check(old, now)).contains("\"verdict\":\"cannot tell\"", "complete through 2026-01-31 only");
        assertThat(check(old, now.minus(10, ChronoUnit.DAYS))).contains("\"verdict\":\"within\"");
    }

    private static String check(Path data, Instant now) {
        try (Installation installation =
                Installation.open(Optional.of(data), Map.of(), new Guard.Open(), Clock.fixed(now, ZoneOffset.UTC))) {
            return installation
                    .query(HttpEvents.get(
                            "/v1/check",
                            Map.of("scope", "application:steady", "max-increase", "10%"),
                            "application/json"))
                    .getBody();
        }
    }

    @Test
    void ten_is_not_taken_for_a_thousand_per_cent() {
        CommandLineRun run = CommandLineRun.of(data, "check", "--application", "grown", "--max-increase", "10");
        assertThat(run.err()).contains("max-increase must be a part such as 10% or 0.1, not '10'");
        assertThat(run.exit()).isEqualTo(2);
    }

    @Test
    void what_is_no_folder_of_data_cannot_be_told() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "");
        CommandLineRun run = CommandLineRun.of(file, "check", "--application", "steady", "--max-increase", "10%");
        assertThat(run.err()).startsWith("cannot tell: ");
        assertThat(run.exit()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>Sign in</html>", "", "null", "{\"verdict\": \"fine\"}"})
    void whoever_answers_something_else_tells_nothing(String body) throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        other.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        other.start();
        try {
            assertThat(asked("http://localhost:" + other.getAddress().getPort(), "token")
                            .exit())
                    .isEqualTo(2);
        } finally {
            other.stop(0);
        }
    }

    @Test
    void a_token_is_told_to_no_one_else() {
        CommandLineRun broken = asked("https://localhost:1", "eyJsecret value");
        assertThat(broken.exit()).isEqualTo(2);
        assertThat(broken.err()).startsWith("cannot tell: the token is none").doesNotContain("eyJsecret");

        CommandLineRun open = asked("http://costs.acme.example", "eyJsecret\n");
        assertThat(open.exit()).isEqualTo(2);
        assertThat(open.err())
                .isEqualTo("cannot tell: a token is sent to https addresses only, not to http://costs.acme.example\n");
    }

    /// Memory that runs out, or a class that cannot be loaded, would end the process with 1.
    @Test
    void an_error_of_the_machine_is_not_said_to_be_over() {
        StringWriter err = new StringWriter();
        CommandLine commandLine = Main.commandLine();
        commandLine.setErr(new PrintWriter(err));
        commandLine.setOut(new PrintWriter(Writer.nullWriter()) {
            @Override
            public void println(String line) {
                throw new OutOfMemoryError(line);
            }
        });
        assertThat(commandLine.execute(
                        "check", "--application", "grown", "--max-increase", "10%", "--data", data.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).startsWith("cannot tell: it failed by java.lang.OutOfMemoryError: over: ");
    }

    private static CommandLineRun asked(String address, String token) {
        return CommandLineRun.of(
                data, "check", "--application", "steady", "--max-increase", "10%", "--url", address, "--token", token);
    }
}
