package costperchange.query.catalog;

import java.util.Comparator;

/// Something that keeps a file from being a catalog.
///
/// @param line from 1
/// @param column from 1, in characters
/// @param path where it is in the tree, as a JSON Pointer (RFC 6901) such as `/applications/0/charges/1/tag`; empty for
///     the file as a whole
/// @param message what is wrong there
public record Problem(int line, int column, String path, String message) implements Comparable<Problem> {

    private static final Comparator<Problem> ORDER = Comparator.comparingInt(Problem::line)
            .thenComparingInt(Problem::column)
            .thenComparing(Problem::path)
            .thenComparing(Problem::message);

    /// In the order of the file.
    @Override
    public int compareTo(Problem other) {
        return ORDER.compare(this, other);
    }
}
