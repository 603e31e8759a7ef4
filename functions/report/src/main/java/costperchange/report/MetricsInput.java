package costperchange.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.money.Basis;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.DeliveryOfScope;
import costperchange.calculator.report.LedgerMonths;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import costperchange.store.Ledgers;
import costperchange.store.Measurements;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/// What the metrics of some days are computed from.
///
/// @param deliveries of all applications, as far back as the windows of the days reach
/// @param ledgers of the days' months
record MetricsInput(Catalog catalog, List<DeliveryOfScope> deliveries, List<LedgerMonths.Row> ledgers) {

    /// The days that are read for the metrics of others.
    static Days needed(Days days) {
        return new Days(days.from().minusDays(MetricsOfDay.DAYS_NEEDED), days.to());
    }

    static MetricsInput read(Measurements measurements, Days days) {
        return new MetricsInput(
                measurements.catalog(null),
                measurements.deliveries(
                        new Question(new Scope.Organisation(), needed(days), Grain.DAY, Basis.EFFECTIVE, null, null)),
                new Ledgers(measurements)
                        .months(
                                YearMonth.from(days.from()),
                                YearMonth.from(days.to()).plusMonths(1),
                                Basis.EFFECTIVE)
                        .rows());
    }

    /// Whose metrics are published: the organisation's, and those of the applications that ask for it.
    List<Scope> scopes() {
        List<Scope> scopes = new ArrayList<>();
        scopes.add(new Scope.Organisation());
        catalog.applications().stream()
                .filter(Catalog.Application::metrics)
                .forEach(application -> scopes.add(new Scope.Application(application.name())));
        return scopes;
    }

    /// What belongs to a scope.
    List<DeliveryOfScope> of(Scope scope) {
        return deliveries.stream()
                .filter(one -> !(scope instanceof Scope.Application(String name))
                        || one.month().totals().application().equals(name))
                .toList();
    }
}
