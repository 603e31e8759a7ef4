package costperchange.local;

import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// A believable year of a small organisation, the same for the same seed and day: twelve whole months and the
/// present one so far. In spring its platform is rebuilt, after which deploying is easier and running is
/// cheaper.
final class DemoYear {

    private static final int MONTHS = 12;

    /// @param daily what it costs on a day at first, in US dollars
    /// @param weekly how many changes it has a week at first
    /// @param azure whether part of it runs on Azure
    /// @param github whether GitHub tells of its deployments; else its pipeline does
    record Software(String name, double daily, double weekly, boolean azure, boolean github) {}

    /// @param outcome `succeeded` or `failed`
    /// @param rolledBack whether it was taken back after an hour
    record Deployment(
            Software software, int number, String revision, Instant finished, String outcome, boolean rolledBack) {}

    /// A row of a bill.
    record Row(
            String day,
            String to,
            String category,
            String correction,
            String subAccount,
            String service,
            String resource,
            String application,
            String environment,
            BigDecimal billed,
            BigDecimal effective) {}

    static final List<Software> SOFTWARE = List.of(
            new Software("checkout", 96, 6, false, true),
            new Software("invoices", 41, 2, false, false),
            new Software("search", 118, 5, false, true),
            new Software("recommendations", 74, 3, true, false),
            new Software("shipping", 57, 3.5, false, true),
            new Software("tracking", 38, 2.5, true, false));

    private final long seed;
    private final LocalDate today;

    DemoYear(long seed, LocalDate today) {
        this.seed = seed;
        this.today = today;
    }

    List<YearMonth> months() {
        List<YearMonth> months = new ArrayList<>();
        for (int i = MONTHS; i >= 0; i--) {
            months.add(YearMonth.from(today).minusMonths(i));
        }
        return months;
    }

    /// The first day on which the rebuilt platform shows.
    LocalDate rebuilt() {
        return months().get(5).atDay(1);
    }

    /// The month whose bill is restated, with a correction, after it was final.
    YearMonth restated() {
        return YearMonth.from(today).minusMonths(5);
    }

    /// When the bill of a month is first known: after it closed, or now for the present one.
    Instant knownAt(YearMonth month, Instant now) {
        Instant closed = Period.of(month).end().plusSeconds(16L * 86_400);
        return closed.isBefore(now) ? closed : now;
    }

    List<Deployment> deployments() {
        List<Deployment> all = new ArrayList<>();
        for (Software software : SOFTWARE) {
            Random random = random(software.name);
            int number = 0;
            for (LocalDate day = months().getFirst().atDay(1); day.isBefore(today); day = day.plusDays(1)) {
                boolean weekend = day.getDayOfWeek().getValue() > 5;
                double expected = software.weekly / 5 * (1 + 0.9 * progress(day)) * (weekend ? 0.05 : 1);
                for (int i = poisson(random, expected); i > 0; i--) {
                    all.add(deployment(software, ++number, day, random));
                }
            }
        }
        return all;
    }

    private static Deployment deployment(Software software, int number, LocalDate day, Random random) {
        LocalTime time = LocalTime.of(8 + random.nextInt(9), random.nextInt(60), random.nextInt(60));
        double luck = random.nextDouble();
        String revision = "%07x".formatted(random.nextInt(1 << 28));
        return new Deployment(
                software,
                number,
                revision,
                day.atTime(time).toInstant(ZoneOffset.UTC),
                luck < 0.06 ? "failed" : "succeeded",
                luck > 0.97);
    }

    /// The charges of a month, of one of the two clouds.
    ///
    /// @param corrected whether the restated month holds its correction
    List<Row> charges(YearMonth month, boolean azure, boolean corrected) {
        List<Row> rows = new ArrayList<>();
        Random random = random(month + (azure ? "azure" : "aws"));
        LocalDate end = month.plusMonths(1).atDay(1);
        for (LocalDate day = month.atDay(1); day.isBefore(end) && day.isBefore(today); day = day.plusDays(1)) {
            for (Software software : SOFTWARE) {
                usage(rows, software, day, azure, random);
            }
            if (!azure) {
                rows.add(row(
                        day,
                        "Usage",
                        "platform",
                        "Amazon EKS",
                        "platform-cluster",
                        "",
                        "",
                        150 - 60 * progress(day),
                        random));
                rows.add(row(day, "Usage", "attic", "Amazon S3", "old-exports", "", "", 4, random));
            }
        }
        if (!azure) {
            monthly(rows, month, corrected);
        }
        return rows;
    }

