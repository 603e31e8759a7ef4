package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.problems;
import static costperchange.ingest.focus.Sample.read;
import static costperchange.ingest.focus.Sample.row;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FocusProblemsTest {

    @TempDir
    Path directory;

    @SafeVarargs
    private Path bill(Map<String, String>... rows) {
        return write(directory.resolve("bill.csv"), csv(rows));
    }

    private Problem problem(long row, String column, String text, String reason) {
        return new Problem(directory.resolve("bill.csv").toString(), row, column, text, reason);
    }

    @ParameterizedTest
    @CsvSource({
        "BilledCost, '$50,000.00 ', is not a number",
        "BilledCost, 1_000, is not a number",
        "BilledCost, '1,5', is not a number",
        "BilledCost, ., is not a number",
        "BilledCost, NaN, is not a number",
        "BilledCost, Infinity, is not a number",
        "BilledCost, 0x10, is not a number",
        "BilledCost, 1 2, is not a number",
        "BilledCost, 1e99999, is not a number",
        "EffectiveCost, x, is not a number",
        "EffectiveCost, '', is empty",
        "BilledCost, null, is empty",
        "BillingAccountId, NULL, is empty",
        "BillingCurrency, '', is empty",
        "BillingCurrency, 01234567890123456789012345678901234567890, is not a currency",
        "ChargeCategory, '', is empty",
        "ChargeCategory, Usages, 'is not one of Usage, Purchase, Tax, Credit, Adjustment'",
        "ChargeClass, Refund, is neither empty nor Correction",
        "BillingPeriodStart, '', is empty",
        "BillingPeriodEnd, 5/1/25, is not a time such as 2026-11-02T10:05:00Z",
        "ChargePeriodStart, 2023-02-01T30:00:00Z, is not a time such as 2026-11-02T10:05:00Z",
        "ChargePeriodStart, 2023-02-30, is not a time such as 2026-11-02T10:05:00Z",
        "ChargePeriodStart, 2026-01-05T10:00:00+02:75, is not a time such as 2026-11-02T10:05:00Z",
        "ChargePeriodEnd, 2026-01-05T24:00:00Z, is not a time such as 2026-11-02T10:05:00Z",
        "ChargePeriodEnd, 2026-01-05T09:59:59Z, is before the start of the charge period",
        "BillingPeriodEnd, 2026-01-01, is not after the start of the billing period",
        "BillingPeriodEnd, 2026-03-01T00:00:01Z, ends a billing period that touches more than two calendar months",
        "Tags, '[1]', is not a JSON object",
        "Tags, 'application=checkout', is not a JSON object",
    })
    void aBadCellIsNamed(String column, String text, String reason) {
        assertThat(problems(bill(row(), row(column, text), row()))).containsExactly(problem(3, column, text, reason));
    }

    /// It stands in keys of the store's table.
    @Test
    void anAccountThatIsTooLongIsNamedByItsBeginning() {
        assertThat(problems(bill(row("BillingAccountId", "ü".repeat(100)), row("BillingAccountId", "ü".repeat(101)))))
                .containsExactly(problem(3, "BillingAccountId", "ü".repeat(40) + "...", "is longer than 200 bytes"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0000000000000000000000000000000000001",
                "1e-37",
                "123.4567890123456789012",
                "123456789012345678901",
                "1e20",
                "-1e9999"
            })
    void whatCannotBeAddedExactlyIsRefused(String text) {
        assertThat(problems(bill(row("EffectiveCost", text))))
                .containsExactly(problem(
                        2,
                        "EffectiveCost",
                        text,
                        "has more digits than can be added exactly: 20 before and 18 after the point, or 2 and 36"));
    }

    @Test
    void aSumThatIsTooLargeIsNeverWrong() {
        Path bill = bill(row("BilledCost", "9".repeat(20)), row("BilledCost", "9".repeat(20)));

        assertThatThrownBy(() -> read(bill))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("bill.csv");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BilledCost",
                "EffectiveCost",
                "BillingAccountId",
                "BillingCurrency",
                "BillingPeriodStart",
                "BillingPeriodEnd",
                "ChargePeriodStart",
                "ChargePeriodEnd",
                "ChargeCategory"
            })
    void aMissingColumnIsNamed(String column) {
        assertThat(problems(bill(row(column, null)))).containsExactly(problem(1, column, "", "the column is missing"));
    }

    @Test
    void aColumnThatIsThereTwiceIsNamed() {
        assertThat(problems(bill(row("BILLEDCOST", "7"))))
                .containsExactly(problem(1, "BILLEDCOST", "", "the column is there more than once"));
        assertThat(problems(bill(row("ServiceProviderName", "AWS", "serviceprovidername ", "Azure"))))
                .containsExactly(problem(1, "serviceprovidername", "", "the column is there more than once"));
        assertThat(read(bill(row("x_a", "1", "X_A", "2")))).isInstanceOf(Reading.Read.class);
    }

    @Test
    void linesAreCountedAsAnEditorDoes() {
        String text = csv(row("ServiceName", "a\nb\nc"), row("BilledCost", "$1"), row(), row("EffectiveCost", "?"));
        Path bill = write(directory.resolve("bill.csv"), "\n" + text.replaceFirst("\n", "\n\n"));

        assertThat(problems(bill))
                .containsExactly(
                        problem(7, "BilledCost", "$1", "is not a number"),
                        problem(9, "EffectiveCost", "?", "is not a number"));
    }

    @Test
    void linesAreThoseOfTheFileAlsoWhereACopyWasRead() {
        String text = csv(row("ServiceName", "a\r\nb"), row("BilledCost", "$1"), row());
        Path mixed = write(directory.resolve("mixed.csv"), text.replaceFirst("\n", "\r\n\r\n"));
        Path packed = Sample.gzip(mixed, directory.resolve("mixed.csv.gz"));

        assertThat(problems(mixed, packed))
                .extracting(Problem::toString)
                .containsExactly(
                        mixed + ", row 5, BilledCost '$1': is not a number",
                        packed + ", row 5, BilledCost '$1': is not a number");
    }

    @Test
    void allProblemsOfARowAreNamed() {
        assertThat(problems(bill(row("BilledCost", "a", "EffectiveCost", "", "ChargeClass", "b"))))
                .extracting(Problem::column)
                .containsExactlyInAnyOrder("BilledCost", "EffectiveCost", "ChargeClass");
    }

    @Test
    void manyProblemsAreCountedAndTheFirstListed() {
        String good = csv(row());
        String bad = csv(row("BilledCost", "?")).split("\n")[1] + "\n";
        Path first = write(directory.resolve("first.csv"), good + bad.repeat(5));
        Path second = write(directory.resolve("second.csv"), good + String.join("", Collections.nCopies(3000, bad)));
        Reading.Refused refused = (Reading.Refused) read(first, second);

        assertThat(refused.total()).isEqualTo(3005);
        assertThat(refused.problems()).hasSize(20);
        assertThat(refused.problems().get(4))
                .isEqualTo(new Problem(first.toString(), 7, "BilledCost", "?", "is not a number"));
        assertThat(refused.problems().get(5).file()).isEqualTo(second.toString());
        assertThat(refused.problems().get(5).row()).isEqualTo(3);
    }

    @Test
    void filesThatAreNoBillsAreRefused() {
        Path text = write(directory.resolve("bill.txt"), "x");
        Path parquet = write(directory.resolve("bill.parquet"), csv(row()));

        assertThat(problems(text, parquet, parquet))
                .extracting(Problem::reason)
                .satisfiesExactly(
                        reason -> assertThat(reason).isEqualTo("is neither .csv, .csv.gz nor .parquet"),
                        reason -> assertThat(reason).startsWith("is not a Parquet file"),
                        reason -> assertThat(reason).isEqualTo("is given twice"));
    }

    @Test
    void aFileUnderTwoNamesIsRefused() {
        Path one = bill(row(), row("BilledCost", "2"));
        Path other = write(directory.resolve("other.csv"), csv(row(), row("BilledCost", "3")));
        Path copy = write(directory.resolve("copy.csv"), csv(row(), row("BilledCost", "2")));

        assertThat(problems(one, other, copy))
                .containsExactly(Problem.ofFile(
                        copy.toString(), "has the same content as " + one + ", so its charges would count twice"));
        assertThat(read(one, other)).isInstanceOf(Reading.Read.class);
    }

    /// Some exports write their parts whether there is something for them or not.
    @Test
    void partsWithoutRowsMayBeTheSame() {
        String header = csv(row()).split("\n")[0];
        Path first = write(directory.resolve("first.csv"), header);
        Path second = write(directory.resolve("second.csv"), header);

        assertThat(Sample.whole(read(bill(row()), first, second)).rows()).isOne();
    }

    @Test
    void aFileThatIsNotThereIsAnOutage() {
        assertThatThrownBy(() -> read(directory.resolve("none.csv")))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("none.csv");
    }
}
