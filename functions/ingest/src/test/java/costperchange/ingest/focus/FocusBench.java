package costperchange.ingest.focus;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// How fast a bill of ten million rows is read, against the engine alone on the same file.
///
/// Each way runs in a JVM of its own, so that each has its own peak of memory; the runs alternate, and medians count.
@Tag("bench")
class FocusBench {

    private static final long ROWS = 10_000_000;
    private static final int ROUNDS = 3;
    private static final int RUNS = 4;

    private static final String KEYS = """
            SELECT BillingAccountId, BillingPeriodStart, BillingPeriodEnd, CAST(ChargePeriodStart AS DATE) AS day,
                ChargeCategory, ChargeClass, BillingCurrency, ProviderName, %s,
                sum(BilledCost), sum(EffectiveCost), count(*)
            FROM read_parquet(%s) GROUP BY ALL""";

    @Test
    void tenMillionRows() throws IOException, InterruptedException {
        for (String type : List.of("DECIMAL(18,10)", "DOUBLE")) {
            Path file = Path.of("target", "bench-" + type.replaceAll("\\W+", "-") + ".parquet");
            if (!Files.exists(file)) {
                make(file, type);
            }
            Map<String, List<double[]>> results = Map.of(
                    "reader",
                    new ArrayList<>(),
                    "tags as text",
                    new ArrayList<>(),
                    "tags as values",
                    new ArrayList<>());
            for (int round = 0; round < ROUNDS; round++) {
                for (Map.Entry<String, List<double[]>> way : results.entrySet()) {
                    way.getValue().add(child(way.getKey(), file));
                }
            }
            double reader = median(results.get("reader"), 0);
            results.forEach((way, figures) -> System.out.printf(
                    "%s, %-14s %6.2f s, %5.1f million rows/s, peak %4.0f MB; the reader takes %.2f times as long%n",
                    type,
                    way,
                    median(figures, 0),
                    ROWS / median(figures, 0) / 1e6,
                    median(figures, 1),
                    reader / median(figures, 0)));
            assertThat(reader).isPositive();
        }
    }

    private static double median(List<double[]> figures, int index) {
        return figures.stream().mapToDouble(f -> f[index]).sorted().toArray()[figures.size() / 2];
    }

    /// Hourly rows of a month: 1000 applications in 200 accounts, with JSON tags, unique resources.
    private static void make(Path file, String type) {
        Sample.parquet(file.toAbsolutePath(), """
                SELECT CAST((hash(i) %% 1000000) / 10000000.0 AS %1$s) AS BilledCost,
                    CAST((hash(i + 1) %% 1000000) / 10000000.0 AS %1$s) AS EffectiveCost,
                    '100000000001' AS BillingAccountId, 'USD' AS BillingCurrency,
                    TIMESTAMP '2026-01-01' AS BillingPeriodStart, TIMESTAMP '2026-02-01' AS BillingPeriodEnd,
                    TIMESTAMP '2026-01-01' + INTERVAL 1 HOUR * (i // 13441) AS ChargePeriodStart,
                    TIMESTAMP '2026-01-01' + INTERVAL 1 HOUR * (i // 13441 + 1) AS ChargePeriodEnd,
                    'Usage' AS ChargeCategory, CAST(NULL AS VARCHAR) AS ChargeClass, 'AWS' AS ProviderName,
                    'Service ' || (i * 31 %% 200) AS ServiceName, 'Compute' AS ServiceCategory, 'eu-west-1' AS RegionId,
                    CAST(200000000000 + app // 5 AS VARCHAR) AS SubAccountId,
                    'arn:aws:ec2:eu-west-1:instance/i-' || hash(i) AS ResourceId,
                    '{"application": "app-' || app || '", "environment": "' || CASE WHEN i %% 4 = 0 THEN 'staging' ELSE 'prod' END
                        || '", "CostCenter": "' || (app // 10) || '"}' AS Tags
                FROM (SELECT range AS i, range * 7919 %% 1000 AS app FROM range(%2$d))""".formatted(type, ROWS));
    }

    private static double[] child(String way, Path file) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        FocusBench.class.getName(),
                        way,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] out =
                new String(process.getInputStream().readAllBytes()).strip().split(" ");
        assertThat(process.waitFor()).isZero();
        return new double[] {Double.parseDouble(out[0]), Double.parseDouble(out[1])};
    }

    /// Runs one way some times, the first to warm up; prints the median's seconds and the peak of memory in MB.
    public static void main(String[] args) throws SQLException, IOException {
        Path file = Path.of(args[1]);
        List<double[]> seconds = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            long start = System.nanoTime();
            switch (args[0]) {
                case "reader" -> read(file);
                case "tags as text" -> alone(file, "Tags");
                default -> alone(file, "Tags->>'application', Tags->>'environment'");
            }
            if (run > 0) {
                seconds.add(new double[] {(System.nanoTime() - start) / 1e9});
            }
        }
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("0");
        System.out.println(median(seconds, 0) + " " + Long.parseLong(peak.replaceAll("\\D", "")) / 1024);
    }

    private static void read(Path file) {
        FocusReader reader =
                new FocusReader(Sample.engine(Path.of("target").toAbsolutePath()), Catalog.NONE.dimensions(), Map.of());
        if (!(reader.read(List.of(file)) instanceof Reading.Read(var charges, long rows, var _))
                || rows != ROWS
                || charges.isEmpty()) {
            throw new IllegalStateException("not read whole");
        }
    }

    private static void alone(Path file, String tags) throws SQLException {
        try (Connection connection =
                        Sample.engine(Path.of("target").toAbsolutePath()).open(Map.of());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(KEYS.formatted(tags, Sql.text(file.toString())))) {
            long count = 0;
            while (rows.next()) {
                count += rows.getLong(rows.getMetaData().getColumnCount());
            }
            if (count != ROWS) {
                throw new IllegalStateException(count + " rows");
            }
        }
    }
}
