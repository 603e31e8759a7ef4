package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.charges;
import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.parquet;
import static costperchange.ingest.focus.Sample.problems;
import static costperchange.ingest.focus.Sample.read;
import static costperchange.ingest.focus.Sample.whole;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// AWS's Cost and Usage Report in its three spellings.
class UsageReportTest {

    private static final Set<Dimension> DIMENSIONS = Set.of(
            new Dimension.Tag("application"),
            new Dimension.Tag("CostCenter"),
            Dimension.Column.COMMITMENT_STATUS,
            Dimension.Column.SUB_ACCOUNT,
            Dimension.Column.SERVICE_NAME,
            Dimension.Column.REGION);

    @TempDir
    Path directory;

    /// Columns of the legacy report; what is not said is empty, as it is there.
    static Map<String, String> line(String type, String unblended, String... changes) {
        Map<String, String> row = new LinkedHashMap<>();
        row.put("identity/LineItemId", "x");
        row.put("bill/InvoiceId", "INV-1");
        row.put("bill/PayerAccountId", "100000000001");
        row.put("bill/BillingPeriodStartDate", "2026-01-01T00:00:00Z");
        row.put("bill/BillingPeriodEndDate", "2026-02-01T00:00:00Z");
        row.put("lineItem/UsageAccountId", "200000000002");
        row.put("lineItem/LineItemType", type);
        row.put("lineItem/UsageStartDate", "2026-01-05T10:00:00Z");
        row.put("lineItem/UsageEndDate", "2026-01-05T11:00:00Z");
        row.put("lineItem/ProductCode", "AmazonEC2");
        row.put("lineItem/ResourceId", "i-1");
        row.put("lineItem/CurrencyCode", "USD");
        row.put("lineItem/UnblendedCost", unblended);
        row.put("lineItem/LineItemDescription", "per hour");
        row.put("product/ProductName", "Amazon Elastic Compute Cloud");
        row.put("product/region", "eu-west-1");
        row.put("reservation/ReservationARN", "");
        row.put("reservation/EffectiveCost", "");
        row.put("reservation/UnusedAmortizedUpfrontFeeForBillingPeriod", "");
        row.put("reservation/UnusedRecurringFee", "");
        row.put("savingsPlan/TotalCommitmentToDate", "");
        row.put("savingsPlan/SavingsPlanARN", "");
        row.put("savingsPlan/SavingsPlanEffectiveCost", "");
        row.put("savingsPlan/UsedCommitment", "");
        row.put("resourceTags/user:application", "checkout");
        row.put("resourceTags/user:CostCenter", "42");
        for (int i = 0; i < changes.length; i += 2) {
            if (changes[i + 1] == null) {
                row.remove(changes[i]);
            } else {
                row.put(changes[i], changes[i + 1]);
            }
        }
        return row;
    }

    @SuppressWarnings("unchecked")
    static Map<String, String>[] month() {
        return new Map[] {
            line("Usage", "1.5E-7"),
            line("Usage", "1.2E-21"),
            line("Tax", "3.21", "lineItem/ResourceId", ""),
            line("Fee", "29"),
            line("Fee", "1200", "reservation/ReservationARN", "arn:ri"),
            line("DiscountedUsage", "0", "reservation/EffectiveCost", "0.031", "reservation/ReservationARN", "arn:ri"),
            line(
                    "RIFee",
                    "44.64",
                    "reservation/ReservationARN",
                    "arn:ri",
                    "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod",
                    "12.5",
                    "reservation/UnusedRecurringFee",
                    "3.1E-2"),
            line("SavingsPlanCoveredUsage", "0.192", "savingsPlan/SavingsPlanEffectiveCost", "0.121"),
            line("SavingsPlanNegation", "-0.192"),
            line(
                    "SavingsPlanRecurringFee",
                    "0.5",
                    "savingsPlan/TotalCommitmentToDate",
                    "0.5",
                    "savingsPlan/UsedCommitment",
                    "0.121"),
            line("SavingsPlanUpfrontFee", "365"),
            line("Credit", "-10"),
            line(
                    "Refund",
                    "-0.75",
                    "lineItem/UsageStartDate",
                    "2025-12-03T00:00:00Z",
                    "lineItem/UsageEndDate",
                    "2025-12-03T01:00:00Z"),
            line("EdpDiscount", "-2.25"),
            line("BundledDiscount", "-0.1"),
            line("PrivateRateDiscount", "-0.2")
        };
    }

