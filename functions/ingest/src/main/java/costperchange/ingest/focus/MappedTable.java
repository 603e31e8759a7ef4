package costperchange.ingest.focus;

import costperchange.calculator.allocation.BillMapping;
import costperchange.ingest.focus.Table.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Any table of costs, by what the catalog says of its columns.
record MappedTable(Shape shape, BillMapping mapping) implements Format {

    @Override
    public String title() {
        return "table of the catalog's bills";
    }

    @Override
    public MappedTable on(Shape other) {
        return new MappedTable(other, mapping);
    }

    @Override
    public Cell cell(Column column) {
        if (isTime(column) && !isNamed(column)) {
            return column == Column.CHARGE_PERIOD_START || column == Column.CHARGE_PERIOD_END
                    ? of(mapping.period())
                    : cell(Column.CHARGE_PERIOD_START);
        }
        return switch (column) {
            case BILLED_COST -> isNamed(column) ? named(column) : named(Column.EFFECTIVE_COST);
            case EFFECTIVE_COST -> isNamed(column) ? named(column) : named(Column.BILLED_COST);
            case CHARGE_CATEGORY -> isNamed(column) ? named(column) : Cell.constant("Usage");
            default -> named(column);
        };
    }

    private boolean isNamed(Column column) {
        return mapping.columns().containsKey(column.title())
                || mapping.constants().containsKey(column.title());
    }

    private Cell named(Column column) {
        String constant = mapping.constants().get(column.title());
        return constant == null
                ? of(mapping.columns().get(column.title()))
                : new Cell(Sql.text(constant), Optional.empty(), column.title());
    }

    private Cell of(@Nullable String name) {
        return Optional.ofNullable(name).flatMap(shape::field).map(Cell::of).orElse(Cell.NONE);
    }

    private static boolean isTime(Column column) {
        return switch (column) {
            case BILLING_PERIOD_START, BILLING_PERIOD_END, CHARGE_PERIOD_START, CHARGE_PERIOD_END -> true;
            default -> false;
        };
    }

    @Override
    public String time(Column column) {
        if (isNamed(column)) {
            return named(column).time();
        }
        return switch (column) {
            case CHARGE_PERIOD_END ->
                of(mapping.period())
                        .field()
                        .flatMap(Table.Field::time)
                        .map(day -> day + " + INTERVAL '1' DAY")
                        .orElse("span_end(" + cell(column).clean() + ")");
            case BILLING_PERIOD_START -> "start_of_month(" + time(Column.CHARGE_PERIOD_START) + ")";
            case BILLING_PERIOD_END -> "month_end(" + time(Column.BILLING_PERIOD_START) + ")";
            default ->
                of(mapping.period())
                        .field()
                        .flatMap(Table.Field::time)
                        .orElse("span_start(" + cell(column).clean() + ")");
        };
    }

    @Override
    public Amount amount(Column column) {
        Cell cell = cell(column);
        return !hasFactor()
                ? cell.field().map(Amount::of).orElse(Amount.UNKNOWN)
                : Amount.product(cell.clean(), factor().clean());
    }

    private boolean hasFactor() {
        return mapping.factor() != null || mapping.factorColumn() != null;
    }

    private Cell factor() {
        return mapping.factor() == null ? of(mapping.factorColumn()) : Cell.constant(mapping.factor());
    }

    @Override
    public boolean tagsAreColumns() {
        return true;
    }

    @Override
    public Optional<Cell> tag(String key) {
        return Optional.of(of(mapping.tags().get(key)));
    }

    @Override
    public List<Check> checks() {
        List<Check> checks = new ArrayList<>();
        if (hasFactor()) {
            Cell factor = factor();
            checks.add(new Check(
                    factor.title(),
                    "factor_of(" + factor.clean() + ") IS NULL",
                    factor.text(),
                    "is not a factor such as 0.2 or 20 %"));
            Cell amount = cell(Column.BILLED_COST);
            checks.add(new Check(
                    amount.title(),
                    "is_number(" + amount.clean() + ") AND short_amount(" + amount.clean() + ") IS NULL",
                    amount.text(),
                    "has more digits than can be multiplied exactly: 10 before and 9 after the point"));
        }
        return checks;
    }

    @Override
    public Optional<String> reads(String name) {
        return Optional.of(Table.key(name))
                .filter(key -> names().map(Table::key).anyMatch(key::equals));
    }

    /// The columns that the catalog names.
    private Stream<String> names() {
        Stream<String> named = Stream.concat(mapping.columns().values().stream(), mapping.tags().values().stream());
        Stream<String> period = Stream.ofNullable(mapping.period());
        Stream<String> factor = Stream.ofNullable(mapping.factorColumn());
        return Stream.of(named, period, factor).flatMap(names -> names);
    }

    @Override
    public List<String> missing() {
        return names().filter(name -> shape.field(name).isEmpty())
                .distinct()
                .sorted()
                .toList();
    }
}
