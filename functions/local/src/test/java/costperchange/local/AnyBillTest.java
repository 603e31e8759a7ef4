package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.ingest.BillImport;
import costperchange.ingest.focus.Engine;
import costperchange.query.catalog.CatalogReader;
import costperchange.store.Catalogs;
import costperchange.store.Ledgers;
import costperchange.store.Measurements;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever the bill, the catalog and the restatements: every ledger adds up to the cells of the files, splits
/// conserve, and reading in another format and order gives the same. `-Dseeds=1000` tries more of them.
class AnyBillTest {

    private static final int MONTHS_APART = 12;
    private static final List<String> APPLICATIONS = List.of("shop", "search", "cart", "mail");

    private static final Database DATABASE = Database.inMemory();
    private static final Database OTHER = Database.inMemory();

    @TempDir
    private Path folder;

    @AfterAll
    static void close() {
        DATABASE.close();
        OTHER.close();
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("seeds", 20));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void every_ledger_adds_up_and_another_reading_is_the_same(long seed) throws Exception {
        YearMonth first = YearMonth.of(2000, 1).plusMonths(seed * MONTHS_APART);
        AnyBill any = new AnyBill(seed, first);
        String catalog = any.catalog();
        List<AnyBill.Row> before = any.rows();
        List<AnyBill.Row> after = any.restated(before);
        Instant known = Instant.parse(first.plusMonths(4).atDay(1) + "T00:00:00Z");

        Books books = new Books(DATABASE.table(), catalog);
        books.read(before, known, "csv");
        books.add(before, first);
        books.read(after, known.plusSeconds(60), "csv.gz");
        books.add(after, first);
        Books other = new Books(OTHER.table(), catalog);
        other.read(any.shuffled(after), known.plusSeconds(60), "parquet");
        for (YearMonth month : months(first)) {
            assertThat(new Splits(other.table).ledgers(month)).isEqualTo(new Splits(books.table).ledgers(month));
            assertThat(other.bills(month)).isEqualTo(books.bills(month));
        }
    }

    /// All months to which something can post.
    private static List<YearMonth> months(YearMonth first) {
        return Stream.iterate(first, month -> month.plusMonths(1)).limit(8).toList();
    }

    private final class Books {

        private final Table table;
        private final BillImport imports;

        Books(Table table, String yaml) {
            this.table = table;
            imports = new BillImport(table, new Engine("1GB", 2, folder.resolve("duckdb")), Set.of());
            CatalogReader.Result read = CatalogReader.read(yaml);
            assertThat(read).as(yaml + read).isInstanceOf(CatalogReader.Result.Accepted.class);
            Catalog catalog = ((CatalogReader.Result.Accepted) read).catalog();
            new Catalogs(table).upload(yaml, catalog, null, Clock.systemUTC());
        }

        /// Imports rows as two files, and splits what they touch.
        void read(List<AnyBill.Row> rows, Instant known, String format) throws IOException, SQLException {
            int middle = rows.size() / 2;
            List<Path> files = List.of(
                    write("a." + format, rows.subList(0, middle)),
                    write("b." + format, rows.subList(middle, rows.size())));
            BillImport.Outcome outcome = imports.run(new BillImport.Export("any", known, null, false), files);
            assertThat(outcome).isInstanceOf(BillImport.Outcome.Imported.class);
            rows.stream().map(AnyBill.Row::month).distinct().sorted().forEach(new Splits(table)::updateTouchedBy);
        }

        void add(List<AnyBill.Row> rows, YearMonth first) {
            for (Basis basis : Basis.values()) {
                Map<String, BigDecimal> totals = new TreeMap<>();
                for (YearMonth month : months(first)) {
                    LedgerOfMonth ledger = new Ledgers(new Measurements(table))
                            .ofMonth(new LedgerOfMonth.Question(month, basis, null, false));
                    LedgerOfMonth corrected = new Ledgers(new Measurements(table))
                            .ofMonth(new LedgerOfMonth.Question(month, basis, null, true));
                    Stream.of(ledger, corrected)
                            .flatMap(one -> Stream.concat(one.rows().stream(), one.totals().stream()))
                            .forEach(row -> assertThat(row.residual())
                                    .as(month + " " + row)
                                    .isEqualByComparingTo("0"));
                    ledger.rows()
                            .forEach(
                                    row -> totals.put(month + " " + row.account() + " " + row.currency(), row.total()));
                }
                assertThat(totals)
                        .isEqualTo(AnyBill.sums(rows, basis == Basis.BILLED ? "BilledCost" : "EffectiveCost"));
            }
            conserves(rows, first);
        }

        /// What all months hold together is what the files do: nothing is lost on the way from month to month.
        private void conserves(List<AnyBill.Row> rows, YearMonth first) {
            Map<Currency, Cost> posted = new TreeMap<>();
            for (YearMonth month : months(first)) {
                Map<Currency, Cost> allocated = new HashMap<>();
                for (Ledger ledger : postingTo(month)) {
                    posted.merge(ledger.currency(), ledger.total(), Cost::plus);
                    allocated.merge(ledger.currency(), ledger.direct().plus(ledger.shared()), Cost::plus);
                }
                allocated.values().removeIf(Cost::isZero);
                Map<Currency, Cost> billed = new HashMap<>();
                bills(month)
                        .forEach(bill -> bill.lines()
                                .forEach(line -> billed.merge(line.kind().currency(), line.cost(), Cost::plus)));
                billed.values().removeIf(Cost::isZero);
                assertThat(billed).isEqualTo(allocated);
            }
            Map<Currency, Cost> cells = new TreeMap<>();
            rows.forEach(row -> cells.merge(
                    new Currency(row.currency()),
                    new Cost(row.amount("BilledCost"), row.amount("EffectiveCost")),
                    Cost::plus));
            assertThat(posted).isEqualTo(cells);
        }

        private List<Ledger> postingTo(YearMonth month) {
            Splits splits = new Splits(table);
            return Stream.of(month.minusMonths(1), month)
                    .flatMap(billing -> splits.ledgers(billing).stream())
                    .filter(ledger -> ledger.month().equals(month))
                    .toList();
        }

        List<ApplicationBill> bills(YearMonth month) {
            return APPLICATIONS.stream()
                    .flatMap(application -> new Splits(table).bill(application, month).stream())
                    .filter(bill -> !Line.sum(bill.lines()).isZero())
                    .toList();
        }
    }

    private Path write(String name, List<AnyBill.Row> rows) throws IOException, SQLException {
        String csv = Office.csv(rows.stream().map(AnyBill.Row::cells).toList());
        Path file = folder.resolve(name);
        if (name.endsWith(".gz")) {
            try (OutputStream out = new GZIPOutputStream(new FileOutputStream(file.toFile()))) {
                out.write(csv.getBytes(StandardCharsets.UTF_8));
            }
        } else if (name.endsWith(".parquet")) {
            Path plain = Files.writeString(folder.resolve(name + ".csv"), csv);
            try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                    Statement statement = duck.createStatement()) {
                statement.execute("COPY (SELECT * FROM read_csv('" + plain + "', all_varchar = true)) TO '" + file
                        + "' (FORMAT parquet)");
            }
        } else {
            Files.writeString(file, csv);
        }
        return file;
    }
}
