package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.charges;
import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.read;
import static costperchange.ingest.focus.Sample.row;
import static costperchange.ingest.focus.Sample.whole;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FocusReaderTest {

    @TempDir
    Path directory;

    @SafeVarargs
    private Path bill(Map<String, String>... rows) {
        return write(directory.resolve("bill.csv"), csv(rows));
    }

    private Charge one(String... changes) {
        List<Charge> charges = charges(bill(row(changes)));
        assertThat(charges).hasSize(1);
        return charges.getFirst();
    }

    @Test
    void aRowBecomesACharge() {
        assertThat(one())
                .isEqualTo(new Charge(
                        "123",
                        Period.of(YearMonth.of(2026, 1)),
                        Period.of(LocalDate.of(2026, 1, 5)),
                        ChargeCategory.USAGE,
                        false,
                        new Currency("USD"),
                        "AWS",
                        "",
                        Map.of(
                                new Dimension.Tag("application"),
                                "checkout",
                                new Dimension.Tag("environment"),
                                "prod",
                                Dimension.Column.SUB_ACCOUNT,
                                "456",
                                Dimension.Column.SERVICE_NAME,
                                "Amazon S3"),
                        Cost.of("1.5", "1.25"),
                        1));
    }

    @Test
    void hoursOfADayFallTogether() {
        Reading.Read read = whole(read(bill(
                row(),
                row("ChargePeriodStart", "2026-01-05T11:00:00Z", "ChargePeriodEnd", "2026-01-05T12:00:00Z"),
                row("ChargePeriodStart", "2026-01-05T23:00:00Z", "ChargePeriodEnd", "2026-01-06T00:00:00Z"),
                row("ChargePeriodStart", "2026-01-06T00:00:00Z", "ChargePeriodEnd", "2026-01-06T01:00:00Z"))));

        assertThat(read.rows()).isEqualTo(4);
        assertThat(read.charges()).extracting(Charge::rows).containsExactly(3L, 1L);
        assertThat(read.charges().getFirst().cost()).isEqualTo(Cost.of("4.5", "3.75"));
        assertThat(read.totals()).isEqualTo(Map.of(new Currency("USD"), Cost.of("6", "5")));
    }

    @Test
    void aPeriodOverMidnightKeepsItsSeconds() {
        Charge charge = one("ChargePeriodStart", "2026-01-05T22:30:15Z", "ChargePeriodEnd", "2026-01-06T01:00:00Z");

        assertThat(charge.chargePeriod())
                .isEqualTo(new Period(Instant.parse("2026-01-05T22:30:15Z"), Instant.parse("2026-01-06T01:00:00Z")));
    }

    @Test
    void aDayReachesNoFurtherThanTheBillingPeriodThatHoldsItsHours() {
        Charge charge = one(
                "BillingPeriodStart", "2026-01-05T07:00:00Z",
                "BillingPeriodEnd", "2026-02-05T07:00:00Z");

        assertThat(charge.multiPeriod()).isFalse();
        assertThat(charge.chargePeriod().start()).isEqualTo("2026-01-05T07:00:00Z");
    }

    @Test
    void aPeriodThatEndsWhenItStartsLastsASecond() {
        assertThat(one("ChargePeriodEnd", "2026-01-05T10:00:00Z").chargePeriod())
                .isEqualTo(Period.of(LocalDate.of(2026, 1, 5)));
        assertThat(one("ChargePeriodStart", "2026-02-01T00:00:00Z", "ChargePeriodEnd", "2026-02-01T00:00:00Z")
                        .multiPeriod())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-05T10:00:00Z, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00Z, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00:00.999Z, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00:00.123456789Z, 2026-01-05T10:00:00Z",
        "2026-01-05T10:00:00+02:00, 2026-01-05T08:00:00Z",
        "2026-01-05T10:00:00-0530, 2026-01-05T15:30:00Z",
        "2026-01-05 10:00:00, 2026-01-05T10:00:00Z",
        "2026-01-05, 2026-01-05T00:00:00Z",
        "'  2026-01-05  ', 2026-01-05T00:00:00Z",
    })
    void timesAreReadInAllTheirSpellings(String text, Instant meant) {
        assertThat(one("ChargePeriodStart", text, "ChargePeriodEnd", "2026-01-07")
                        .chargePeriod()
                        .start())
                .isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1",
        "-2.6137, -2.6137",
        "+.5, 0.5",
        "5., 5",
        "1E-7, 0.0000001",
        "1e-07, 0.0000001",
        "1.5e+3, 1500",
        "' 12.5 ', 12.5",
        "0.000000145300000, 0.0000001453",
        "0.000000000000000001, 0.000000000000000001",
        "0.0000000000000000001, 0.0000000000000000001",
        "99.123456789012345678901234567890123456, 99.123456789012345678901234567890123456",
        "-1.3877787807814457E-17, -0.000000000000000013877787807814457",
        "12345678901234567890.123456789012345678, 12345678901234567890.123456789012345678",
        "1.000000000000000000000, 1",
        "0, 0",
        "0E-18, 0",
    })
    void amountsKeepEveryDigit(String text, String amount) {
        assertThat(one("BilledCost", text).cost()).isEqualTo(Cost.of(amount, "1.25"));
        assertThat(one("EffectiveCost", text).cost()).isEqualTo(Cost.of("1.5", amount));
    }

    @Test
    void fineDigitsAddUpPastWhatOneCellMayHold() {
        Map<String, String> fine = row("BilledCost", "99.123456789012345678901");
        Map<String, String>[] rows = Arrays.copyOf(new Map[] {fine, fine, fine, fine, fine}, 5, Map[].class);

        assertThat(charges(bill(rows)).getFirst().cost().billed()).isEqualTo("495.617283945061728394505");
    }

    @ParameterizedTest
    @CsvSource({"NULL", "null", "'  '", "Null"})
    void whatSaysNothingIsAbsent(String nothing) {
        Charge charge = one("ChargeClass", nothing, "ProviderName", nothing, "Tags", nothing, "SubAccountId", nothing);

        assertThat(charge.values()).containsExactly(Map.entry(Dimension.Column.SERVICE_NAME, "Amazon S3"));
        assertThat(charge.provider()).isEmpty();
        assertThat(charge.correction()).isFalse();
    }

    @Test
    void labelsAreReadInAnyCase() {
        Charge charge = one("ChargeCategory", "usage", "ChargeClass", "CORRECTION");

        assertThat(charge.category()).isEqualTo(ChargeCategory.USAGE);
        assertThat(charge.correction()).isTrue();
    }

    @Test
    void currenciesHaveTheirCodes() {
        List<Charge> charges = charges(bill(
                row(),
                row("BillingCurrency", "US Dollar"),
                row("BillingCurrency", "Token"),
                row("BillingCurrency", "EUR")));

        assertThat(charges)
                .extracting(Charge::currency)
                .extracting(Currency::code)
                .containsExactly("EUR", "Token", "USD");
    }

    @Test
    void aCurrencyIsOneInWhateverCaseItsCodeStands() {
        Reading.Read read = whole(Sample.read(bill(
                row("BilledCost", "7"),
                row("BillingCurrency", "usd", "BilledCost", "3"),
                row("BillingCurrency", " Usd "),
                row("BillingCurrency", "Tokens"),
                row("BillingCurrency", "tokens"))));

        assertThat(read.totals().keySet())
                .containsExactlyInAnyOrder(new Currency("USD"), new Currency("Tokens"), new Currency("tokens"));
        assertThat(read.totals().get(new Currency("USD"))).isEqualTo(Cost.of("11.5", "3.75"));
    }

    @Test
    void optionalColumnsMayBeMissing() {
        Charge charge = one(
                "ChargeClass", null,
                "ProviderName", null,
                "SubAccountId", null,
                "ServiceName", null,
                "ResourceId", null,
                "Tags", null);

        assertThat(charge.values()).isEmpty();
        assertThat(charge.provider()).isEmpty();
    }

    @Test
    void theProviderMayStandInItsNewColumn() {
        assertThat(one("ProviderName", null, "ServiceProviderName", "GCP").provider())
                .isEqualTo("GCP");
        assertThat(one("ProviderName", "", "ServiceProviderName", "GCP").provider())
                .isEqualTo("GCP");
        assertThat(one("ServiceProviderName", "GCP").provider()).isEqualTo("AWS");
    }

    @Test
    void columnNamesAreReadInAnyCaseAndOrder() {
        String text = csv(row());
        String upper = text.lines().findFirst().orElseThrow();

        assertThat(charges(write(directory.resolve("bill.csv"), text.replace(upper, upper.toUpperCase()))))
                .isEqualTo(List.of(one()));
    }

    @Test
    void everyDimensionHasItsValue() {
        Set<Dimension> all = Set.of(Dimension.Column.values());
        Path bill = bill(row(
                "ServiceCategory", "Storage",
                "RegionId", "eu-west-1",
                "CommitmentDiscountStatus", "Unused",
                "ChargeClass", "Correction"));

        assertThat(whole(read(all, bill)).charges().getFirst().values())
                .isEqualTo(Map.of(
                        Dimension.Column.BILLING_ACCOUNT, "123",
                        Dimension.Column.SUB_ACCOUNT, "456",
                        Dimension.Column.PROVIDER, "AWS",
                        Dimension.Column.SERVICE_NAME, "Amazon S3",
                        Dimension.Column.SERVICE_CATEGORY, "Storage",
                        Dimension.Column.REGION, "eu-west-1",
                        Dimension.Column.CHARGE_CATEGORY, "Usage",
                        Dimension.Column.CHARGE_CLASS, "Correction",
                        Dimension.Column.COMMITMENT_STATUS, "Unused"));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:s3:::*, true",
        "*LOGS, true",
        "*, true",
        "arn:aws:s3:::logs, true",
        "arn:aws:ec2*, false",
        "arn_aws*, false",
        "%logs, false",
    })
    void aResourceIsAskedForByItsPattern(String pattern, String matches) {
        Dimension like = new Dimension.ResourceIdLike(pattern);

        assertThat(whole(read(Set.of(like), bill(row()))).charges().getFirst().value(like))
                .hasValue(matches);
    }

    @Test
    void resourcesDoNotKeepRowsApart() {
        Dimension like = new Dimension.ResourceIdLike("i-*");
        Path bill = bill(row("ResourceId", "i-1"), row("ResourceId", "i-2"), row("ResourceId", ""));

        assertThat(whole(read(Set.of(like), bill)).charges())
                .extracting(Charge::rows)
                .containsExactly(1L, 2L);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"Project\": \"apollo\"}; apollo",
                "{\" Project \": \"apollo\"}; apollo",
                "{\" Project\": \"other\", \"Project\": \"apollo\"}; apollo",
                "{\"Project\": \"  \", \" Project\": \"apollo\"}; apollo",
                "{\"Project\": 7}; 7",
                "{\"Project\": true}; true",
                "{\"Project\": \"a'b\\u00e4\"}; a''b\u00e4",
            })
    void aTagIsFoundByItsTrimmedKey(String tags, String value) {
        Dimension project = new Dimension.Tag("Project");

        assertThat(whole(read(Set.of(project), bill(row("Tags", tags))))
                        .charges()
                        .getFirst()
                        .value(project))
                .hasValue(value.replace("''", "'"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{}",
                "{\"Project\": null}",
                "{\"Project\": \"\"}",
                "{\"project\": \"apollo\"}",
                "{\"x\": {\"Project\": 1}}"
            })
    void aTagThatIsNotThereHasNoValue(String tags) {
        assertThat(whole(read(Set.of(new Dimension.Tag("Project")), bill(row("Tags", tags))))
                        .charges()
                        .getFirst()
                        .values())
                .isEmpty();
    }

    @Test
    void aTagKeyMayHaveAnyCharacters() {
        Dimension odd = new Dimension.Tag("a/b~c.\"d' $[0]*");

        assertThat(whole(read(Set.of(odd), bill(row("Tags", "{\"a/b~c.\\\"d' $[0]*\": \"found\"}"))))
                        .charges()
                        .getFirst()
                        .value(odd))
                .hasValue("found");
    }

    @Test
    void noFilesAreNoBill() {
        assertThat(new FocusReader(Sample.engine(directory), Set.of(), Map.of()).read(List.of()))
                .isEqualTo(Reading.Refused.nothing(List.of("the bill"), "files"));
    }
}