    private static BigDecimal cell(Map<String, String> row, String name) {
        return row.get(name).isEmpty() ? BigDecimal.ZERO : new BigDecimal(row.get(name));
    }

    /// Both sums of the raw cells, by the words of AWS's documentation.
    private static Cost sum(Map<String, String>... rows) {
        return Arrays.stream(rows)
                .map(row -> {
                    BigDecimal unblended = cell(row, "lineItem/UnblendedCost");
                    BigDecimal effective = switch (row.get("lineItem/LineItemType")) {
                        case "DiscountedUsage" -> cell(row, "reservation/EffectiveCost");
                        case "RIFee" ->
                            cell(row, "reservation/UnusedAmortizedUpfrontFeeForBillingPeriod")
                                    .add(cell(row, "reservation/UnusedRecurringFee"));
                        case "SavingsPlanCoveredUsage" -> cell(row, "savingsPlan/SavingsPlanEffectiveCost");
                        case "SavingsPlanRecurringFee" ->
                            cell(row, "savingsPlan/TotalCommitmentToDate")
                                    .subtract(cell(row, "savingsPlan/UsedCommitment"));
                        case "SavingsPlanNegation", "SavingsPlanUpfrontFee" -> BigDecimal.ZERO;
                        case "Fee" -> row.get("reservation/ReservationARN").isEmpty() ? unblended : BigDecimal.ZERO;
                        default -> unblended;
                    };
                    return new Cost(unblended, effective);
                })
                .reduce(Cost.ZERO, Cost::plus);
    }

    private Path legacy() {
        return write(directory.resolve("legacy.csv"), csv(month()));
    }

    private Path asParquet(Path csv, String selected) {
        return parquet(
                directory.resolve("report.parquet"),
                "SELECT " + selected + " FROM read_csv('" + csv + "', all_varchar = true)");
    }

    /// The legacy rows in the spelling of CUR 2.0, with tags in a map.
    private static String cur2(boolean typed) {
        return month()[0].keySet().stream()
                .filter(name -> !name.startsWith("resourceTags"))
                .map(name -> {
                    String cell = '"' + name + '"';
                    String value = typed
                                    && name.matches(".*(Cost|Fee|Commitment|Period|ToDate)$")
                                    && !name.endsWith("Date")
                            ? "CAST(nullif(" + cell + ", '') AS DOUBLE)"
                            : typed && name.matches(".*(Start|End)Date$") ? "CAST(" + cell + " AS TIMESTAMP)" : cell;
                    return value + " AS " + UsageReport.snake(name);
                })
                .collect(Collectors.joining(", ", "", ", %s AS resource_tags"));
    }

    @Test
    void billedIsUnblendedAndEffectiveIsAmortised() {
        Reading.Read read = whole(read(DIMENSIONS, legacy()));

        assertThat(read.rows()).isEqualTo(month().length);
        assertThat(read.totals()).isEqualTo(Map.of(new Currency("USD"), sum(month())));
    }

