package costperchange.store;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Rules;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.delivery.Assigned;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Period;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Puts bills and deployments into a table, through the store, as the functions leave them.
///
/// @param table to write to
public record Given(Table table) {

    /// A catalog that was uploaded before anything else.
    public Given catalog(Catalog catalog) {
        new Catalogs(table)
                .upload(
                        catalog.toString(),
                        catalog,
                        null,
                        Clock.fixed(Instant.parse("2025-01-01T00:00:00Z"), ZoneOffset.UTC));
        return this;
    }

    /// A bill is committed, and its month is split.
    public Given billed(String month, String knownAt, List<Charge> charges) {
        committed(knownAt, charges);
        new Splits(table).updateTouchedBy(YearMonth.parse(month));
        return this;
    }

    /// A bill is committed; the split has yet to come.
    public Given committed(String knownAt, List<Charge> charges) {
        Optional<Catalogs.Uploaded> catalog = new Catalogs(table).latest();
        Bill.divide(
                        "export",
                        charges,
                        new Rules(catalog.map(Catalogs.Uploaded::catalog).orElse(Catalog.NONE)))
                .forEach(bill -> new Bills(table)
                        .commit(
                                bill,
                                new Bills.Provenance(
                                        Instant.parse(knownAt),
                                        catalog.map(Catalogs.Uploaded::version).orElse(BillVersion.NO_CATALOG),
                                        null,
                                        false)));
        return this;
    }

    /// A success in production, told at once.
    public Given deployed(String application, String revision, String at) {
        return deployed(application, revision, revision, at, at);
    }

    public Given deployed(String application, String id, @Nullable String revision, String at, String recordedAt) {
        new Deployments(table)
                .record(Deployment.of(
                        new DeploymentId(application, "changes", id),
                        new Observation(
                                Outcome.SUCCEEDED,
                                Instant.parse(at),
                                Told.of(Origin.NONE, "production", revision),
                                new Assigned(Assigned.NO_CATALOG, "production", true, true, null),
                                Instant.parse(recordedAt))));
        return this;
    }

    /// A month of an application is joined.
    public Given joined(String application, String month) {
        YearMonth of = YearMonth.parse(month);
        ApplicationMonths kept = new ApplicationMonths(table);
        kept.replace(
                kept.stored(application, of),
                ApplicationMonth.of(
                        application,
                        of,
                        new Splits(table).bill(application, of).orElse(null),
                        new Histories(table).of(application, of)));
        return this;
    }

    /// Usage in US dollars of one day, by an application or, where the name is empty, by nobody.
    public static Charge usage(String application, String day, String amount) {
        return charge("111122223333", application, Period.of(LocalDate.parse(day)), amount, new Currency("USD"));
    }

    /// Usage of a day or of a whole month, in its calendar month's bill.
    public static Charge charge(String account, String application, Period period, String amount, Currency currency) {
        return new Charge(
                account,
                Period.of(YearMonth.from(Period.day(period.start()))),
                period,
                ChargeCategory.USAGE,
                false,
                currency,
                "AWS",
                "",
                application.isEmpty() ? Map.of() : Map.of(new Dimension.Tag("application"), application),
                Cost.of(amount, amount),
                1);
    }
}
