package costperchange.query.catalog;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;

/// A place in a file.
///
/// @param line from 1
/// @param column from 1
record Place(int line, int column) {

    static final Place START = new Place(1, 1);

    static Place of(Optional<Mark> mark) {
        return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(START);
    }

    Problem problem(String path, String message) {
        return new Problem(line, column, path, message);
    }
}
