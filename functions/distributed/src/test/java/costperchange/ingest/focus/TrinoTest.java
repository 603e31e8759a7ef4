package costperchange.ingest.focus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import costperchange.calculator.allocation.BillMapping;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Currency;
import io.trino.Session;
import io.trino.plugin.memory.MemoryPlugin;
import io.trino.testing.DistributedQueryRunner;
import io.trino.testing.TestingSession;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A real Trino gives what DuckDB gives, charge for charge and digit for digit.
class TrinoTest {

    /// How many random bills; more with `-Dseeds=20`.
    private static final int SEEDS = Integer.getInteger("seeds", 3);

    private static final Map<String, String> CURRENCIES = Map.of("US Dollar", "USD");
    private static final Set<Dimension> DIMENSIONS = new LinkedHashSet<>(List.of(
            new Dimension.Tag("application"),
            new Dimension.Tag("env"),
            new Dimension.Tag("a/b~c"),
            new Dimension.ResourceIdLike("arn:aws:*logs*"),
            new Dimension.ResourceIdLike("100%_*\\"),
            Dimension.Column.SUB_ACCOUNT,
            Dimension.Column.PROVIDER,
            Dimension.Column.SERVICE_NAME,
            Dimension.Column.CHARGE_CLASS,
            Dimension.Column.COMMITMENT_STATUS));

    private static DistributedQueryRunner trino;
    private static Connection connection;

    @TempDir
    Path directory;

    @BeforeAll
    static void start() throws Exception {
        Session session = TestingSession.testSessionBuilder()
                .setCatalog("memory")
                .setSchema("default")
                .build();
        trino = DistributedQueryRunner.builder(session).setWorkerCount(0).build();
        trino.installPlugin(new MemoryPlugin());
        trino.createCatalog("memory", "memory", Map.of());
        connection = DriverManager.getConnection("jdbc:trino://"
                + trino.getCoordinator().getAddress() + "/memory/default?user=test&timezone=America/New_York");
    }

    @AfterAll
    static void stop() throws SQLException {
        connection.close();
        trino.close();
    }

    private static Reading onTrino(String table) {
        return onTrino(table, null);
    }

    private static Reading onTrino(String table, DistributedReader.Months months) {
        return new DistributedReader(new TrinoWarehouse(connection), DIMENSIONS, CURRENCIES, null)
                .read(TableName.of("memory.default." + table), months);
    }

    private Reading onDuckDb(Path... files) {
        return new FocusReader(Sample.engine(directory), DIMENSIONS, CURRENCIES).read(List.of(files));
    }

