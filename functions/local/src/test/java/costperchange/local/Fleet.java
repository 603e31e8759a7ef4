package costperchange.local;

import costperchange.calculator.charge.Charge;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.Dimension;
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
import costperchange.ingest.BillImport;
import costperchange.ingest.focus.Engine;
import costperchange.ingest.focus.Reading;
import costperchange.join.Join;
import costperchange.query.catalog.CatalogReader;
import costperchange.query.catalog.CatalogReader.Result.Accepted;
import costperchange.store.Catalogs;
import costperchange.store.Deployments;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// Applications in teams of ten over some months up to October 2026, with a pool and objectives; the last bill was
/// restated once.
final class Fleet {

    private static final YearMonth LAST = YearMonth.of(2026, 10);
    private static final Currency USD = new Currency("USD");

    private Fleet() {}

    /// @param changes of each application in each month
    static void write(Table table, int applications, int months, int changes) {
        String catalog = catalog(applications);
        Accepted accepted = (Accepted) CatalogReader.read(catalog);
        new Catalogs(table).upload(catalog, accepted.catalog(), null, Clock.fixed(at("2025-09-01"), ZoneOffset.UTC));
        for (YearMonth month = LAST.minusMonths(months - 1); !month.isAfter(LAST); month = month.plusMonths(1)) {
            bill(table, applications, month, month.atEndOfMonth().plusDays(3), "0");
            deployments(table, applications, changes, month);
        }
        bill(table, applications, LAST, LAST.atEndOfMonth().plusDays(20), "1");
        for (YearMonth month = LAST.minusMonths(months - 1); !month.isAfter(LAST); month = month.plusMonths(1)) {
            new Splits(table).updateTouchedBy(month);
            for (int i = 0; i < applications; i++) {
                new Join(table).update(name(i), month);
            }
        }
    }

    private static String catalog(int applications) {
        StringBuilder yaml = new StringBuilder("teams:\n");
        for (int team = 0; team * 10 < applications; team++) {
            yaml.append("  - {name: team-%d, tribe: tribe-%d, objective: {costPerDay: 500 USD}}\n"
                    .formatted(team, team / 10));
        }
        yaml.append("applications:\n");
        for (int i = 0; i < applications; i++) {
            yaml.append("  - {name: %s, team: team-%d, objective: {costPerDay: 50 USD, costPerChange: 300 USD}}\n"
                    .formatted(name(i), i / 10));
        }
        return yaml + "pools:\n  - name: platform\n    charges: [{tag: {application: platform}}]\n    split: direct\n";
    }

    private static String name(int application) {
        return "application-" + application;
    }

    /// @param restated tells amounts of the second day apart
    private static void bill(Table table, int applications, YearMonth month, LocalDate knownAt, String restated) {
        List<Charge> charges = new ArrayList<>();
        for (LocalDate day : Period.of(month).days()) {
            charges.add(charge("platform", day, "100"));
            for (int i = 0; i < applications; i++) {
                String seed = i + " " + day + (day.getDayOfMonth() == 2 ? restated : "");
                charges.add(charge(
                        name(i),
                        day,
                        BigDecimal.valueOf(new Random(seed.hashCode()).nextInt(1, 600_000), 4)
                                .toString()));
            }
        }
        BillImport.Outcome outcome = new BillImport(table, new Engine("256MB", 1, Path.of("target")))
                .divide(
                        new BillImport.Export("export", at(knownAt.toString()), null, false),
                        new Reading.Read(charges, charges.size(), Map.of()),
                        new Catalogs(table).latest());
        if (!(outcome instanceof BillImport.Outcome.Imported)) {
            throw new AssertionError(outcome);
        }
    }

    private static Charge charge(String application, LocalDate day, String amount) {
        return new Charge(
                "account",
                Period.of(YearMonth.from(day)),
                Period.of(day),
                ChargeCategory.USAGE,
                false,
                USD,
                "AWS",
                "",
                Map.of(new Dimension.Tag("application"), application, new Dimension.Tag("environment"), "production"),
                Cost.of(amount, amount),
                1);
    }

    private static void deployments(Table table, int applications, int changes, YearMonth month) {
        Deployments deployments = new Deployments(table);
        for (int i = 0; i < applications; i++) {
            for (int change = 0; change < changes; change++) {
                Instant at =
                        at(month.atDay(1 + change * 24 / changes).toString()).plus(Duration.ofMinutes(i));
                String revision = month + "-" + i + "-" + change;
                Told told = Told.of(Origin.repository("github.com/acme/" + name(i)), "production", revision)
                        .withCommits(at.minus(Duration.ofHours(20)), 3);
                deployments.record(Deployment.of(
                        new DeploymentId(name(i), "changes", revision),
                        new Observation(
                                Outcome.SUCCEEDED,
                                at,
                                told,
                                new Assigned(Assigned.NO_CATALOG, "production", true, true, null),
                                at)));
            }
        }
    }

    private static Instant at(String day) {
        return Instant.parse(day + "T06:00:00Z");
    }
}
