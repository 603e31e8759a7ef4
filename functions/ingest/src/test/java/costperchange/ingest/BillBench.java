package costperchange.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Catalog.Pool;
import costperchange.calculator.allocation.Matcher;
import costperchange.calculator.allocation.Rules;
import costperchange.calculator.charge.Dimension;
import costperchange.ingest.focus.FocusReader;
import costperchange.ingest.focus.Reading;
import costperchange.ingest.focus.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How fast a month's bill of 1, 10 and, with `-Dbench.rows=100000000`, 100 million rows of Parquet is read and
/// divided by the rules, against the engine alone that groups the same files by the same keys.
///
/// The bill has 1,000 applications in 200 sub accounts with 40 products, by the hour, tags as JSON, and a
/// resource id for each row. Each way runs in a JVM of its own, so that each has its own peak of memory; the
/// two alternate, and medians count. Files are made in pieces in a temporary folder, which is gone in the end.
@Tag("bench")
class BillBench {

    private static final long PIECE = 10_000_000;
    private static final int ROUNDS = 3;

    private static final String ALONE = """
            SELECT BillingAccountId, BillingPeriodStart, BillingPeriodEnd, CAST(ChargePeriodStart AS DATE) AS day,
                ChargeCategory, ChargeClass, BillingCurrency, ProviderName, SubAccountId, ServiceName,
                Tags->>'application' AS application, Tags->>'environment' AS environment,
                sum(BilledCost), sum(EffectiveCost), count(*)
            FROM read_parquet('%s') GROUP BY ALL""";

    @TempDir
    Path temporary;

    @Test
    void bills_of_growing_size() throws IOException, InterruptedException {
        long most = Long.getLong("bench.rows", PIECE);
        System.out.println("rows | way | seconds | million rows/s | peak MB | reader / engine");
        for (long rows = 1_000_000; rows <= most; rows *= 10) {
            Path folder = Files.createDirectory(temporary.resolve("rows-" + rows));
            make(folder, rows);
            compare(folder, rows);
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static void compare(Path folder, long rows) throws IOException, InterruptedException {
        Map<String, List<double[]>> results = new LinkedHashMap<>();
        results.put("read and match", new ArrayList<>());
        results.put("engine alone", new ArrayList<>());
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, List<double[]>> way : results.entrySet()) {
                way.getValue().add(child(way.getKey(), folder, rows));
            }
        }
        double engine = median(results.get("engine alone"), 0);
        results.forEach((way, figures) -> System.out.printf(
                "%,d | %s | %.2f | %.1f | %.0f | %.2f%n",
                rows,
                way,
                median(figures, 0),
                rows / median(figures, 0) / 1e6,
                median(figures, 1),
                median(figures, 0) / engine));
        assertThat(engine).isPositive();
    }

    private static double median(List<double[]> figures, int index) {
        return figures.stream().mapToDouble(f -> f[index]).sorted().toArray()[figures.size() / 2];
    }

    private static void make(Path folder, long rows) throws IOException {
        long needed = rows * 60;
        assertThat(Files.getFileStore(folder).getUsableSpace())
                .as("bytes that are free in " + folder)
                .isGreaterThan(needed);
        for (long from = 0; from < rows; from += PIECE) {
            Sample.parquet(
                    folder.resolve("piece-" + from / PIECE + ".parquet").toAbsolutePath(),
                    rows(from, Math.min(rows, from + PIECE), rows));
        }
    }