    @Test
    void everySpellingGivesTheSameCharges() {
        List<Charge> meant = whole(read(DIMENSIONS, legacy())).charges();

        Path athena = asParquet(
                legacy(),
                month()[0].keySet().stream()
                        .map(name -> '"' + name + "\" AS " + UsageReport.snake(name))
                        .collect(Collectors.joining(", ")));
        assertThat(whole(read(DIMENSIONS, athena)).charges()).isEqualTo(meant);

        String map = "MAP {'user_application': 'checkout', 'user_cost_center': '42'}";
        assertThat(whole(read(DIMENSIONS, asParquet(legacy(), cur2(false).formatted(map))))
                        .charges())
                .isEqualTo(meant);
        assertThat(whole(read(DIMENSIONS, asParquet(legacy(), cur2(true).formatted(map))))
                        .charges())
                .isEqualTo(meant);
        assertThat(whole(read(DIMENSIONS, asParquet(legacy(), cur2(false).formatted("to_json(" + map + ")"))))
                        .charges())
                .isEqualTo(meant);
    }

    @Test
    void aFeeIsOfAnUnusedCommitmentWhereSomeOfItWasNotUsed() {
        String column = "reservation/UnusedRecurringFee";
        String report = csv(line("RIFee", "10", column, "1E-20"), line("RIFee", "10", column, "0"));

        assertThat(whole(read(DIMENSIONS, write(directory.resolve("one.csv"), report)))
                        .charges())
                .extracting(
                        charge -> charge.cost().effective().signum(),
                        charge ->
                                charge.value(Dimension.Column.COMMITMENT_STATUS).orElse(""))
                .containsExactlyInAnyOrder(tuple(1, "Unused"), tuple(0, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "Usage, USAGE, false, ''",
        "Tax, TAX, false, ''",
        "Fee, PURCHASE, false, ''",
        "RIFee, PURCHASE, false, ''",
        "Credit, CREDIT, false, ''",
        "Refund, USAGE, true, ''",
        "EdpDiscount, ADJUSTMENT, false, ''",
        "SavingsPlanNegation, USAGE, false, Used",
        "SavingsPlanUpfrontFee, PURCHASE, false, ''",
    })
    void aLineItemTypeHasItsPlaceInFocus(String type, ChargeCategory category, boolean correction, String status) {
        Charge charge = whole(read(DIMENSIONS, write(directory.resolve("one.csv"), csv(line(type, "1")))))
                .charges()
                .getFirst();

        assertThat(charge.category()).isEqualTo(category);
        assertThat(charge.correction()).isEqualTo(correction);
        assertThat(charge.value(Dimension.Column.COMMITMENT_STATUS).orElse("")).isEqualTo(status);
        assertThat(charge.invoice()).isEqualTo("INV-1");
        assertThat(charge.provider()).isEqualTo("AWS");
        assertThat(charge.value(new Dimension.Tag("application"))).hasValue("checkout");
        assertThat(charge.value(new Dimension.Tag("CostCenter"))).hasValue("42");
        assertThat(charge.value(Dimension.Column.SERVICE_NAME)).hasValue("Amazon Elastic Compute Cloud");
    }

    @ParameterizedTest
    @CsvSource({
        "Surprise, lineItem/UnblendedCost, 1, lineItem/LineItemType, Surprise, is not a line item type that is known",
        "'', lineItem/UnblendedCost, 1, lineItem/LineItemType, '', is empty",
        "Usage, lineItem/UnblendedCost, '$1,234.50', lineItem/UnblendedCost, '$1,234.50', is not a number",
        "DiscountedUsage, reservation/EffectiveCost, '', reservation/EffectiveCost, '', is empty",
        "RIFee, reservation/UnusedRecurringFee, x, reservation/UnusedRecurringFee, x, is not a number that can be added exactly",
        "Usage, lineItem/UsageStartDate, 5/1/26, lineItem/UsageStartDate, 5/1/26, is not a time such as 2026-11-02T10:05:00Z",
    })
    void aBadCellIsNamedAsTheFileSpellsIt(
            String type, String changed, String text, String column, String shown, String reason) {
        Path file = write(directory.resolve("bad.csv"), csv(line("Usage", "1"), line(type, "1", changed, text)));

        assertThat(problems(file)).containsExactly(new Problem(file.toString(), 3, column, shown, reason));
    }

    @Test
    void aFeeThatMayBeAmortisedElsewhereIsNotCountedTwice() {
        Path file = write(
                directory.resolve("fee.csv"),
                csv(
                        line("Fee", "1200", "reservation/ReservationARN", null),
                        line(
                                "DiscountedUsage", "0",
                                "reservation/EffectiveCost", "0.031",
                                "reservation/ReservationARN", null)));

        assertThat(problems(file))
                .containsExactly(new Problem(
                        file.toString(),
                        2,
                        "lineItem/LineItemType",
                        "Fee",
                        "needs the column reservation_reservation_a_r_n, which is missing"));
    }

    @Test
    void aColumnThatNoRowNeedsMayBeMissing() {
        Path without =
                write(directory.resolve("without.csv"), csv(line("Usage", "1", "reservation/EffectiveCost", null)));
        Path needed = write(
                directory.resolve("needed.csv"), csv(line("DiscountedUsage", "0", "reservation/EffectiveCost", null)));

        assertThat(charges(without)).hasSize(1);
        assertThat(problems(needed))
                .containsExactly(new Problem(
                        needed.toString(),
                        2,
                        "lineItem/LineItemType",
                        "DiscountedUsage",
                        "needs the column reservation_effective_cost, which is missing"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "lineItem/unblendedcost",
                "line_item_unblended_cost",
                "reservation/effectivecost",
                "reservation_reservation_a_r_n",
                "savingsPlan/SavingsPlanEffectiveCost ",
                "savings_plan_used_commitment",
                "product/Region",
                "resourceTags/user:application ",
            })
    void aColumnThatIsThereTwiceIsNamed(String again) {
        Path file = write(directory.resolve("twice.csv"), csv(line("Usage", "1", again, "2")));

        assertThat(problems(file))
                .containsExactly(
                        new Problem(file.toString(), 1, again.strip(), "", "the column is there more than once"));
    }

    /// They are keys of their own to AWS, and the same to us.
    @Test
    void aTagMayBeSpelledInTwoCases() {
        Path file = write(
                directory.resolve("cases.csv"),
                csv(
                        line("Usage", "1", "resourceTags/user:Application", ""),
                        line(
                                "Usage",
                                "1",
                                "resourceTags/user:application",
                                "",
                                "resourceTags/user:Application",
                                "search")));

        assertThat(charges(file))
                .extracting(
                        charge -> charge.value(new Dimension.Tag("application")).orElse(""))
                .containsExactlyInAnyOrder("checkout", "search");
    }

    @Test
    void aRowIsFoundByItsLine() {
        RowReader reader = new RowReader(Sample.engine(directory), DIMENSIONS, Map.of());

        assertThat(reader.row(legacy(), 7)).isInstanceOfSatisfying(RowReader.Found.Here.class, here -> {
            assertThat(here.row().resource()).isEqualTo("i-1");
            assertThat(here.row().description()).isEqualTo("per hour");
            assertThat(here.row().charge().cost()).isEqualTo(Cost.of("0", "0.031"));
        });
    }

    @Test
    void aMixOfFormatsIsRefused() {
        Map<String, String> both = line("Usage", "1");
        both.putAll(Sample.row());
        Path mixed = write(directory.resolve("mixed.csv"), csv(both));

        assertThat(problems(mixed))
                .containsExactly(Problem.ofLine(mixed.toString(), 1, "has columns of several formats: FOCUS, AWS CUR"));
        Path focus = write(directory.resolve("focus.csv"), csv(Sample.row()));
        assertThat(problems(focus, legacy()))
                .containsExactly(Problem.ofFile(
                        directory.resolve("legacy.csv").toString(),
                        "is AWS CUR, and " + focus + " is FOCUS: import them apart"));
    }
}
