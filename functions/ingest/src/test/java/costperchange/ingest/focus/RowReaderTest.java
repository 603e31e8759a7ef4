package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.parquet;
import static costperchange.ingest.focus.Sample.row;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.ingest.focus.RowReader.Found;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RowReaderTest {

    private static final LocalDate FIFTH = LocalDate.of(2026, 1, 5);

    @TempDir
    Path directory;

    private RowReader reader() {
        return new RowReader(Sample.engine(directory), Catalog.NONE.dimensions(), Map.of());
    }

    private List<Row> on(LocalDate day, Path... files) {
        List<Row> rows = new ArrayList<>();
        assertThat(reader().on(List.of(files), day, rows::add)).isEmpty();
        return rows;
    }

    @Test
    void aRowIsFoundByItsLine() {
        Path bill = write(
                directory.resolve("bill.csv"),
                csv(row("ChargeDescription", "two\nlines"), row("ChargeDescription", "", "BilledCost", "7")));

        assertThat(reader().row(bill, 2)).isInstanceOfSatisfying(Found.Here.class, here -> {
            assertThat(here.row().file()).isEqualTo(bill.toString());
            assertThat(here.row().row()).isEqualTo(2);
            assertThat(here.row().resource()).isEqualTo("arn:aws:s3:::logs");
            assertThat(here.row().description()).isEqualTo("two\nlines");
            assertThat(here.row().charge())
                    .isEqualTo(Sample.charges(write(directory.resolve("one.csv"), csv(row())))
                            .getFirst());
        });
        assertThat(reader().row(bill, 3)).isEqualTo(new Found.Nowhere());
        assertThat(reader().row(bill, 4))
                .isInstanceOfSatisfying(
                        Found.Here.class,
                        here -> assertThat(here.row().charge().cost().billed()).isEqualTo("7"));
        assertThat(reader().row(bill, 1)).isEqualTo(new Found.Nowhere());
        assertThat(reader().row(bill, 5)).isEqualTo(new Found.Nowhere());
    }

    @Test
    void aRowOfParquetIsFoundByItsNumber() {
        Path bill = write(directory.resolve("bill.csv"), csv(row("BilledCost", "1"), row("BilledCost", "2")));
        Path file = parquet(directory.resolve("bill.parquet"), "SELECT * FROM read_csv('" + bill + "')");

        assertThat(reader().row(file, 2))
                .isInstanceOfSatisfying(
                        Found.Here.class,
                        here -> assertThat(here.row().charge().cost().billed()).isEqualTo("2"));
        assertThat(reader().row(file, 3)).isEqualTo(new Found.Nowhere());
    }

    @Test
    void aBadRowIsNamed() {
        Path bill = write(directory.resolve("bill.csv"), csv(row(), row("BilledCost", "$1")));

        assertThat(reader().row(bill, 3))
                .isEqualTo(new Found.Unreadable(new Reading.Refused(
                        List.of(new Problem(bill.toString(), 3, "BilledCost", "$1", "is not a number")))));
        assertThat(reader().on(List.of(bill), FIFTH, _ -> {
                    throw new AssertionError("a row of a bad bill");
                }))
                .hasValueSatisfying(refused -> assertThat(refused.total()).isEqualTo(1));
    }

    @Test
    void rowsOfADayComeLargestFirstWhateverTheFile() {
        Path one = write(
                directory.resolve("one.csv"),
                csv(row("EffectiveCost", "1"), row("EffectiveCost", "-30"), row("EffectiveCost", "0")));
        Path two = write(directory.resolve("two.csv"), csv(row("EffectiveCost", "2e1"), row("EffectiveCost", "1")));

        assertThat(on(FIFTH, two, one))
                .extracting(r -> Path.of(r.file()).getFileName() + ":" + r.row())
                .containsExactly("one.csv:3", "two.csv:2", "two.csv:3", "one.csv:2", "one.csv:4");
        assertThat(on(FIFTH.plusDays(1), two, one)).isEmpty();
    }

    @Test
    void noMoreRowsComeThanAreTaken() {
        Path bill = write(directory.resolve("bill.csv"), csv(row(), row(), row()));
        List<Row> rows = new ArrayList<>();

        assertThat(reader().on(List.of(bill), FIFTH, row -> rows.add(row) && rows.size() < 2))
                .isEmpty();
        assertThat(rows).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T00:00:00Z, 2026-01-05T00:00:00Z, true",
        "2026-01-04T00:00:00Z, 2026-01-05T00:00:00Z, false",
        "2026-01-04T00:00:00Z, 2026-01-05T00:00:01Z, true",
        "2026-01-06T00:00:00Z, 2026-01-07T00:00:00Z, false",
        "2025-12-01T00:00:00Z, 2026-03-01T00:00:00Z, true",
        "2025-12-01T00:00:00Z, 2026-01-01T00:00:00Z, true",
        "2026-02-01T00:00:00Z, 2026-02-01T00:00:00Z, true",
        "2025-12-31T00:00:00Z, 2026-01-02T00:00:00Z, false",
    })
    void aRowComesOnTheDaysToWhichItsChargePosts(String start, String end, boolean comes) {
        Path bill = write(
                directory.resolve("bill.csv"),
                csv(row("ChargePeriodStart", start, "ChargePeriodEnd", end, "EffectiveCost", "31")));

        assertThat(on(FIFTH, bill)).hasSize(comes ? 1 : 0);
        assertThat(Sample.charges(bill).getFirst().byDay().containsKey(FIFTH)).isEqualTo(comes);
    }
}