    private static void execute(String sql) {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /// Makes a table of texts.
    private static void table(String name, List<Map<String, String>> rows) {
        List<String> columns = List.copyOf(rows.getFirst().keySet());
        execute("DROP TABLE IF EXISTS " + name);
        execute("CREATE TABLE " + name + " ("
                + columns.stream().map(c -> Sql.name(c) + " VARCHAR").collect(Collectors.joining(", ")) + ")");
        execute("INSERT INTO " + name + " VALUES "
                + rows.stream()
                        .map(row -> row.values().stream()
                                .map(text -> text.isEmpty() ? "NULL" : Sql.text(text))
                                .collect(Collectors.joining(", ", "(", ")")))
                        .collect(Collectors.joining(", ")));
    }

    private Path csv(String name, List<Map<String, String>> rows) {
        @SuppressWarnings("unchecked")
        Map<String, String>[] all = rows.toArray(Map[]::new);
        return Sample.write(directory.resolve(name), Sample.csv(all));
    }

    @Test
    void aRandomBillIsTheSameEverywhere() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            compare(seed, RandomBill.focus(seed));
            compare(seed, snake(RandomBill.usageReport(seed)));
        }
    }

    private void compare(long seed, List<Map<String, String>> rows) {
        Path whole = csv("whole.csv", rows);
        Reading meant = onDuckDb(whole);
        assertThat(meant).as("seed " + seed).isInstanceOf(Reading.Read.class);
        assertThat(((Reading.Read) meant).rows()).isEqualTo(rows.size());

        List<Map<String, String>> shuffled = new ArrayList<>(rows);
        Collections.shuffle(shuffled, new Random(seed));
        int half = shuffled.size() / 2;
        Path first = csv("first.csv", shuffled.subList(0, half));
        Path second = Sample.gzip(
                csv("second.csv", shuffled.subList(half, shuffled.size())), directory.resolve("second.csv.gz"));
        assertThat(onDuckDb(second, first)).as("CSV.gz, seed " + seed).isEqualTo(meant);
        assertThat(onDuckDb(Sample.parquet(
                        directory.resolve("bill.parquet"),
                        "SELECT * FROM read_csv('" + whole + "', all_varchar = true)")))
                .as("Parquet, seed " + seed)
                .isEqualTo(meant);
        table("bill", shuffled);
        assertThat(onTrino("bill")).as("Trino, seed " + seed).isEqualTo(meant);
    }

    /// Trino's column names are in lower case, so the legacy report stands there as Athena spells it.
    private static List<Map<String, String>> snake(List<Map<String, String>> rows) {
        return rows.stream()
                .map(row -> {
                    Map<String, String> snake = new LinkedHashMap<>();
                    row.forEach((name, text) -> snake.put(UsageReport.snake(name), text));
                    return snake;
                })
                .toList();
    }

    /// Columns of other types mean what their texts say.
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            CAST(billedcost AS DOUBLE)         | TIMESTAMP '2026-01-05 10:00:00.123'                  | MAP(ARRAY['application', 'env'], ARRAY['checkout', 'prod'])
            CAST(billedcost AS DECIMAL(20,10)) | TIMESTAMP '2026-01-05 10:00:00.123456789'            | CAST(ROW('checkout', 'prod') AS ROW(application VARCHAR, env VARCHAR))
            CAST(billedcost AS DECIMAL(38,20)) | TIMESTAMP '2026-01-05 05:00:00 America/New_York'     | ARRAY[CAST(ROW('application', 'checkout') AS ROW(key VARCHAR, value VARCHAR)), CAST(ROW('env', 'prod') AS ROW(key VARCHAR, value VARCHAR))]
            billedcost                         | TIMESTAMP '2026-01-05 12:00:00.000000 +02:00'        | json_format(CAST(MAP(ARRAY['application', 'env'], ARRAY['checkout', 'prod']) AS JSON))
            """)
    void typedValuesMeanTheirTexts(String billed, String start, String tags) {
        String[] same = {
            "ChargePeriodStart", "2026-01-05T10:00:00Z",
            "ChargePeriodEnd", "2026-01-07T00:00:00Z",
            "Tags", "{\"application\":\"checkout\",\"env\":\"prod\"}"
        };
        List<Map<String, String>> rows = Stream.of("0.1", "12.5", "-7e-5")
                .map(amount -> {
                    Map<String, String> row = Sample.row(same);
                    row.put("BilledCost", amount);
                    return row;
                })
                .toList();
        table("texts", rows);
        execute("DROP TABLE IF EXISTS typed");
        Map<String, String> typed = Map.of("BilledCost", billed, "ChargePeriodStart", start, "Tags", tags);
        execute("CREATE TABLE typed AS SELECT "
                + Sample.row().keySet().stream()
                        .map(name -> typed.getOrDefault(name, name) + " AS " + name)
                        .collect(Collectors.joining(", "))
                + " FROM texts");

        assertThat(onTrino("typed")).isEqualTo(onDuckDb(csv("texts.csv", rows)));
    }

    @Test
    void aTableOfTheCatalogsBillsIsTheSame() {
        BillMapping people = new BillMapping(
                Map.of("BilledCost", "Salary"),
                Map.of("BillingAccountId", "people", "BillingCurrency", "EUR"),
                "Month",
                null,
                "Share",
                Map.of("application", "Application"));
        List<Map<String, String>> rows = List.of(
                Map.of("Month", "2026-02", "Salary", "7400.10", "Share", "20 %", "Application", "checkout"),
                Map.of("Month", "2026-02-28", "Salary", "1e3", "Share", "0.123456789", "Application", " search "));
        List<Map<String, String>> ordered = rows.stream()
                .<Map<String, String>>map(LinkedHashMap::new)
                .map(row -> {
                    Map<String, String> all = new LinkedHashMap<>();
                    List.of("Month", "Salary", "Share", "Application").forEach(name -> all.put(name, row.get(name)));
                    return all;
                })
                .toList();
        table("people", ordered);

        Reading meant = new FocusReader(Sample.engine(directory), DIMENSIONS, CURRENCIES, people)
                .read(List.of(csv("people.csv", ordered)));
        assertThat(meant).isInstanceOf(Reading.Read.class);
        assertThat(new DistributedReader(new TrinoWarehouse(connection), DIMENSIONS, CURRENCIES, people)
                        .read(TableName.of("memory.default.people"), null))
                .isEqualTo(meant);
    }

    @Test
    void aCurrencyIsOneInWhateverCaseItsCodeStands() {
        List<Map<String, String>> rows = Stream.of("USD", "usd", "US Dollar", "eUr", "Tokens", "tokens")
                .map(currency -> Sample.row("BillingCurrency", currency))
                .toList();
        table("currencies", rows);

        assertThat(onTrino("currencies")).isEqualTo(onDuckDb(csv("currencies.csv", rows)));
        assertThat(((Reading.Read) onTrino("currencies"))
                        .totals().keySet().stream().map(Currency::code))
                .containsExactlyInAnyOrder("USD", "EUR", "Tokens", "tokens");
    }

    private record Bad(String column, String text, String reason) {}

    @Test
    void badCellsAreNamedByTable() {
        List<Bad> bad = List.of(
                new Bad("BilledCost", "$1,234.50", "is not a number"),
                new Bad("EffectiveCost", "", "is empty"),
                new Bad(
                        "EffectiveCost",
                        "1e20",
                        "has more digits than can be added exactly: 20 before and 18 after the point, or 2 and 36"),
                new Bad("ChargePeriodStart", "2026-02-30", "is not a time such as 2026-11-02T10:05:00Z"),
                new Bad("ChargeCategory", "Usages", "is not one of Usage, Purchase, Tax, Credit, Adjustment"),
                new Bad("ChargeClass", "Refund", "is neither empty nor Correction"),
                new Bad("Tags", "[1]", "is not a JSON object"),
                new Bad("Tags", "application=checkout", "is not a JSON object"));
        List<Map<String, String>> rows = new ArrayList<>(List.of(Sample.row()));
        bad.forEach(cell -> rows.add(Sample.row(cell.column(), cell.text())));
        rows.add(Sample.row("BillingAccountId", "ü".repeat(100)));
        table("bad", rows);

        assertThat(onTrino("bad")).isInstanceOfSatisfying(Reading.Refused.class, refused -> {
            assertThat(refused.total()).isEqualTo(bad.size());
            assertThat(refused.problems())
                    .containsExactlyInAnyOrderElementsOf(bad.stream()
                            .map(cell -> new Problem(
                                    "memory.default.bad",
                                    0,
                                    cell.column().toLowerCase(Locale.ROOT),
                                    cell.text(),
                                    cell.reason()))
                            .toList());
        });
    }

    @Test
    void anAccountThatIsTooLongIsNamedByItsBeginning() {
        table("accounts", List.of(Sample.row(), Sample.row("BillingAccountId", "ü".repeat(101))));

        assertThat(onTrino("accounts"))
                .isEqualTo(new Reading.Refused(List.of(new Problem(
                        "memory.default.accounts",
                        0,
                        "billingaccountid",
                        "ü".repeat(40) + "...",
                        "is longer than 200 bytes"))));
    }

    @Test
    void aSumThatIsTooLargeIsNeverWrong() {
        table("large", List.of(Sample.row("BilledCost", "9".repeat(20)), Sample.row("BilledCost", "9".repeat(20))));

        assertThatThrownBy(() -> onTrino("large"))
                .isInstanceOf(WarehouseException.class)
                .hasMessageContaining("overflow");
    }

    @Test
    void onlyTheMonthsThatAreAskedForAreRead() {
        Map<String, String> february =
                Sample.row("BillingPeriodStart", "2026-02-01T00:00:00Z", "BillingPeriodEnd", "2026-03-01T00:00:00Z");
        table("months", List.of(Sample.row(), february, february));

        YearMonth month = YearMonth.of(2026, 2);
        assertThat(((Reading.Read) onTrino("months", new DistributedReader.Months(month, month))).rows())
                .isEqualTo(2);
        assertThat(((Reading.Read) onTrino("months")).rows()).isEqualTo(3);
    }

    @Test
    void aTableWithoutRowsIsRefused() {
        table("rowless", List.of(Sample.row()));
        YearMonth month = YearMonth.of(2026, 2);
        assertThat(onTrino("rowless", new DistributedReader.Months(month, month)))
                .isEqualTo(Reading.Refused.nothing(
                        List.of("memory.default.rowless"), "rows of billing periods from 2026-02 to 2026-02"));

        execute("TRUNCATE TABLE rowless");
        assertThat(onTrino("rowless")).isEqualTo(Reading.Refused.nothing(List.of("memory.default.rowless"), "rows"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02", "2026-02-01", "202602", "20260201-20260301", "February", ""})
    void howPartitionsAreNamedLosesNothing(String partition) {
        Map<String, String> february =
                Sample.row("BillingPeriodStart", "2026-02-01T00:00:00Z", "BillingPeriodEnd", "2026-03-01T00:00:00Z");
        february.put("billing_period", partition);
        table("partitions", List.of(Sample.row("billing_period", "2026-01"), february, february));

        YearMonth month = YearMonth.of(2026, 2);
        assertThat(((Reading.Read) onTrino("partitions", new DistributedReader.Months(month, month))).rows())
                .isEqualTo(2);
    }

    /// What a partition says of its month is taken at its word: that is how the engine need not read it.
    @Test
    void partitionsOfOtherMonthsAreNotRead() {
        Map<String, String> unreadable = Sample.row("billing_period", "2026-01", "BillingPeriodStart", "?");
        Map<String, String> february =
                Sample.row("BillingPeriodStart", "2026-02-01T00:00:00Z", "BillingPeriodEnd", "2026-03-01T00:00:00Z");
        february.put("billing_period", "2026-02");
        table("others", List.of(february, unreadable));

        YearMonth month = YearMonth.of(2026, 2);
        assertThat(((Reading.Read) onTrino("others", new DistributedReader.Months(month, month))).rows())
                .isEqualTo(1);
    }

    @Test
    void aTableThatIsNotThereIsNamed() {
        assertThat(onTrino("nothing"))
                .isEqualTo(new Reading.Refused(
                        List.of(Problem.ofFile("memory.default.nothing", "is no table that can be read"))));
        assertThatThrownBy(() -> TableName.of("memory.default.bill; DROP TABLE bill"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
