package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.whole;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.BillMapping;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables of costs by the catalog's word, such as people's time.
class MappedTableTest {

    private static final BillMapping PEOPLE = new BillMapping(
            Map.of("BilledCost", "Salary", "ServiceName", "Role"),
            Map.of("BillingAccountId", "people", "BillingCurrency", "EUR"),
            "Month",
            null,
            "Share",
            Map.of("application", "Application"));

    @TempDir
    Path directory;

    private Reading read(BillMapping mapping, String... lines) {
        Path file = write(directory.resolve("people.csv"), String.join("\n", lines) + "\n");
        return new FocusReader(Sample.engine(directory), Catalog.NONE.dimensions(), Map.of(), mapping)
                .read(List.of(file));
    }

    @Test
    void aShareOfAPersonCounts() {
        Reading.Read read = whole(read(
                PEOPLE,
                "Month,Role,Salary,Share,Application",
                "2026-02,SRE,7400.10,20 %,checkout",
                "2026-02,SRE,7400.10,0.8,search"));

        assertThat(read.totals()).isEqualTo(Map.of(new Currency("EUR"), Cost.of("7400.1", "7400.1")));
        Charge charge = read.charges().getFirst();
        assertThat(charge.cost()).isEqualTo(Cost.of("1480.02", "1480.02"));
        assertThat(charge.billingPeriod()).isEqualTo(Period.of(YearMonth.of(2026, 2)));
        assertThat(charge.chargePeriod()).isEqualTo(Period.of(YearMonth.of(2026, 2)));
        assertThat(charge.category()).isEqualTo(ChargeCategory.USAGE);
        assertThat(charge.value(new Dimension.Tag("application"))).hasValue("checkout");
    }

    @Test
    void aDayAndOneFactorForAll() {
        BillMapping licences = new BillMapping(
                Map.of("EffectiveCost", "Amount", "BillingCurrency", "Currency"),
                Map.of("BillingAccountId", "licences", "ChargeCategory", "Purchase"),
                "Day",
                "0.123456789",
                null,
                Map.of());
        Charge charge = whole(read(licences, "Day,Amount,Currency", "2026-02-28,1000000000.000000001,USD"))
                .charges()
                .getFirst();

        assertThat(charge.cost()).isEqualTo(Cost.of("123456789.000000000123456789", "123456789.000000000123456789"));
        assertThat(charge.chargePeriod()).isEqualTo(Period.of(LocalDate.of(2026, 2, 28)));
        assertThat(charge.category()).isEqualTo(ChargeCategory.PURCHASE);
    }

    @ParameterizedTest
    @CsvSource({
        "'2026-02,SRE,\"$7,400.10\",20 %,a', Salary, '$7,400.10', is not a number",
        "'2026-02,SRE,1.0123456789,20 %,a', Salary, 1.0123456789, 'has more digits than can be multiplied exactly: 10 before and 9 after the point'",
        "'2026-02,SRE,1,a fifth,a', Share, a fifth, is not a factor such as 0.2 or 20 %",
        "'2026-02,SRE,1,,a', Share, '', is not a factor such as 0.2 or 20 %",
        "'2026-13,SRE,1,1,a', Month, 2026-13, is not a time such as 2026-11-02T10:05:00Z",
        "'05/11/2026,SRE,1,1,a', Month, 05/11/2026, is not a time such as 2026-11-02T10:05:00Z",
        "',SRE,1,1,a', Month, '', is empty",
    })
    void aBadCellIsNamed(String line, String column, String text, String reason) {
        Reading reading = read(PEOPLE, "Month,Role,Salary,Share,Application", line);

        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.problems())
                                .contains(new Problem(
                                        directory.resolve("people.csv").toString(), 2, column, text, reason)));
    }

    /// Nobody could tell May from November.
    @Test
    void aDayThatIsReadDifferentlyByDifferentPeopleIsRefused() {
        BillMapping invoices = new BillMapping(
                Map.of("BilledCost", "Amount", "ChargePeriodStart", "From", "ChargePeriodEnd", "To"),
                Map.of("BillingAccountId", "invoices", "BillingCurrency", "EUR"),
                null,
                null,
                null,
                Map.of());

        assertThat(read(invoices, "Amount,From,To", "1,05/11/2026,2026-11-06", "1,2026-11-05,11/06/2026"))
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.problems())
                                .extracting(problem -> problem.row() + " " + problem.column() + " " + problem.text())
                                .contains("2 From 05/11/2026", "3 To 11/06/2026"));
        assertThat(whole(read(invoices, "Amount,From,To", "1,2026-11-05,2026-11-06"))
                        .rows())
                .isOne();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Month", "Role", "Salary", "Share", "APPLICATION"})
    void aColumnThatTheCatalogNamesMustNotBeThereTwice(String name) {
        assertThat(read(PEOPLE, "Month,Role,Salary,Share,Application,Note,Note," + name, "2026-02,SRE,1,1,a,,,50 %"))
                .isEqualTo(new Reading.Refused(List.of(new Problem(
                        directory.resolve("people.csv").toString(),
                        1,
                        name,
                        "",
                        "the column is there more than once"))));
    }

    @Test
    void aColumnThatTheCatalogNamesMustBeThere() {
        assertThat(read(PEOPLE, "Month,Role,Salary,Application", "2026-02,SRE,1,a"))
                .isEqualTo(new Reading.Refused(List.of(new Problem(
                        directory.resolve("people.csv").toString(),
                        1,
                        "Share",
                        "",
                        "the column is missing, which table of the catalog's bills has"))));
    }
}
