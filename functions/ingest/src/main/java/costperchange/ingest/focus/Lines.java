package costperchange.ingest.focus;

import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalLong;
import java.util.TreeMap;

/// On which line of a CSV file each row starts. Rows follow one another line by line, but for blank lines and
/// cells of several lines; only where that happens is something kept.
final class Lines {

    /// Line less row, from each row on until the next one here.
    private final NavigableMap<Long, Long> shifts = new TreeMap<>();

    private long rows;

    /// Takes the next row.
    void add(long line) {
        rows++;
        long shift = line - rows;
        Map.Entry<Long, Long> last = shifts.lastEntry();
        if (last == null || last.getValue() != shift) {
            shifts.put(rows, shift);
        }
    }

    /// @param row counting from 1, without the header
    /// @return 0 if there is no such row
    long line(long row) {
        Map.Entry<Long, Long> shift = shifts.floorEntry(row);
        return shift == null || row > rows ? 0 : row + shift.getValue();
    }

    /// @return the row that starts on a line, counting from 1; empty if none does
    OptionalLong row(long line) {
        long low = 1;
        long high = rows;
        while (low <= high) {
            long middle = (low + high) / 2;
            long found = line(middle);
            if (found == line) {
                return OptionalLong.of(middle);
            }
            if (found < line) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return OptionalLong.empty();
    }
}