    private static String rows(long from, long to, long all) {
        return """
                SELECT CAST((hash(i) %% 1000000) / 10000000.0 AS DECIMAL(18, 10)) AS BilledCost,
                    CAST((hash(i + 1) %% 1000000) / 10000000.0 AS DECIMAL(18, 10)) AS EffectiveCost,
                    '100000000001' AS BillingAccountId, 'USD' AS BillingCurrency,
                    TIMESTAMP '2026-01-01' AS BillingPeriodStart, TIMESTAMP '2026-02-01' AS BillingPeriodEnd,
                    TIMESTAMP '2026-01-01' + INTERVAL 1 HOUR * (i * 744 // %3$d) AS ChargePeriodStart,
                    TIMESTAMP '2026-01-01' + INTERVAL 1 HOUR * (i * 744 // %3$d + 1) AS ChargePeriodEnd,
                    'Usage' AS ChargeCategory, CAST(NULL AS VARCHAR) AS ChargeClass, 'AWS' AS ProviderName,
                    'Service ' || ((app * 7 + i %% 5) %% 40) AS ServiceName, 'Compute' AS ServiceCategory,
                    'eu-west-1' AS RegionId, CAST(200000000000 + app %% 200 AS VARCHAR) AS SubAccountId,
                    'arn:aws:ec2:eu-west-1:instance/i-' || hash(i) AS ResourceId,
                    '{"application": "app-' || app || '", "environment": "'
                        || CASE WHEN i %% 4 = 0 THEN 'staging' ELSE 'prod' END
                        || '", "CostCenter": "' || (app // 10) || '"}' AS Tags
                FROM (SELECT range AS i, range * 7919 %% 1000 AS app FROM range(%1$d, %2$d))""".formatted(from, to, all);
    }

    private static double[] child(String way, Path folder, long rows) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:+UseSerialGC",
                        "-Xmx1g",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        BillBench.class.getName(),
                        way,
                        folder.toString(),
                        Long.toString(rows))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String[] out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        assertThat(process.waitFor()).as(way).isZero();
        return new double[] {Double.parseDouble(out[0]), Double.parseDouble(out[1])};
    }

    /// Runs one way twice, the first time to warm up; prints the second's seconds and the peak of memory in MB.
    public static void main(String[] args) throws SQLException, IOException {
        Path folder = Path.of(args[1]);
        long rows = Long.parseLong(args[2]);
        double seconds = 0;
        for (int run = 0; run < 2; run++) {
            long start = System.nanoTime();
            if (args[0].equals("read and match")) {
                readAndMatch(folder, rows);
            } else {
                alone(folder, rows);
            }
            seconds = (System.nanoTime() - start) / 1e9;
        }
        String peak = Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .findFirst()
                .orElse("0");
        System.out.println(seconds + " " + Long.parseLong(peak.replaceAll("\\D", "")) / 1024);
    }

    /// One pool by sub account, one by product; the rest by tag.
    private static Catalog catalog() {
        ChargeRule account =
                ChargeRule.of(new Matcher(Map.of(Dimension.Column.SUB_ACCOUNT, List.of("200000000007"))), null);
        ChargeRule product =
                ChargeRule.of(new Matcher(Map.of(Dimension.Column.SERVICE_NAME, List.of("Service 3"))), null);
        Catalog none = Catalog.NONE;
        return new Catalog(
                none.production(),
                none.environments(),
                List.of("application"),
                List.of("environment"),
                none.currencies(),
                none.teams(),
                none.applications(),
                List.of(new Pool("platform", List.of(account, product), new Catalog.Split.Direct(), List.of())),
                none.unallocated(),
                none.milestones(),
                none.deliveries(),
                none.rates(),
                Map.of());
    }

    private static void readAndMatch(Path folder, long rows) throws IOException {
        Catalog catalog = catalog();
        FocusReader reader = new FocusReader(Sample.engine(folder), catalog.dimensions(), catalog.currencies());
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".parquet"))
                    .sorted()
                    .toList();
            if (!(reader.read(all) instanceof Reading.Read read)) {
                throw new IllegalStateException("refused");
            }
            List<Bill> bills = Bill.divide("bench", read.charges(), new Rules(catalog));
            if (bills.size() != 1 || bills.getFirst().rows() != rows) {
                throw new IllegalStateException("not read whole");
            }
        }
    }

    private static void alone(Path folder, long rows) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET memory_limit = '1GB'; SET threads = 2; SET preserve_insertion_order = false");
            statement.execute("SET temp_directory = '" + folder.resolve("spilled") + "'");
            count(statement, ALONE.formatted(folder.resolve("*.parquet")), rows);
        }
    }

    private static void count(Statement statement, String query, long rows) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            int columns = result.getMetaData().getColumnCount();
            long count = 0;
            while (result.next()) {
                count += result.getLong(columns);
            }
            if (count != rows) {
                throw new IllegalStateException(count + " rows");
            }
        }
    }
}
