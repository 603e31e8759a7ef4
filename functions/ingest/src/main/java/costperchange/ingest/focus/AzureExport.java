package costperchange.ingest.focus;

import costperchange.ingest.focus.Table.Field;
import costperchange.ingest.focus.Table.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Azure's cost and usage details, as Enterprise Agreement, Microsoft Customer Agreement and pay-as-you-go
/// accounts export them: actual cost or amortized cost, in the same columns.
///
/// Actual cost is what is billed; amortized cost is the effective cost. One file knows one of both, so a period
/// whose charges touch commitments needs both files ([AzureExports] sees to that); without commitments the two
/// datasets are the same, and one file is both.
///
/// A charge lasts the day of its `date`. A billing period's end date is its last day. Source: Microsoft,
/// "Understand cost details fields" and the dataset schemas "Cost and usage details".
///
/// @param kind which of both costs the file gives
record AzureExport(Shape shape, Kind kind) implements Format {

    private static final Set<String> NAMES = Stream.of(
                    "CostInBillingCurrency Cost PreTaxCost BillingCurrency BillingCurrencyCode Currency",
                    "BillingAccountId BillingProfileId SubscriptionId SubscriptionGuid InvoiceId",
                    "BillingPeriodStartDate BillingPeriodEndDate Date UsageDateTime UsageDate ChargeType",
                    "MeterCategory ConsumedService ServiceFamily ResourceLocation MeterRegion",
                    "ResourceId InstanceId InstanceName ProductName Product MeterName Tags",
                    "ReservationId BenefitId ReservationName BenefitName")
            .flatMap(names -> Stream.of(names.split(" ")))
            .map(Table::key)
            .collect(Collectors.toUnmodifiableSet());

    enum Kind {
        ACTUAL,
        AMORTIZED,
        /// A dataset without commitments.
        BOTH
    }

    AzureExport as(Kind other) {
        return new AzureExport(shape, other);
    }

    @Override
    public String title() {
        return "Azure cost export";
    }

    @Override
    public AzureExport on(Shape other) {
        return new AzureExport(other, kind);
    }

    /// The first of some columns that the file has.
    private Optional<Field> field(String... names) {
        return Stream.of(names).flatMap(name -> shape.field(name).stream()).findFirst();
    }

    private Cell of(String... names) {
        return field(names).map(Cell::of).orElse(Cell.NONE);
    }

    @Override
    public Cell cell(Column column) {
        return switch (column) {
            case BILLED_COST, EFFECTIVE_COST -> of("CostInBillingCurrency", "Cost", "PreTaxCost");
            case BILLING_ACCOUNT -> of("BillingAccountId", "BillingProfileId", "SubscriptionId");
            case BILLING_CURRENCY -> of("BillingCurrency", "BillingCurrencyCode", "Currency");
            case BILLING_PERIOD_START -> of("BillingPeriodStartDate");
            case BILLING_PERIOD_END -> of("BillingPeriodEndDate");
            case CHARGE_PERIOD_START, CHARGE_PERIOD_END -> of("Date", "UsageDateTime", "UsageDate");
            case CHARGE_CATEGORY -> category();
            case CHARGE_CLASS -> correction();
            case COMMITMENT_STATUS -> status();
            case PROVIDER -> Cell.constant("Microsoft");
            case INVOICE -> of("InvoiceId");
            case SUB_ACCOUNT -> of("SubscriptionId", "SubscriptionGuid");
            case SERVICE_NAME -> of("MeterCategory", "ConsumedService");
            case SERVICE_CATEGORY -> of("ServiceFamily");
            case REGION -> of("ResourceLocation", "MeterRegion");
            case RESOURCE -> of("ResourceId", "InstanceId", "InstanceName");
            case DESCRIPTION -> of("ProductName", "Product", "MeterName");
            case TAGS ->
                field("Tags")
                        .map(field -> isText(field)
                                ? Cell.made("with_braces(clean(" + field.text() + "))", field)
                                : Cell.of(field))
                        .orElse(Cell.NONE);
        };
    }

    private static boolean isText(Field field) {
        return field.type().equals("VARCHAR");
    }

