package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Owner;
import costperchange.calculator.allocation.Posted;
import costperchange.calculator.allocation.Rules;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Bills that were published; they are not part of the project, and without them these tests are skipped.
class RealBillsTest {

    private static final Currency USD = new Currency("USD");

    @TempDir
    Path directory;

    private static Path data(String name) {
        Path path = Path.of(System.getProperty("project.root", "."), "..", "shared", "data", name)
                .normalize();
        assumeTrue(Files.exists(path), () -> "the data is not here: " + path);
        return path;
    }

    private Reading read(Path file) {
        return new FocusReader(Sample.engine(directory), Catalog.NONE.dimensions(), Map.of()).read(List.of(file));
    }

    @Test
    void theFocusSampleAddsUp() {
        Reading.Read read = whole(read(data("focus/focus_sample_1.0.csv")));

        assertThat(read.rows()).isEqualTo(1000);
        assertThat(read.totals()).isEqualTo(Map.of(USD, Cost.of("20.52022672899", "14.97651418586")));
    }

    @Test
    void theFocusSampleGivesApplicationsTheirTaggedCost() {
        List<Bill> bills = Bill.divide(
                "sample", whole(read(data("focus/focus_sample_1.0.csv"))).charges(), new Rules(Catalog.NONE));

        Cost cost = Line.sum(bills.stream()
                .flatMap(bill ->
                        bill.parts().getOrDefault(new Owner.Application("BrightPathMatrix"), List.of()).stream())
                .map(Posted::line)
                .toList());
        assertThat(cost.billed()).isEqualTo("15.9580993182");
    }

    @Test
    void theBillOfMybinderAddsUp() {
        Reading.Read read = whole(read(data("mybinder/focus.csv")));

        assertThat(read.rows()).isEqualTo(1342);
        assertThat(read.totals().get(USD)).isEqualTo(Cost.of("110623.655749", "110623.655749"));
    }

    @Test
    void everyWorkedExampleIsReadWhollyOrRefusedByCell() throws IOException {
        Path examples = data("focus/spec-1.2");
        try (Stream<Path> files = Files.walk(examples)) {
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".csv")).sorted().toList()) {
                String outcome = switch (read(file)) {
                    case Reading.Read read -> {
                        assertThat(read.totals()).as(file.toString()).isEqualTo(sums(file));
                        yield "read: " + read.rows() + " rows, " + read.totals();
                    }
                    case Reading.Refused refused -> {
                        assertThat(refused.problems()).isNotEmpty().allSatisfy(problem -> {
                            assertThat(problem.file()).isEqualTo(file.toString());
                            assertThat(problem.row()).isPositive();
                            assertThat(problem.column()).isNotEmpty();
                        });
                        yield "refused, %d problems: %s"
                                .formatted(
                                        refused.total(),
                                        refused.problems()
                                                .getFirst()
                                                .toString()
                                                .substring(file.toString().length() + 2));
                    }
                };
                System.out.printf("%-110s %s%n", examples.relativize(file), outcome);
            }
        }
    }

    /// The examples leave out who is billed in what, which is not their subject. With that filled in they are
    /// read.
    @Test
    void workedExamplesWithAnAccountAndACurrencyAddUp() throws IOException {
        int read = 0;
        try (Stream<Path> files = Files.walk(data("focus/spec-1.2"))) {
            for (Path file : files.filter(f -> f.toString().contains("commitment_discount_")
                            && f.toString().endsWith(".csv"))
                    .sorted()
                    .toList()) {
                List<String> lines = Files.readAllLines(file);
                Path filled = Sample.write(
                        directory.resolve("filled.csv"),
                        lines.getFirst() + ",BillingAccountId,BillingCurrency\n"
                                + String.join(
                                        "\n",
                                        lines.stream()
                                                .skip(1)
                                                .map(line -> line.isBlank() ? line : line + ",1,USD")
                                                .toList()));
                switch (read(filled)) {
                    case Reading.Read whole -> {
                        assertThat(whole.totals()).as(file.toString()).isEqualTo(sums(filled));
                        read++;
                        System.out.printf("%-110s read: %s%n", file.getFileName(), whole.totals());
                    }
                    case Reading.Refused refused -> {
                        assertThat(refused.problems())
                                .allSatisfy(p -> assertThat(p.text()).contains("T30:00:00Z"));
                        System.out.printf("%-110s refused: %s%n", file.getFileName(), refused.problems());
                    }
                }
            }
        }
        assertThat(read).isEqualTo(9);
    }

    private static Map<Currency, Cost> sums(Path file) throws IOException {
        Map<Currency, Cost> sums = new HashMap<>();
        try (CsvReader<NamedCsvRecord> rows =
                CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
            rows.forEach(row -> sums.merge(
                    new Currency(row.getField("BillingCurrency")),
                    new Cost(
                            new BigDecimal(row.getField("BilledCost").strip()),
                            new BigDecimal(row.getField("EffectiveCost").strip())),
                    Cost::plus));
        }
        return sums;
    }
}