    private void usage(List<Row> rows, Software software, LocalDate day, boolean azure, Random random) {
        double cost = software.daily
                * (1 + 0.15 * months().indexOf(YearMonth.from(day)) / MONTHS)
                * (1 - 0.25 * progress(day));
        double here = software.azure ? (azure ? 0.7 : 0.3) : (azure ? 0 : 1);
        if (here == 0) {
            return;
        }
        String compute = azure ? "Azure Kubernetes Service" : "Amazon EKS";
        String data = azure ? "Azure SQL Database" : "Amazon RDS";
        // Tracking's resources on Azure carry no tags; a rule of the catalog finds them by their ids.
        String tag = azure && software.name.equals("tracking") ? "" : software.name;
        String resource = "/acme/" + software.name + "-";
        rows.add(row(
                day, "Usage", "workloads", compute, resource + "nodes", tag, "production", cost * here * 0.5, random));
        rows.add(row(day, "Usage", "workloads", data, resource + "data", tag, "production", cost * here * 0.3, random));
        rows.add(row(day, "Usage", "workloads", compute, resource + "test", tag, "staging", cost * here * 0.2, random));
    }

    private void monthly(List<Row> rows, YearMonth month, boolean corrected) {
        BigDecimal sum = rows.stream().map(Row::billed).reduce(BigDecimal.ZERO, BigDecimal::add);
        rows.add(wholeMonth(
                month, "Tax", "", "", sum.multiply(new BigDecimal("0.02")).setScale(2, RoundingMode.HALF_EVEN)));
        rows.add(wholeMonth(month, "Purchase", "", "platform", new BigDecimal("300")));
        if (months().indexOf(month) < 3) {
            rows.add(wholeMonth(month, "Credit", "", "platform", new BigDecimal("-450")));
        }
        if (corrected && month.equals(restated())) {
            rows.add(wholeMonth(month, "Adjustment", "Correction", "platform", new BigDecimal("-612.35")));
        }
    }

    private static Row wholeMonth(
            YearMonth month, String category, String correction, String subAccount, BigDecimal amount) {
        return new Row(
                month.atDay(1).toString(),
                month.plusMonths(1).atDay(1).toString(),
                category,
                correction,
                subAccount,
                "Billing",
                "",
                "",
                "",
                amount,
                amount);
    }

    private static Row row(
            LocalDate day,
            String category,
            String subAccount,
            String service,
            String resource,
            String application,
            String environment,
            double about,
            Random random) {
        BigDecimal list = BigDecimal.valueOf(Math.round(about * (0.93 + 0.14 * random.nextDouble()) * 1e6), 6);
        // What is committed is billed by the month and amortised by the day; here a twelfth cheaper than billed.
        BigDecimal effective = service.startsWith("Amazon E")
                ? list.multiply(new BigDecimal("0.92")).setScale(8, RoundingMode.HALF_EVEN)
                : list;
        return new Row(
                day.toString(),
                day.plusDays(1).toString(),
                category,
                "",
                subAccount,
                service,
                resource,
                application,
                environment,
                list,
                effective);
    }

    /// How far the platform has been rebuilt: 0 in the first five months, 1 from the tenth on.
    private double progress(LocalDate day) {
        int month = months().indexOf(YearMonth.from(day));
        return Math.clamp((month - 4) / 5.0, 0, 1);
    }

    private static int poisson(Random random, double mean) {
        double limit = Math.exp(-mean);
        int count = 0;
        for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
            count++;
        }
        return count;
    }

    private Random random(String name) {
        return new Random(seed * 1_000_003 + name.hashCode());
    }
}
