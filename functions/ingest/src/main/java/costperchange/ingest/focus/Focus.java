package costperchange.ingest.focus;

import costperchange.ingest.focus.Table.Shape;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// FOCUS 1.0 to 1.4.
///
/// 1.3 brought `ServiceProviderName` beside `ProviderName`, 1.4 took the older name away; a row's first that
/// says something counts. `InvoiceId` came with 1.2. Columns that vendors add (`x_...`, `oci_...`) are passed
/// over.
record Focus(Shape shape) implements Format {

    private static final Set<String> NAMES = Stream.of(Column.values())
            .flatMap(column -> column.names().stream())
            .map(Table::key)
            .collect(Collectors.toUnmodifiableSet());

    @Override
    public String title() {
        return "FOCUS";
    }

    @Override
    public Focus on(Shape other) {
        return new Focus(other);
    }

    @Override
    public Cell cell(Column column) {
        List<Cell> cells = column.names().stream()
                .flatMap(name -> shape.field(name).stream())
                .map(Cell::of)
                .toList();
        return switch (cells.size()) {
            case 0 -> Cell.NONE;
            case 1 -> cells.getFirst();
            default ->
                new Cell(
                        cells.stream().map(Cell::clean).collect(Collectors.joining(", ", "coalesce(", ")")),
                        Optional.empty(),
                        cells.getFirst().title());
        };
    }

    @Override
    public String time(Column column) {
        return cell(column).time();
    }

    @Override
    public Amount amount(Column column) {
        return cell(column).field().map(Amount::of).orElse(Amount.UNKNOWN);
    }

    @Override
    public Optional<String> reads(String name) {
        return Optional.of(Table.key(name)).filter(NAMES::contains);
    }

    @Override
    public List<String> missing() {
        return Column.mandatory()
                .filter(column -> column.names().stream()
                        .allMatch(name -> shape.field(name).isEmpty()))
                .map(Column::title)
                .toList();
    }
}