    private Cell category() {
        return field("ChargeType")
                .map(type -> Cell.made(
                        "CASE replace(lower(clean(" + type.text() + ")), ' ', '')"
                                + " WHEN 'usage' THEN 'Usage' WHEN 'unusedreservation' THEN 'Usage'"
                                + " WHEN 'unusedsavingsplan' THEN 'Usage' WHEN 'purchase' THEN 'Purchase'"
                                + " WHEN 'refund' THEN 'Purchase' WHEN 'tax' THEN 'Tax' WHEN 'credit' THEN 'Credit'"
                                + " WHEN 'roundingadjustment' THEN 'Adjustment' END",
                        type))
                .orElse(Cell.NONE);
    }

    /// A refund is of a purchase, and corrects it.
    private Cell correction() {
        return field("ChargeType")
                .map(type -> Cell.made("CASE WHEN " + chargeType() + " = 'refund' THEN 'Correction' END", type))
                .orElse(Cell.NONE);
    }

    private Cell status() {
        return field("ChargeType")
                .map(type -> Cell.made(
                        "CASE WHEN " + isUnused() + " THEN 'Unused' WHEN " + isUsage() + " AND " + isOfCommitment()
                                + " THEN 'Used' END",
                        type))
                .orElse(Cell.NONE);
    }

    private String chargeType() {
        return "coalesce(replace(lower(" + of("ChargeType").clean() + "), ' ', ''), '')";
    }

    String isUnused() {
        return chargeType() + " IN ('unusedreservation', 'unusedsavingsplan')";
    }

    String isUsage() {
        return chargeType() + " = 'usage'";
    }

    String isPurchase() {
        return chargeType() + " IN ('purchase', 'refund')";
    }

    /// Whether a charge is of a reservation or a savings plan.
    String isOfCommitment() {
        Stream<String> said = Stream.of("ReservationId", "BenefitId", "ReservationName", "BenefitName")
                .flatMap(name -> field(name).stream())
                .map(field -> Cell.of(field).clean() + " IS NOT NULL");
        return Stream.concat(Stream.of("false"), said).collect(Collectors.joining(" OR ", "(", ")"));
    }

    @Override
    public String time(Column column) {
        String day = cell(column).day();
        return column == Column.BILLING_PERIOD_END || column == Column.CHARGE_PERIOD_END
                ? day + " + INTERVAL '1' DAY"
                : day;
    }

    @Override
    public Amount amount(Column column) {
        Kind other = column == Column.BILLED_COST ? Kind.AMORTIZED : Kind.ACTUAL;
        Amount cost = cell(column).field().map(Amount::of).orElse(Amount.UNKNOWN);
        // What is not understood stays so, even where it would not count.
        return kind == other ? cost.timesZero() : cost;
    }

    @Override
    public List<Check> checks() {
        Cell type = of("ChargeType");
        return List.of(
                new Check(type.title(), type.clean() + " IS NULL", type.text(), "is empty"),
                new Check(
                        type.title(),
                        category().text() + " IS NULL AND " + type.clean() + " IS NOT NULL",
                        type.text(),
                        "is not a charge type that is known"));
    }

    @Override
    public Optional<String> reads(String name) {
        return Optional.of(Table.key(name)).filter(NAMES::contains);
    }

    @Override
    public List<String> missing() {
        return Stream.of(
                        Column.BILLED_COST,
                        Column.BILLING_ACCOUNT,
                        Column.BILLING_CURRENCY,
                        Column.BILLING_PERIOD_START,
                        Column.BILLING_PERIOD_END,
                        Column.CHARGE_PERIOD_START,
                        Column.CHARGE_CATEGORY)
                .filter(column -> cell(column).equals(Cell.NONE))
                .map(column -> switch (column) {
                    case BILLED_COST -> "CostInBillingCurrency";
                    case BILLING_PERIOD_START -> "BillingPeriodStartDate";
                    case BILLING_PERIOD_END -> "BillingPeriodEndDate";
                    case CHARGE_PERIOD_START -> "Date";
                    case CHARGE_CATEGORY -> "ChargeType";
                    default -> column.title();
                })
                .toList();
    }
}
