package costperchange.ingest.focus;

import static costperchange.ingest.focus.Sample.charges;
import static costperchange.ingest.focus.Sample.csv;
import static costperchange.ingest.focus.Sample.parquet;
import static costperchange.ingest.focus.Sample.row;
import static costperchange.ingest.focus.Sample.write;
import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// FOCUS as vendors and versions write it.
class VendorFocusTest {

    @TempDir
    Path directory;

    private Charge one(Map<String, String> row) {
        return charges(write(directory.resolve("bill.csv"), csv(row))).getFirst();
    }

    @Test
    void googleCloudWritesTagsAsAListAndZonesAsText() {
        Map<String, String> google = row(
                "ProviderName", "Google Cloud",
                "ChargePeriodStart", "2026-01-05 10:00:00 UTC",
                "ChargePeriodEnd", "2026-01-05 11:00:00.000000 UTC",
                "BillingPeriodStart", "2026-01-01 00:00:00 UTC",
                "BillingPeriodEnd", "2026-02-01 00:00:00 UTC",
                "x_Credits", "[]",
                "x_CostType", "regular",
                "Tags",
                        "[{\"key\":\"application\",\"value\":\"checkout\",\"inherited\":false,\"namespace\":\"1\"},"
                                + "{\"key\":\"env\",\"value\":\"prod\"},{\"key\":\"env\",\"value\":\"late\"}]");

        Charge charge = one(google);
        assertThat(charge.chargePeriod()).isEqualTo(Period.of(LocalDate.of(2026, 1, 5)));
        assertThat(charge.value(new Dimension.Tag("application"))).hasValue("checkout");
        assertThat(charge.value(new Dimension.Tag("env"))).hasValue("prod");
        assertThat(charge.value(new Dimension.Tag("environment"))).isEmpty();
    }

    @Test
    void googleCloudsParquetHasAListOfStructs() {
        Path text = write(directory.resolve("google.csv"), csv(row("Tags", "")));
        Path file = parquet(
                directory.resolve("google.parquet"),
                "SELECT * REPLACE ([{'key': 'application', 'value': 'checkout'}, {'key': 'env', 'value': 'prod'}] AS Tags,"
                        + " CAST(BilledCost AS DOUBLE) AS BilledCost, CAST(BillingPeriodStart AS TIMESTAMPTZ) AS"
                        + " BillingPeriodStart) FROM read_csv('" + text + "', all_varchar = true)");

        Charge charge = charges(file).getFirst();
        assertThat(charge.value(new Dimension.Tag("application"))).hasValue("checkout");
        assertThat(charge.cost()).isEqualTo(Cost.of("1.5", "1.25"));
    }

    @Test
    void oracleWritesColumnsOfItsOwnAndMinutes() {
        Charge charge = one(row(
                "ProviderName", "Oracle",
                "BillingAccountId", "1234567",
                "ChargePeriodStart", "2026-01-05T10:00Z",
                "ChargePeriodEnd", "2026-01-05T11:00Z",
                "ChargeClass", null,
                "oci_ReferenceNumber", "x",
                "oci_CompartmentName", "shop",
                "oci_OverageFlag", "N",
                "Tags", "{\"Oracle-Tags.CreatedBy\":\"a\",\"application\":\"search\"}"));

        assertThat(charge.provider()).isEqualTo("Oracle");
        assertThat(charge.value(new Dimension.Tag("application"))).hasValue("search");
    }

    @Test
    void aSaasVendorBillsInAVirtualCurrency() {
        Charge charge = one(row(
                "ProviderName", "GeckoFlow",
                "BillingCurrency", "Tokens",
                "PricingCurrency", "Tokens",
                "PricingCurrencyEffectiveCost", "12",
                "InvoiceId", "INV-7",
                "SubAccountId", null,
                "Tags", null,
                "ResourceId", null));

        assertThat(charge.currency()).isEqualTo(new Currency("Tokens"));
        assertThat(charge.invoice()).isEqualTo("INV-7");
        assertThat(charge.values()).containsOnlyKeys(Dimension.Column.SERVICE_NAME);
    }

    @Test
    void version13HasBothNamesOfTheProvider() {
        Charge both = one(row(
                "ProviderName", "",
                "PublisherName", "Acme",
                "ServiceProviderName", "AWS Marketplace",
                "HostProviderName", "AWS",
                "ContractApplied", "{}"));
        assertThat(both.provider()).isEqualTo("AWS Marketplace");
        assertThat(one(row("ServiceProviderName", "other")).provider()).isEqualTo("AWS");
    }

    @Test
    void version14HasTheNewNameAlone() {
        Charge charge = one(row(
                "ProviderName", null, "ServiceProviderName", "AWS", "HostProviderName", "AWS", "InvoiceDetailId", "7"));

        assertThat(charge.provider()).isEqualTo("AWS");
        assertThat(charge.cost()).isEqualTo(Cost.of("1.5", "1.25"));
    }
}
