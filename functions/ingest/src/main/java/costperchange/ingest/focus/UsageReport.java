package costperchange.ingest.focus;

import costperchange.ingest.focus.Table.Field;
import costperchange.ingest.focus.Table.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// AWS's Cost and Usage Report: CUR 2.0 of Data Exports, and the legacy report in both of its spellings,
/// `lineItem/UnblendedCost` and `line_item_unblended_cost`.
///
/// What a row costs depends on its line item type ([LineItem]). The currency is that of `UnblendedCost`.
/// Columns of commitments may be missing from a report whose rows need none of them.
record UsageReport(Shape shape) implements Format {

    static final String TYPE = "line_item_line_item_type";
    static final String UNBLENDED = "line_item_unblended_cost";
    private static final String TAGS = "resource_tags";
    private static final String TAG = "resource_tags_";

    private static final List<String> NEEDED = List.of(
            UNBLENDED,
            "bill_payer_account_id",
            "line_item_currency_code",
            "bill_billing_period_start_date",
            "bill_billing_period_end_date",
            "line_item_usage_start_date",
            "line_item_usage_end_date",
            TYPE);

    private static final Set<String> NAMES = Stream.of(
                    NEEDED.stream(),
                    Stream.of(
                            TAGS,
                            "bill_invoice_id",
                            "line_item_usage_account_id",
                            "product_product_name",
                            "product_servicename",
                            "line_item_product_code",
                            "product_region_code",
                            "product_region",
                            "line_item_resource_id",
                            "line_item_line_item_description"),
                    AmortisedCost.names())
            .flatMap(names -> names)
            .map(UsageReport::letters)
            .collect(Collectors.toUnmodifiableSet());

    /// A column's name in the spelling of CUR 2.0.
    static String snake(String name) {
        return name.strip()
                .replaceAll("([\\p{Alnum}])(?=\\p{Upper})", "$1_")
                .replaceAll("[^\\p{Alnum}]+", "_")
                .toLowerCase(Locale.ROOT);
    }

    /// What is left of a name that is spelled in any way.
    private static String letters(String name) {
        return snake(name).replace("_", "");
    }

    @Override
    public String title() {
        return tagsAreColumns() ? "AWS CUR" : "AWS CUR 2.0";
    }

    @Override
    public UsageReport on(Shape other) {
        return new UsageReport(other);
    }

    /// @param name as CUR 2.0 spells it
    Optional<Field> field(String name) {
        return shape.fields().values().stream()
                .filter(field -> snake(field.title()).equals(name))
                .findFirst();
    }

    @Override
    public Cell cell(Column column) {
        return switch (column) {
            case BILLED_COST, EFFECTIVE_COST -> of(UNBLENDED);
            case BILLING_ACCOUNT -> of("bill_payer_account_id");
            case BILLING_CURRENCY -> of("line_item_currency_code");
            case BILLING_PERIOD_START -> of("bill_billing_period_start_date");
            case BILLING_PERIOD_END -> of("bill_billing_period_end_date");
            case CHARGE_PERIOD_START -> of("line_item_usage_start_date");
            case CHARGE_PERIOD_END -> of("line_item_usage_end_date");
            case CHARGE_CATEGORY ->
                byType(item -> Optional.of(Sql.text(item.category().label())));
            case CHARGE_CLASS -> byType(item -> item.isCorrection() ? Optional.of("'Correction'") : Optional.empty());
            case COMMITMENT_STATUS ->
                byType(item -> switch (item.status()) {
                    case NONE -> Optional.empty();
                    case USED -> Optional.of("'Used'");
                    case UNUSED ->
                        Optional.of(
                                "CASE WHEN " + new AmortisedCost(this).isZero(item) + " THEN NULL ELSE 'Unused' END");
                });
            case PROVIDER -> Cell.constant("AWS");
            case INVOICE -> of("bill_invoice_id");
            case SUB_ACCOUNT -> of("line_item_usage_account_id");
            case SERVICE_NAME -> of("product_product_name", "product_servicename", "line_item_product_code");
            case SERVICE_CATEGORY -> Cell.NONE;
            case REGION -> of("product_region_code", "product_region");
            case RESOURCE -> of("line_item_resource_id");
            case DESCRIPTION -> of("line_item_line_item_description");
            case TAGS -> of(TAGS);
        };
    }

