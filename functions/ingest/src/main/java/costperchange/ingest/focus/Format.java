package costperchange.ingest.focus;

import costperchange.ingest.focus.Table.Shape;
import java.util.List;
import java.util.Optional;

/// What the columns of a file mean in FOCUS words. Every format ends in the same typed columns ([RowQuery]); no
/// later step knows which it was.
sealed interface Format permits Focus, UsageReport, AzureExport, MappedTable {

    /// What people call it.
    String title();

    Shape shape();

    /// The same format of a file of another shape.
    Format on(Shape shape);

    /// What the file has for a FOCUS column; [Cell#NONE] if nothing.
    Cell cell(Column column);

    /// SQL of a TIMESTAMP in UTC, of one of the four columns that are times.
    String time(Column column);

    /// Billed or effective cost.
    Amount amount(Column column);

    /// The cell of a tag that has a column of its own; where that is so for one tag it is so for all.
    default Optional<Cell> tag(String key) {
        return Optional.empty();
    }

    /// Whether tags are columns of their own, and not all in one text.
    default boolean tagsAreColumns() {
        return false;
    }

    /// The keys under which a tag may stand in the text of all tags, the likeliest first.
    default List<String> spellings(String key) {
        return List.of(key);
    }

    /// What must hold besides.
    default List<Check> checks() {
        return List.of();
    }

    /// As which of its columns the format reads a name of the header; empty if it passes it over. Of several
    /// names that are read as one nobody could tell which counts.
    Optional<String> reads(String name);

    /// Columns that must be there and are not.
    List<String> missing();
}
