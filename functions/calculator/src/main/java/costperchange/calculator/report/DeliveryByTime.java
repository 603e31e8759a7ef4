package costperchange.calculator.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.cost.DeliveryOfMonth.Delivered;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Period;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How delivery went in the applications of a scope, laid out by time: each of it is gone over once, however
/// many periods are asked for.
///
/// Failures and rework of an application are measured from the day on which a source first told of one, or from
/// the catalog's date: before it, no one can tell. The change whose failure was told first came before it, and
/// is measured.
final class DeliveryByTime {

    /// A change, and whether failures of its application were measured then.
    record Measured(Delivered change, boolean failures) {}

    /// Deployments of some days.
    ///
    /// @param all whether or not rework is measured
    /// @param measured of applications and days of which rework is measured
    /// @param rework among those
    record Deployed(int all, int measured, int rework) {

        static final Deployed NONE = new Deployed(0, 0, 0);

        Deployed plus(Deployed other) {
            return new Deployed(all + other.all, measured + other.measured, rework + other.rework);
        }
    }

    private final Map<String, LocalDate> said = new HashMap<>();
    private final NavigableMap<LocalDate, List<Measured>> changes = new TreeMap<>();
    private final NavigableMap<LocalDate, Deployed> deployed = new TreeMap<>();
    private final NavigableMap<YearMonth, List<DeliveryOfScope>> months = new TreeMap<>();

    /// @param all months of the scope's applications, with their days
    DeliveryByTime(Catalog catalog, Collection<DeliveryOfScope> all) {
        catalog.applications().forEach(application -> {
            if (application.failuresSince() != null) {
                said.put(application.name(), application.failuresSince());
            }
        });
        all.forEach(this::add);
    }

    private void add(DeliveryOfScope month) {
        months.computeIfAbsent(month.month().totals().month(), _ -> new ArrayList<>())
                .add(month);
        month.delivery()
                .changes()
                .forEach(change -> changes.computeIfAbsent(Period.day(change.at()), _ -> new ArrayList<>())
                        .add(measured(month, change)));
        month.month().days().forEach(day -> {
            int measured = measuresRework(month, day.day()) ? day.deployments() : 0;
            deployed.merge(day.day(), new Deployed(day.deployments(), measured, 0), Deployed::plus);
        });
        month.delivery().rework().stream()
                .map(Period::day)
                .filter(day -> measuresRework(month, day))
                .forEach(day -> deployed.merge(day, new Deployed(0, 0, 1), Deployed::plus));
    }

    List<Measured> changes(Days days) {
        return changes.subMap(days.from(), days.to()).values().stream()
                .flatMap(List::stream)
                .toList();
    }

    Deployed deployed(Days days) {
        return deployed.subMap(days.from(), days.to()).values().stream().reduce(Deployed.NONE, Deployed::plus);
    }

    /// The months that begin on one of some days.
    Stream<DeliveryOfScope> months(Days days) {
        return days.months().stream()
                .filter(month -> days.contains(month.atDay(1)))
                .flatMap(month -> months.getOrDefault(month, List.of()).stream());
    }

    boolean measuresFailures(DeliveryOfScope month, LocalDate day) {
        LocalDate since = since(month, month.delivery().failuresSince());
        return since != null && !day.isBefore(since);
    }

    boolean measuresRework(DeliveryOfScope month, LocalDate day) {
        LocalDate since = since(month, month.delivery().reworkSince());
        return since != null && !day.isBefore(since);
    }

    /// First day of which a month of an application knows of failures, or of rework; null if it knows of none.
    private @Nullable LocalDate since(DeliveryOfScope month, @Nullable Instant told) {
        LocalDate day = told == null ? null : Period.day(told);
        return Stream.concat(
                        Stream.ofNullable(day),
                        Stream.ofNullable(said.get(month.month().totals().application())))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /// A change that failed is measured with the first telling of its failure, which comes after it.
    private Measured measured(DeliveryOfScope month, Delivered change) {
        boolean told = since(month, month.delivery().failuresSince()) != null;
        return new Measured(
                change, measuresFailures(month, Period.day(change.at())) || (told && change.failure() != null));
    }
}
