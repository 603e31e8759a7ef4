package costperchange.report.word;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.WordBack;
import costperchange.calculator.time.Period;
import costperchange.calculator.word.Words;
import costperchange.store.Catalogs;
import costperchange.store.Catalogs.Uploaded;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/// Since when applications ask to be told of.
///
/// @param since the day of the version of the catalog from which on each asks without a break; for those that
///     asked two weeks ago already, a day before that
record Asked(Map<Asking, LocalDate> since) {

    /// An application, and whom it wants to be told.
    record Asking(String application, WordBack to) {}

    /// Looks at the versions of the catalog, back to the one that held two weeks ago.
    static Asked of(Catalogs catalogs, LocalDate today) {
        Map<Asking, LocalDate> since = new HashMap<>();
        Iterator<Uploaded> versions = catalogs.newestFirst().iterator();
        Set<Asking> still = null;
        while (versions.hasNext()) {
            Uploaded uploaded = versions.next();
            Set<Asking> asking = asking(uploaded.catalog());
            if (still == null) {
                still = asking;
            } else {
                still.retainAll(asking);
            }
            LocalDate day = Period.day(uploaded.version());
            still.forEach(one -> since.put(one, day));
            if (still.isEmpty() || !day.isAfter(today.minusDays(Words.OLDEST))) {
                break;
            }
        }
        return new Asked(since);
    }

    private static Set<Asking> asking(Catalog catalog) {
        Set<Asking> asking = new HashSet<>();
        catalog.applications()
                .forEach(application ->
                        application.wordBack().forEach(to -> asking.add(new Asking(application.name(), to))));
        return asking;
    }

    /// The first day of which someone is told; none is before it.
    LocalDate first(String application, WordBack to, LocalDate today) {
        return Words.first(today, since.getOrDefault(new Asking(application, to), today));
    }
}
