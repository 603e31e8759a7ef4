package costperchange.report;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Rules;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Incident;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Period;
import costperchange.store.ApplicationMonths;
import costperchange.store.Bills;
import costperchange.store.Catalogs;
import costperchange.store.Deployments;
import costperchange.store.Histories;
import costperchange.store.Incidents;
import costperchange.store.LocalTable;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Made-up bills and deployments, through the store as the functions before the report leave them.
final class Books implements AutoCloseable {

    static final Currency USD = new Currency("USD");
    static final Dimension.Tag APPLICATION = new Dimension.Tag("application");
    private static final Dimension ENVIRONMENT = new Dimension.Tag("environment");

    private final LocalTable local = new LocalTable();
    private Catalog catalog;
    private Instant version;
    private final TreeSet<String> applications = new TreeSet<>();
    private final TreeSet<YearMonth> months = new TreeSet<>();

    Books(Catalog catalog) {
        this.catalog = catalog;
        version = new Catalogs(table())
                .upload(
                        catalog.toString(),
                        catalog,
                        null,
                        Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC));
    }

    /// A catalog that is uploaded later: what follows is read by it.
    Books catalog(Catalog later, String at) {
        catalog = later;
        version = new Catalogs(table())
                .upload(later.toString(), later, null, Clock.fixed(Instant.parse(at), ZoneOffset.UTC));
        return this;
    }

    Table table() {
        return local.table();
    }

    /// A bill, with one charge for each day and owner of a month.
    final class OfMonth {
        private final YearMonth month;
        private final List<Charge> charges = new ArrayList<>();

        OfMonth(YearMonth month) {
            this.month = month;
            months.add(month);
        }

        OfMonth daily(String application, String amount) {
            return daily(application, amount, USD, Days.of(month));
        }

        OfMonth daily(String application, String amount, Currency currency, Days days) {
            days.list().forEach(day -> charge(application, ChargeCategory.USAGE, amount, currency, Period.of(day)));
            return this;
        }

        OfMonth once(String application, ChargeCategory category, String amount, LocalDate day) {
            return charge(application, category, amount, USD, Period.of(day));
        }

        /// A charge for a time that reaches beyond the billing period.
        OfMonth beyond(String application, String amount) {
            Period reaching = new Period(
                    Period.of(month).start(), Period.of(month.plusMonths(2)).start());
            return charge(application, ChargeCategory.PURCHASE, amount, USD, reaching);
        }

        private OfMonth charge(
                String application, ChargeCategory category, String amount, Currency currency, Period period) {
            if (!application.isEmpty() && !application.equals("platform")) {
                applications.add(application);
            }
            charges.add(new Charge(
                    "111122223333",
                    Period.of(month),
                    period,
                    category,
                    false,
                    currency,
                    "AWS",
                    "",
                    application.isEmpty() ? Map.of() : Map.of(APPLICATION, application, ENVIRONMENT, "production"),
                    Cost.of(amount, amount),
                    1));
            return this;
        }

        /// Commits the bill as it was known at a time, and splits the month.
        Books knownAt(String time) {
            Bill.divide("acme-focus", charges, new Rules(catalog))
                    .forEach(bill -> new Bills(table())
                            .commit(bill, new Bills.Provenance(Instant.parse(time), version, null, false)));
            new Splits(table()).updateTouchedBy(month);
            return Books.this;
        }

        /// Commits it and does not split: as while the split has not run yet.
        Books onlyCommitted(String time) {
            Bill.divide("acme-focus", charges, new Rules(catalog))
                    .forEach(bill -> new Bills(table())
                            .commit(bill, new Bills.Provenance(Instant.parse(time), version, null, false)));
            return Books.this;
        }
    }

    OfMonth bill(YearMonth month) {
        return new OfMonth(month);
    }

    /// Deployments to production, one at noon of each day.
    Books deploys(String application, List<LocalDate> days) {
        Map<LocalDate, Integer> numbers = new TreeMap<>();
        for (LocalDate day : days) {
            int number = numbers.merge(day, 1, Integer::sum);
            deploy(application, day, number, application + day + number);
        }
        return this;
    }

    Books deploy(String application, LocalDate day, int number, @Nullable String revision) {
        return tell(application, day, number, Told.of(Origin.NONE, "production", revision));
    }

    Books tell(String application, LocalDate day, int number, Told told) {
        applications.add(application);
        months.add(YearMonth.from(day));
        Instant at = day.atTime(12, number).toInstant(ZoneOffset.UTC);
        new Deployments(table())
                .record(Deployment.of(
                        new DeploymentId(application, "changes", day + "-" + number),
                        new Observation(
                                Outcome.SUCCEEDED,
                                at,
                                told,
                                new Assigned(Assigned.NO_CATALOG, "production", true, true, null),
                                at)));
        return this;
    }

    /// An incident of a day's first deployment, from one in the afternoon on.
    Books failed(String application, LocalDate day, @Nullable Duration lasted) {
        Instant from = day.atTime(13, 0).toInstant(ZoneOffset.UTC);
        new Incidents(table())
                .record(new Incident(
                        new DeploymentId(application, "changes", "incident-" + day),
                        List.of(new Incident.Report(
                                Origin.application(application),
                                from,
                                lasted == null ? null : from.plus(lasted),
                                null,
                                day + "-1",
                                null,
                                Assigned.NO_CATALOG,
                                null,
                                from))));
        return this;
    }

    /// Joins every month of every application.
    Books joined() {
        applications.forEach(application -> months.forEach(month -> join(application, month)));
        return this;
    }

    private void join(String application, YearMonth month) {
        ApplicationMonths kept = new ApplicationMonths(table());
        kept.replace(
                kept.stored(application, month),
                ApplicationMonth.of(
                        application,
                        month,
                        new Splits(table()).bill(application, month).orElse(null),
                        new Histories(table()).of(application, month)));
    }

    @Override
    public void close() {
        local.close();
    }
}
