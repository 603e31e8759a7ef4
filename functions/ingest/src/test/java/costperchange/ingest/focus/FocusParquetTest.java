package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.charges;
import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.parquet;
import static costperchange.ingest.focus.Sample.problems;
import static costperchange.ingest.focus.Sample.row;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.charge.Charge;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FocusParquetTest {

    @TempDir
    Path directory;

    private Path csv;
    private List<Charge> meant;

    @BeforeEach
    void writeCsv() {
        Map<String, String> tags = row("Tags", "{\" application\": \"a\\\"b\", \"env\": \"dev\"}", "BilledCost", "0.1");
        csv = write(
                directory.resolve("bill.csv"),
                csv(
                        row(),
                        tags,
                        row("Tags", "", "BilledCost", "1e-7", "EffectiveCost", "-0.000000123"),
                        row("ChargePeriodStart", "2026-01-05T22:00:00Z", "ChargePeriodEnd", "2026-01-06T02:00:00Z"),
                        row("ChargeClass", "Correction", "ChargeCategory", "Tax", "BilledCost", "700.25")));
        meant = charges(csv);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "* REPLACE (CAST(BilledCost AS DOUBLE) AS BilledCost, CAST(EffectiveCost AS DOUBLE) AS EffectiveCost)",
                "* REPLACE (CAST(BilledCost AS DECIMAL(18,9)) AS BilledCost, CAST(EffectiveCost AS DECIMAL(38,9)) AS EffectiveCost)",
                "* REPLACE (CAST(BilledCost AS DECIMAL(38,20)) AS BilledCost)",
                "* REPLACE (CAST(CAST(Tags AS JSON) AS MAP(VARCHAR, VARCHAR)) AS Tags)",
                "* REPLACE (CAST(Tags AS JSON) AS Tags)",
                "* REPLACE (CAST(ChargePeriodStart AS TIMESTAMP) AS ChargePeriodStart, CAST(ChargePeriodEnd AS TIMESTAMPTZ) AS ChargePeriodEnd)",
                "* REPLACE (CAST(ChargePeriodStart AS TIMESTAMP_NS) AS ChargePeriodStart, CAST(ChargePeriodEnd AS TIMESTAMP_MS) AS ChargePeriodEnd)",
                "* REPLACE (CAST(BillingPeriodStart AS DATE) AS BillingPeriodStart)",
                "* REPLACE (CAST(BillingAccountId AS BIGINT) AS BillingAccountId)",
                "* REPLACE (CAST(ProviderName AS BLOB) AS ProviderName)",
            })
    void typesOfColumnsMakeNoDifference(String columns) {
        String query = "SELECT " + columns + " FROM read_csv(" + Sql.text(csv.toString()) + ", all_varchar = true)";

        assertThat(charges(parquet(directory.resolve("bill.parquet"), query))).isEqualTo(meant);
    }

    @Test
    void formatsMayBeMixed() {
        String query = "SELECT * FROM read_csv(" + Sql.text(csv.toString()) + ")";
        Path parquet = parquet(directory.resolve("bill.parquet"), query);
        Path packed = Sample.gzip(csv, directory.resolve("bill.csv.gz"));

        assertThat(charges(csv, parquet, packed))
                .isEqualTo(meant.stream()
                        .map(c -> new Charge(
                                c.billingAccount(),
                                c.billingPeriod(),
                                c.chargePeriod(),
                                c.category(),
                                c.correction(),
                                c.currency(),
                                c.provider(),
                                c.invoice(),
                                c.values(),
                                c.cost().plus(c.cost()).plus(c.cost()),
                                c.rows() * 3))
                        .toList());
    }

    /// What Java takes for the shortest text of a double is the amount that is meant.
    @RepeatedTest(5)
    void doublesMeanTheirShortestText(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        double[] values = DoubleStream.generate(() -> value(random)).limit(3000).toArray();
        StringBuilder rows = new StringBuilder();
        BigDecimal sum = BigDecimal.ZERO;
        for (double value : values) {
            rows.append(rows.isEmpty() ? "" : ", ")
                    .append("(CAST('")
                    .append(value)
                    .append("' AS DOUBLE))");
            sum = sum.add(new BigDecimal(Double.toString(value)));
        }
        String query =
                "SELECT x AS BilledCost, x AS EffectiveCost, * EXCLUDE (x, BilledCost, EffectiveCost) FROM (VALUES "
                        + rows + ") v(x), (SELECT * FROM read_csv(" + Sql.text(csv.toString())
                        + ", all_varchar = true) LIMIT 1)";

        List<Charge> charges = charges(parquet(directory.resolve("bill.parquet"), query));

        assertThat(charges).hasSize(1);
        assertThat(charges.getFirst().cost().billed()).isEqualByComparingTo(sum);
    }

    private static double value(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> random.nextInt(2_000_000) / 1e6;
            case 1 -> random.nextLong(1_000_000_000_000_000L) / Math.pow(10, random.nextInt(16));
            case 2 -> random.nextGaussian() * Math.pow(10, random.nextInt(-18, 14));
            case 3 -> 0.1 + random.nextInt(1000) * 0.2;
            default -> -random.nextDouble();
        };
    }

    @Test
    void badCellsAreNamedByRow() {
        String query = "SELECT * REPLACE (CAST(BilledCost AS DOUBLE) AS BilledCost) FROM read_csv("
                + Sql.text(csv.toString()) + ", all_varchar = true)";
        String bad = query + " UNION ALL SELECT * REPLACE (CAST('nan' AS DOUBLE) AS BilledCost) FROM (" + query
                + ") LIMIT 6";
        Path file = parquet(directory.resolve("bill.parquet"), bad);

        assertThat(problems(file))
                .containsExactly(new Problem(file.toString(), 6, "BilledCost", "nan", "is not a number"));
    }

    @Test
    void columnsAreCheckedAsInCsv() {
        Path file = parquet(directory.resolve("bill.parquet"), "SELECT 1 AS billedcost");

        assertThat(problems(file)).extracting(Problem::column).hasSize(8).startsWith("EffectiveCost");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        Path file = parquet(
                directory.resolve("bill.parquet"),
                "SELECT * FROM read_csv(" + Sql.text(csv.toString()) + ", all_varchar = true)");
        byte[] bytes = Files.readAllBytes(file);
        Arrays.fill(bytes, 4, 200, (byte) 0x5a);
        Files.write(file, bytes);

        assertThat(problems(file).getFirst().reason()).startsWith("is damaged");
    }
}
