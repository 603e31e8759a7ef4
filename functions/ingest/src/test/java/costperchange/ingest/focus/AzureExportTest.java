package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.problems;
import static costperchange.ingest.focus.Sample.read;
import static costperchange.ingest.focus.Sample.whole;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.AbstractMap;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Azure's cost exports.
class AzureExportTest {

    private static final Set<Dimension> DIMENSIONS =
            Set.of(new Dimension.Tag("application"), Dimension.Column.COMMITMENT_STATUS, Dimension.Column.SUB_ACCOUNT);

    @TempDir
    Path directory;

    /// Columns of a Microsoft Customer Agreement.
    static Map<String, String> detail(String type, String cost, String... changes) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("invoiceId", "G1");
        row.put("billingAccountId", "acc:1");
        row.put("billingPeriodStartDate", "01/01/2026");
        row.put("billingPeriodEndDate", "01/31/2026");
        row.put("date", "01/05/2026");
        row.put("SubscriptionId", "sub-1");
        row.put("meterCategory", "Virtual Machines");
        row.put("serviceFamily", "Compute");
        row.put("resourceLocation", "westeurope");
        row.put("ResourceId", "/subscriptions/sub-1/vm");
        row.put("productName", "D2s v5");
        row.put("chargeType", type);
        row.put("pricingModel", "OnDemand");
        row.put("reservationId", "");
        row.put("benefitId", "");
        row.put("costInBillingCurrency", cost);
        row.put("billingCurrency", "EUR");
        row.put("tags", "\"application\":\"checkout\",\"team\":\"a,b\"");
        for (int i = 0; i < changes.length; i += 2) {
            row.put(changes[i], changes[i + 1]);
        }
        return row;
    }

    @SuppressWarnings("unchecked")
    private static final Map<String, String>[] ACTUAL = new Map[] {
        detail("Usage", "1.1"),
        detail("Usage", "0", "reservationId", "r-1"),
        detail("Purchase", "310", "reservationId", "r-1", "ResourceId", ""),
        detail("Refund", "-5"),
        detail("RoundingAdjustment", "0.01")
    };

    @SuppressWarnings("unchecked")
    private static final Map<String, String>[] AMORTIZED = new Map[] {
        detail("Usage", "1.1"),
        detail("Usage", "0.4166667", "reservationId", "r-1"),
        detail("UnusedReservation", "9.5833333", "reservationId", "r-1"),
        detail("Refund", "-5"),
        detail("RoundingAdjustment", "0.01")
    };

    private Path file(String name, Map<String, String>[] rows) {
        return write(directory.resolve(name), csv(rows));
    }

    private static BigDecimal sum(Map<String, String>[] rows) {
        return Arrays.stream(rows)
                .map(row -> new BigDecimal(row.get("costInBillingCurrency")))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    @ParameterizedTest
    @CsvSource({"a.csv, b.csv", "ActualCost.csv, AmortizedCost.csv"})
    void actualIsBilledAndAmortizedIsEffective(String actual, String amortized) {
        Reading.Read read = whole(read(DIMENSIONS, file(actual, ACTUAL), file(amortized, AMORTIZED)));

        assertThat(read.totals()).isEqualTo(Map.of(new Currency("EUR"), new Cost(sum(ACTUAL), sum(AMORTIZED))));
        assertThat(read.charges())
                .filteredOn(charge ->
                        charge.value(Dimension.Column.COMMITMENT_STATUS).equals(java.util.Optional.of("Unused")))
                .singleElement()
                .satisfies(charge -> {
                    assertThat(charge.cost()).isEqualTo(Cost.of("0", "9.5833333"));
                    assertThat(charge.category()).isEqualTo(ChargeCategory.USAGE);
                });
    }

    @Test
    void aDayAndAnInclusiveEndAreRead() {
        Charge charge = whole(read(DIMENSIONS, file("one.csv", new Map[] {detail("Usage", "7")})))
                .charges()
                .getFirst();

        assertThat(charge.chargePeriod()).isEqualTo(Period.of(LocalDate.of(2026, 1, 5)));
        assertThat(charge.billingPeriod()).isEqualTo(Period.of(YearMonth.of(2026, 1)));
        assertThat(charge.value(new Dimension.Tag("application"))).hasValue("checkout");
        assertThat(charge.cost()).isEqualTo(Cost.of("7", "7"));
        assertThat(charge.provider()).isEqualTo("Microsoft");
    }

    @ParameterizedTest
    @CsvSource({"true, 'actual', 'amortized', effective", "false, 'amortized', 'actual', billed"})
    void oneOfBothWithCommitmentsIsRefused(boolean actual, String kind, String other, String unknown) {
        Path alone = file("alone.csv", actual ? ACTUAL : AMORTIZED);

        assertThat(problems(alone))
                .containsExactly(Problem.ofFile(
                        alone.toString(),
                        "is " + kind + " cost with charges of commitments, and " + other
                                + " cost of its billing account and billing period is not among the files: import both"
                                + " exports together, one alone does not tell what is " + unknown));
    }

    @Test
    void oneOfBothWithoutCommitmentsIsBoth() {
        Path alone = file("actual-cost.csv", new Map[] {detail("Usage", "7"), detail("Purchase", "8")});

        assertThat(whole(read(DIMENSIONS, alone)).totals()).isEqualTo(Map.of(new Currency("EUR"), Cost.of("15", "15")));
    }

    @Test
    void theSameChargesAreNotCountedTwice() {
        Map<String, String>[] rows = new Map[] {detail("Usage", "7"), detail("Usage", "8")};

        assertThat(problems(file("one.csv", rows), file("two.csv", rows)))
                .singleElement()
                .satisfies(problem -> assertThat(problem.reason()).startsWith("has the same charges as another file"));
        assertThat(whole(read(DIMENSIONS, file("actual.csv", rows), file("amortized.csv", rows)))
                        .totals())
                .isEqualTo(Map.of(new Currency("EUR"), Cost.of("15", "15")));
    }

    @Test
    void theColumnsOfAnEnterpriseAgreementAreRead() {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("BillingAccountId", "8611537");
        row.put("BillingPeriodStartDate", "2026-01-01");
        row.put("BillingPeriodEndDate", "2026-01-31");
        row.put("Date", "2026-01-05");
        row.put("SubscriptionId", "sub-1");
        row.put("ChargeType", "Usage");
        row.put("Cost", "1.2345E-2");
        row.put("BillingCurrencyCode", "USD");
        row.put("Tags", "{\"application\":\"search\"}");

        Charge charge = whole(read(DIMENSIONS, file("ea.csv", new Map[] {row})))
                .charges()
                .getFirst();
        assertThat(charge.cost()).isEqualTo(Cost.of("0.012345", "0.012345"));
        assertThat(charge.value(new Dimension.Tag("application"))).hasValue("search");
        assertThat(charge.billingPeriod()).isEqualTo(Period.of(YearMonth.of(2026, 1)));
    }

    @ParameterizedTest
    @CsvSource({
        "chargeType, Gift, is not a charge type that is known",
        "date, 2026/01/05, is not a time such as 2026-11-02T10:05:00Z",
        "costInBillingCurrency, '1,5', is not a number",
        "tags, application, is neither a JSON object nor a list of keys",
    })
    void aBadCellIsNamedAsTheFileSpellsIt(String column, String text, String reason) {
        Path file = file("bad.csv", new Map[] {detail("Usage", "1"), detail("Usage", "1", column, text)});

        assertThat(problems(file)).contains(new Problem(file.toString(), 3, column, text, reason));
    }

    @Test
    void actualAndAmortizedMayBeTheSameAndTwoOfOneKindMayNot() {
        Map<String, String>[] rows = new Map[] {detail("Usage", "7")};
        Path actual = file("actual.csv", rows);
        Path amortized = file("amortized.csv", rows);
        Path again = file("actual-2.csv", rows);

        assertThat(whole(read(actual, amortized)).totals()).isEqualTo(Map.of(new Currency("EUR"), Cost.of("7", "7")));
        assertThat(problems(actual, amortized, again))
                .extracting(Problem::toString)
                .containsExactly(again + ": has the same content as " + actual + ", so its charges would count twice");
    }

    @Test
    void aColumnThatIsThereTwiceIsNamed() {
        Path file = file("twice.csv", new Map[] {
            detail("Usage", "1", "ReservationId", "", "BenefitID", "", "CostInBillingCurrency", "2", "x", "", "X", "")
        });

        assertThat(problems(file))
                .extracting(Problem::toString)
                .containsExactly(
                        file + ", row 1, ReservationId '': the column is there more than once",
                        file + ", row 1, BenefitID '': the column is there more than once",
                        file + ", row 1, CostInBillingCurrency '': the column is there more than once");
    }

    @Test
    void everyColumnThatIsLookedAtMustNotBeThereTwice() {
        Set<Object> lookedAt = new HashSet<>();
        Map<String, Table.Field> nothing = new AbstractMap<>() {
            @Override
            public Table.Field get(Object name) {
                lookedAt.add(name);
                return null;
            }

            @Override
            public Set<Entry<String, Table.Field>> entrySet() {
                return Set.of();
            }
        };
        AzureExport format = new AzureExport(new Table.Parquet(nothing), AzureExport.Kind.BOTH);
        Stream.of(Column.values()).forEach(format::cell);
        format.isOfCommitment();
        format.checks();

        assertThat(lookedAt)
                .hasSizeGreaterThan(30)
                .allMatch(name -> format.reads((String) name).isPresent());
    }

    @Test
    void aRowIsUnderstoodWithTheOtherFileOfItsBill() {
        Path actual = file("a.csv", ACTUAL);
        Path amortized = file("b.csv", AMORTIZED);
        RowReader reader = new RowReader(Sample.engine(directory), DIMENSIONS, Map.of());

        assertThat(reader.row(actual, 4)).isInstanceOf(RowReader.Found.Unreadable.class);
        assertThat(reader.row(List.of(actual, amortized), actual, 4))
                .isInstanceOfSatisfying(
                        RowReader.Found.Here.class,
                        here -> assertThat(here.row().charge().cost()).isEqualTo(Cost.of("310", "0")));
        assertThat(reader.row(List.of(actual, amortized), amortized, 4))
                .isInstanceOfSatisfying(
                        RowReader.Found.Here.class,
                        here -> assertThat(here.row().charge().cost()).isEqualTo(Cost.of("0", "9.5833333")));
    }

    @Test
    void rowsAreFoundInTheirFile() {
        Path file = file("one.csv", new Map[] {detail("Usage", "7"), detail("Usage", "9")});
        RowReader reader = new RowReader(Sample.engine(directory), DIMENSIONS, Map.of());

        List<Row> rows = new java.util.ArrayList<>();
        assertThat(reader.on(List.of(file), LocalDate.of(2026, 1, 5), rows::add))
                .isEmpty();
        assertThat(rows).extracting(Row::row).containsExactly(3L, 2L);
        assertThat(rows.getFirst().description()).isEqualTo("D2s v5");
        assertThat(rows.getFirst().charge().cost()).isEqualTo(Cost.of("9", "9"));
    }
}