    /// The first of some columns that says something.
    Cell of(String... names) {
        List<Cell> cells = Stream.of(names)
                .flatMap(name -> field(name).stream())
                .map(Cell::of)
                .toList();
        return cells.size() < 2
                ? cells.stream().findFirst().orElse(Cell.NONE)
                : new Cell(
                        cells.stream().map(Cell::clean).collect(Collectors.joining(", ", "coalesce(", ")")),
                        Optional.empty(),
                        cells.getFirst().title());
    }

    /// @param said by SQL, of the types of which anything is said
    private Cell byType(Function<LineItem, Optional<String>> said) {
        return field(TYPE)
                .map(type -> Cell.made(
                        Arrays.stream(LineItem.values())
                                .flatMap(item -> said.apply(item).stream()
                                        .map(text -> " WHEN " + Sql.text(item.type()) + " THEN " + text))
                                .collect(Collectors.joining("", "CASE clean(" + type.text() + ")", " END")),
                        type))
                .orElse(Cell.NONE);
    }

    @Override
    public String time(Column column) {
        return cell(column).time();
    }

    @Override
    public Amount amount(Column column) {
        return column == Column.EFFECTIVE_COST
                ? new AmortisedCost(this).amount()
                : field(UNBLENDED).map(Amount::of).orElse(Amount.UNKNOWN);
    }

    @Override
    public boolean tagsAreColumns() {
        return field(TAGS).isEmpty();
    }

    /// AWS spells keys in its own way: `CostCenter` of a user is `user:CostCenter`, `user_cost_center`.
    @Override
    public Optional<Cell> tag(String key) {
        List<String> names = spellings(key).stream()
                .map(UsageReport::snake)
                .distinct()
                .map(TAG::concat)
                .toList();
        List<Field> fields = shape.fields().values().stream()
                .filter(field -> names.contains(snake(field.title())))
                .toList();
        return fields.isEmpty()
                ? Optional.of(Cell.NONE)
                : Optional.of(new Cell(
                        fields.stream()
                                .map(field -> Cell.of(field).clean())
                                .collect(Collectors.joining(", ", "coalesce(", ", CAST(NULL AS VARCHAR))")),
                        Optional.empty(),
                        fields.getFirst().title()));
    }

    @Override
    public List<String> spellings(String key) {
        return Stream.of("user_" + snake(key), "user:" + key, key, snake(key))
                .distinct()
                .toList();
    }

    @Override
    public List<Check> checks() {
        Cell type = of(TYPE);
        String known = Arrays.stream(LineItem.values())
                .map(item -> Sql.text(item.type()))
                .collect(Collectors.joining(", ", "(", ")"));
        List<Check> checks = new ArrayList<>();
        checks.add(new Check(type.title(), type.clean() + " IS NULL", type.text(), "is empty"));
        checks.add(new Check(
                type.title(), type.clean() + " NOT IN " + known, type.text(), "is not a line item type that is known"));
        checks.addAll(new AmortisedCost(this).checks());
        return checks;
    }

    /// AWS tells keys of tags apart by case, so columns of tags that differ in it are different ones.
    @Override
    public Optional<String> reads(String name) {
        return snake(name).startsWith(TAG)
                ? Optional.of(name.strip())
                : Optional.of(letters(name)).filter(NAMES::contains);
    }

    @Override
    public List<String> missing() {
        return NEEDED.stream().filter(name -> field(name).isEmpty()).toList();
    }
}
