package costperchange.report;

import static org.assertj.core.api.Assertions.assertThat;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Catalog.Milestone;
import costperchange.calculator.allocation.Catalog.Pool;
import costperchange.calculator.allocation.Catalog.Split;
import costperchange.calculator.allocation.Catalog.Team;
import costperchange.calculator.allocation.Matcher;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.money.Rates;
import costperchange.calculator.objective.Objective;
import costperchange.calculator.time.Days;
import costperchange.report.message.Channels;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A small report, compared with the files under `golden`, so that a number that changes shows as a difference
/// of theirs. `-Dgolden.write=true` writes the files anew.
///
/// Checkout costs 10 a day and search 5, with a pool of 3 that is split 2 : 1; in October checkout costs 12.
/// September: checkout (10 + 2) × 30 = 360 for 12 changes, search (5 + 1) × 30 = 180 for 3, less a credit of
/// 30, of which nothing is passed on. October: the pool of 3 is split 12 : 5. So checkout costs 14.12 a day, which
/// meets its own objective of 15 and misses its team's of 14.
class GoldenReportTest {

    private static final YearMonth SEPTEMBER = YearMonth.of(2026, 9);
    private static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    private static final List<String> NAMES =
            List.of("cost-per-change.html", "cost-per-change.csv", "cost-per-change.json");

    static Books books() {
        return books("2026-11-04T00:00:00Z");
    }

    /// @param octoberKnownAt when the bill of October is known, which holds all its days
    static Books books(String octoberKnownAt) {
        Books books = new Books(new Catalog(
                Catalog.NONE.production(),
                Map.of(),
                Catalog.NONE.applicationTags(),
                Catalog.NONE.environmentTags(),
                Map.of(),
                List.of(new Team("payments", "commerce", objective("14", null))),
                List.of(
                        new Application(
                                "checkout",
                                List.of(),
                                "payments",
                                List.of(),
                                List.of(),
                                List.of(),
                                null,
                                null,
                                true,
                                objective("15", "30"),
                                List.of()),
                        new Application("search", List.of(), null, List.of(), List.of(), List.of(), null, null, false)),
                List.of(new Pool(
                        "platform",
                        List.of(ChargeRule.of(new Matcher(Map.of(Books.APPLICATION, List.of("platform"))), null)),
                        new Split.Direct(),
                        List.of())),
                List.of(),
                List.of(new Milestone(LocalDate.of(2026, 10, 1), "platform 4")),
                Catalog.Deliveries.DEFAULT,
                Rates.NONE,
                Map.of()));
        books.bill(SEPTEMBER)
                .daily("checkout", "10")
                .daily("search", "5")
                .daily("platform", "3")
                .once("search", ChargeCategory.CREDIT, "-30", LocalDate.of(2026, 9, 15))
                .once("", ChargeCategory.TAX, "19.25", LocalDate.of(2026, 9, 30))
                .knownAt("2026-10-20T00:00:00Z");
        books.bill(OCTOBER)
                .daily("checkout", "12")
                .daily("search", "5")
                .daily("platform", "3")
                .daily("mainframe", "0.125")
                .once("", ChargeCategory.TAX, "20", LocalDate.of(2026, 10, 31))
                .knownAt(octoberKnownAt);
        books.deploys("checkout", every(SEPTEMBER, 12)).deploys("search", every(SEPTEMBER, 3));
        delivered(books);
        return books.joined();
    }

    private static Objective objective(String perDay, @Nullable String perChange) {
        return new Objective(
                Books.USD, new BigDecimal(perDay), perChange == null ? null : new BigDecimal(perChange), 28);
    }

    /// In October checkout's lead times are 1 to 15 hours; the second change failed until five in the
    /// afternoon, the third still does, and the fourth is rework.
    private static void delivered(Books books) {
        for (LocalDate day : every(OCTOBER, 15)) {
            Instant at = day.atTime(12, 1).toInstant(ZoneOffset.UTC);
            Told told = Told.of(Origin.NONE, "production", "checkout" + day + "1")
                    .withCommits(at.minus(Duration.ofHours(day.getDayOfMonth())), 1);
            books.tell("checkout", day, 1, day.getDayOfMonth() == 4 ? rework(told) : told);
        }
        books.failed("checkout", OCTOBER.atDay(2), Duration.ofHours(4)).failed("checkout", OCTOBER.atDay(3), null);
    }

    private static Told rework(Told told) {
        return new Told(
                told.origin(),
                told.environment(),
                told.revision(),
                null,
                told.firstCommitAt(),
                told.commits(),
                null,
                null,
                null,
                true,
                null,
                null);
    }

    /// The first days of a month.
    private static List<LocalDate> every(YearMonth month, int days) {
        return Days.of(month).list().subList(0, days);
    }

    @Test
    void the_report_is_as_it_was(@TempDir Path folder) throws IOException {
        try (Books books = books()) {
            new ReportFunction(
                            books.table(),
                            new Directory(folder),
                            Set.of(Rendition.values()),
                            () -> Channels.NONE,
                            Clock.systemUTC())
                    .handleRequest(Events.read("monthly.json"), null);
        }
        Path golden = Path.of(System.getProperty("project.root"), "functions/report/src/test/resources/golden");
        for (String name : NAMES) {
            String written = Files.readString(folder.resolve("2026-10").resolve(name));
            if (Boolean.getBoolean("golden.write")) {
                Files.createDirectories(golden);
                Files.writeString(golden.resolve(name), written);
            }
            assertThat(written).as(name).isEqualTo(Files.readString(golden.resolve(name)));
        }
    }
}
