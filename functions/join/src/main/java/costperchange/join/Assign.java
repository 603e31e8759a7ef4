package costperchange.join;

import costperchange.calculator.allocation.Assignments;
import costperchange.calculator.delivery.Assigned;
import costperchange.store.Catalogs;
import costperchange.store.Delivered;
import costperchange.store.Marks;
import costperchange.store.Table;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// Brings what was delivered to the applications that the latest catalog gives it to.
///
/// Whoever records a delivery knows the catalogs of up to a minute ago. So each item says which catalog
/// assigned it: those assigned by an older one than the latest are assigned again, by a walk over all of them
/// when a catalog is uploaded, and one by one when the stream brings what was recorded meanwhile. The end does
/// not depend on which comes first, as an assignment depends on what was told and on the catalogs only.
public final class Assign {

    private static final String WALKED = "assigned";

    private final Catalogs catalogs;
    private final Delivered delivered;
    private final Marks marks;

    public Assign(Table table) {
        catalogs = new Catalogs(table);
        delivered = new Delivered(table);
        marks = new Marks(table);
    }

    /// How far a walk came.
    ///
    /// @param finished whether it came to the end; if not, walking again goes on where it stopped
    /// @param moved items that changed in this walk
    public record Walked(boolean finished, int moved) {}

    /// Whether a catalog was uploaded by which not everything was assigned yet.
    public boolean isDue() {
        Instant version = catalogs.latestVersion();
        return !version.equals(Assigned.NO_CATALOG) && !marks.isDone(WALKED, version.toString());
    }

    /// Walks over everything that was delivered.
    ///
    /// @param stop whether to stop, asked after every page
    public Walked walk(BooleanSupplier stop) {
        Instant version = catalogs.latestVersion();
        Assignments assignments = catalogs.assignments();
        int moved = 0;
        Delivered.Page page = delivered.resume(version);
        while (true) {
            for (Delivered.Found found : page.items()) {
                moved += delivered.assign(found, assignments) ? 1 : 0;
            }
            delivered.passed(version, page);
            if (page.isLast()) {
                marks.claim(WALKED, version.toString());
                return new Walked(true, moved);
            }
            if (stop.getAsBoolean()) {
                return new Walked(false, moved);
            }
            page = delivered.resume(version);
        }
    }

    /// Assigns items that were just recorded, where an older catalog than the latest assigned them.
    ///
    /// @param recorded each with the version of the catalog that assigned it
    public void recorded(Map<Delivered.Found, Instant> recorded) {
        if (recorded.isEmpty()) {
            return;
        }
        Instant version = catalogs.latestVersion();
        List<Delivered.Found> older = recorded.entrySet().stream()
                .filter(entry -> entry.getValue().isBefore(version))
                .map(Map.Entry::getKey)
                .toList();
        if (!older.isEmpty()) {
            Assignments assignments = catalogs.assignments();
            older.forEach(found -> delivered.assign(found, assignments));
        }
    }
}
