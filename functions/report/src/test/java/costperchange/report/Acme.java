package costperchange.report;

import costperchange.calculator.allocation.Catalog;
import costperchange.calculator.allocation.Catalog.Application;
import costperchange.calculator.allocation.Catalog.ChargeRule;
import costperchange.calculator.allocation.Catalog.Milestone;
import costperchange.calculator.allocation.Catalog.Pool;
import costperchange.calculator.allocation.Catalog.Split;
import costperchange.calculator.allocation.Catalog.Team;
import costperchange.calculator.allocation.Matcher;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.money.Rates;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

/// A company with twelve applications in four teams, over fourteen months: with a pool, credits, tax that
/// belongs to nobody, an application that does not change, one whose deployments are not known, and one with a
/// hostile name.
final class Acme {

    static final YearMonth OCTOBER = YearMonth.of(2026, 10);
    static final String HOSTILE = "<script>alert('1')</script>";

    private static final Map<String, String> TEAM_OF = Map.ofEntries(
            Map.entry("checkout", "payments"),
            Map.entry("invoices", "payments"),
            Map.entry("fraud-check", "payments"),
            Map.entry("search", "discovery"),
            Map.entry("recommendations", "discovery"),
            Map.entry("catalogue", "discovery"),
            Map.entry("warehouse", "logistics"),
            Map.entry("tracking", "logistics"),
            Map.entry("returns", "logistics"),
            Map.entry("website", "storefront"),
            Map.entry("mobile-gateway", "storefront"),
            Map.entry(HOSTILE, "storefront"));

    private Acme() {}

    static Catalog catalog() {
        List<Application> applications = TEAM_OF.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new Application(
                        entry.getKey(),
                        List.of(),
                        entry.getValue(),
                        List.of(),
                        List.of(),
                        List.of(),
                        null,
                        null,
                        entry.getKey().equals("checkout")))
                .toList();
        return new Catalog(
                Catalog.NONE.production(),
                Map.of(),
                Catalog.NONE.applicationTags(),
                Catalog.NONE.environmentTags(),
                Map.of(),
                List.of(
                        new Team("payments", "commerce"),
                        new Team("storefront", "commerce"),
                        new Team("discovery", "commerce"),
                        new Team("logistics", null)),
                applications,
                List.of(new Pool(
                        "platform",
                        List.of(ChargeRule.of(new Matcher(Map.of(Books.APPLICATION, List.of("platform"))), null)),
                        new Split.Direct(),
                        List.of())),
                List.of(),
                List.of(
                        new Milestone(LocalDate.of(2026, 3, 1), "platform 4"),
                        new Milestone(LocalDate.of(2026, 8, 17), "one pipeline for all teams")),
                Catalog.Deliveries.DEFAULT,
                Rates.NONE,
                Map.of());
    }

    /// The books up to October 2026, whose bill is still estimated. All tests read the same, and none closes
    /// them.
    static Books books() {
        return Shared.BOOKS;
    }

    private static final class Shared {
        private static final Books BOOKS = write();
    }

    private static Books write() {
        Books books = new Books(catalog());
        Random random = new Random(20261001);
        for (YearMonth month = OCTOBER.minusMonths(13); !month.isAfter(OCTOBER); month = month.plusMonths(1)) {
            bill(books, month, random);
            deployments(books, month, random);
        }
        return books.joined();
    }

    private static void bill(Books books, YearMonth month, Random random) {
        Books.OfMonth bill = books.bill(month);
        int size = 40;
        for (String application : TEAM_OF.keySet().stream().sorted().toList()) {
            size += 17;
            bill.daily(application, (size + random.nextInt(30)) + "." + (10 + random.nextInt(80)));
        }
        bill.daily("legacy-mainframe", "88.125");
        bill.daily("platform", (240 - monthsUntil(month) * 2) + ".5");
        bill.once("search", ChargeCategory.CREDIT, "-1250.75", month.atDay(15));
        bill.once("", ChargeCategory.TAX, "1893.17", month.atDay(3));
        if (month.equals(OCTOBER)) {
            bill.beyond("warehouse", "2400");
        }
        bill.knownAt((month.equals(OCTOBER) ? "2026-11-04" : month.plusMonths(1).atDay(20)) + "T06:00:00Z");
    }

    private static void deployments(Books books, YearMonth month, Random random) {
        for (String application : TEAM_OF.keySet().stream().sorted().toList()) {
            if (application.equals("returns") && month.getMonthValue() != 10) {
                continue;
            }
            boolean quiet = application.equals("tracking") && month.equals(OCTOBER);
            int changes = quiet ? 0 : 4 + random.nextInt(10) + (12 - monthsUntil(month)) / 2;
            List<LocalDate> days = new ArrayList<>();
            for (int i = 0; i < changes; i++) {
                days.add(month.atDay(1 + random.nextInt(month.lengthOfMonth())));
            }
            books.deploys(application, days);
        }
        books.deploy("website", month.atDay(9), 40, null);
    }

    private static int monthsUntil(YearMonth month) {
        return (OCTOBER.getYear() - month.getYear()) * 12 + OCTOBER.getMonthValue() - month.getMonthValue();
    }
}
