package costperchange.ingest.focus;

import costperchange.ingest.focus.Table.Field;
import java.util.Optional;

/// What a file has for a FOCUS column.
///
/// @param text SQL of the text, not cleaned
/// @param field the one column of the file that it is, whose type counts; empty if it is made of several or of
///     none
/// @param title what people call it: the column as the file spells it; empty if no cell can be at fault
record Cell(String text, Optional<Field> field, String title) {

    static final Cell NONE = new Cell("CAST(NULL AS VARCHAR)", Optional.empty(), "");

    static Cell of(Field field) {
        return new Cell(field.text(), Optional.of(field), field.title());
    }

    /// The same text on every row.
    static Cell constant(String text) {
        return new Cell(Sql.text(text), Optional.empty(), "");
    }

    /// Made by SQL of what stands in a column.
    static Cell made(String text, Field of) {
        return new Cell(text, Optional.empty(), of.title());
    }

    String clean() {
        return "clean(" + text + ")";
    }

    /// A TIMESTAMP in UTC; NULL if it is not understood.
    String time() {
        return field.flatMap(Field::time).orElse("time_of_text(" + clean() + ")");
    }

    /// A day written as Azure does, as TIMESTAMP in UTC.
    String day() {
        return field.flatMap(Field::time).orElse("date_of_text(" + clean() + ")");
    }
}
