package costperchange.ingest.focus;

import costperchange.calculator.charge.Dimension;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The FOCUS columns that are read, under all the names that versions give them.
enum Column {
    BILLED_COST("BilledCost"),
    EFFECTIVE_COST("EffectiveCost"),
    BILLING_ACCOUNT("BillingAccountId"),
    BILLING_CURRENCY("BillingCurrency"),
    BILLING_PERIOD_START("BillingPeriodStart"),
    BILLING_PERIOD_END("BillingPeriodEnd"),
    CHARGE_PERIOD_START("ChargePeriodStart"),
    CHARGE_PERIOD_END("ChargePeriodEnd"),
    CHARGE_CATEGORY("ChargeCategory"),
    CHARGE_CLASS("ChargeClass"),
    /// 1.3 deprecates the first name and brings the second; a row's first that says something counts.
    PROVIDER("ProviderName", "ServiceProviderName"),
    /// Since 1.2.
    INVOICE("InvoiceId"),
    SUB_ACCOUNT("SubAccountId"),
    SERVICE_NAME("ServiceName"),
    SERVICE_CATEGORY("ServiceCategory"),
    REGION("RegionId"),
    COMMITMENT_STATUS("CommitmentDiscountStatus"),
    RESOURCE("ResourceId"),
    DESCRIPTION("ChargeDescription"),
    TAGS("Tags");

    private final String title;
    private final String successor;

    Column(String title) {
        this(title, "");
    }

    Column(String title, String successor) {
        this.title = title;
        this.successor = successor;
    }

    /// The name by which people know it.
    String title() {
        return title;
    }

    /// All names, older first.
    List<String> names() {
        return successor.isEmpty() ? List.of(title) : List.of(title, successor);
    }

    boolean isMandatory() {
        return compareTo(CHARGE_CATEGORY) <= 0;
    }

    static Stream<Column> mandatory() {
        return Arrays.stream(values()).filter(Column::isMandatory);
    }

    /// Where a dimension's values stand.
    static Column of(Dimension.Column dimension) {
        return switch (dimension) {
            case BILLING_ACCOUNT -> BILLING_ACCOUNT;
            case SUB_ACCOUNT -> SUB_ACCOUNT;
            case PROVIDER -> PROVIDER;
            case SERVICE_NAME -> SERVICE_NAME;
            case SERVICE_CATEGORY -> SERVICE_CATEGORY;
            case REGION -> REGION;
            case CHARGE_CATEGORY -> CHARGE_CATEGORY;
            case CHARGE_CLASS -> CHARGE_CLASS;
            case COMMITMENT_STATUS -> COMMITMENT_STATUS;
        };
    }
}
