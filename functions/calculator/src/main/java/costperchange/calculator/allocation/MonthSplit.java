package costperchange.calculator.allocation;

import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// A calendar month of all bills, divided over applications: direct charges as the rules gave them, pools by day.
///
/// @param month calendar month, UTC
/// @param applications one bill for each application that was ever charged, in order of their names
/// @param ledgers one for each bill and currency, of the charges that post to this month
public record MonthSplit(YearMonth month, List<ApplicationBill> applications, List<Ledger> ledgers) {

    /// How far into a month an account is waited for that was billed in the month before.
    private static final Duration AWAITED = Duration.ofDays(6);

    /// A bill with its parts, read back.
    public record Content(BillVersion version, Map<Owner, List<Line>> parts) {

        /// Only the lines that post to a month.
        Content in(YearMonth month) {
            Days days = Days.of(month);
            Map<Owner, List<Line>> kept = new TreeMap<>();
            parts.forEach((owner, lines) -> kept.put(
                    owner,
                    lines.stream()
                            .filter(line -> days.contains(line.kind().day()))
                            .toList()));
            return new Content(version, kept);
        }
    }

    /// Splits a month.
    ///
    /// @param bills all current bills that touch the month
    /// @param catalog says how pools are passed on
    /// @param everCharged applications that must have a bill even if nothing is charged to them now
    /// @param before current bills filed under the month before, for the accounts that are still to come
    public static MonthSplit of(
            YearMonth month,
            List<Content> bills,
            Catalog catalog,
            Collection<String> everCharged,
            List<BillVersion> before) {
        List<Content> inMonth = bills.stream().map(bill -> bill.in(month)).toList();
        Pools pools = new Pools(inMonth, catalog.splits());
        Map<String, List<Line>> lines = new TreeMap<>();
        everCharged.forEach(application -> lines.put(application, new ArrayList<>()));
        List<Ledger> ledgers = new ArrayList<>();
        for (Content bill : inMonth) {
            Entries entries = new Entries(bill.version().id(), month);
            bill.parts()
                    .forEach((owner, own) -> own.forEach(line -> {
                        entries.charged(line);
                        pools.pass(owner, line).forEach(part -> {
                            entries.took(part);
                            if (part.owner() instanceof Owner.Application(String name)) {
                                lines.computeIfAbsent(name, n -> new ArrayList<>())
                                        .add(part.line());
                            }
                        });
                    }));
            ledgers.addAll(entries.ledgers());
        }
        return new MonthSplit(month, applicationBills(month, bills, catalog, lines, before), ledgers);
    }

    private static List<ApplicationBill> applicationBills(
            YearMonth month,
            List<Content> bills,
            Catalog catalog,
            Map<String, List<Line>> lines,
            List<BillVersion> before) {
        if (bills.isEmpty()) {
            return List.of();
        }
        Freshness freshness =
                freshness(month, bills.stream().map(Content::version).toList(), before);
        return lines.entrySet().stream()
                .map(entry -> new ApplicationBill(
                        entry.getKey(),
                        month,
                        freshness,
                        catalog.application(entry.getKey())
                                .map(Catalog.Application::measuredSince)
                                .orElse(null),
                        Line.addUp(entry.getValue())))
                .toList();
    }

    /// How far a month's bills can be relied on together: for each account as far as its bills follow each
    /// other, for all accounts as far as the one furthest behind. An account that was billed to the end of the
    /// month before and is not billed yet holds the month up in its first days; after that it is taken to have
    /// ended.
    ///
    /// @param versions at least one, all touching the month
    /// @param before current bills filed under the month before
    static Freshness freshness(YearMonth month, List<BillVersion> versions, List<BillVersion> before) {
        Map<String, Freshness> byAccount = new TreeMap<>();
        versions.stream()
                .sorted()
                .forEach(version -> byAccount.merge(
                        account(version),
                        version.freshness(month),
                        (earlier, later) -> following(version, earlier, later)));
        Instant start = Period.of(month).start();
        boolean early = versions.stream().noneMatch(v -> v.knownAt().isAfter(start.plus(AWAITED)));
        boolean awaited = before.stream()
                .anyMatch(v -> !v.id().period().end().isBefore(start) && !byAccount.containsKey(account(v)));
        if (early && awaited) {
            byAccount.put("", new Freshness(month.atDay(1).minusDays(1), List.of(), true));
        }
        return Freshness.of(byAccount.values());
    }

    private static String account(BillVersion version) {
        return version.id().source() + "\n" + version.id().account();
    }

    /// Two bills of one account in a month: the later one carries on only from where the earlier one is complete.
    private static Freshness following(BillVersion version, Freshness earlier, Freshness later) {
        LocalDate reached = earlier.completeThrough();
        boolean carriesOn = !Period.day(version.id().period().start()).isAfter(reached.plusDays(1));
        Freshness both = Freshness.of(List.of(earlier, later));
        return new Freshness(
                carriesOn && later.completeThrough().isAfter(reached) ? later.completeThrough() : reached,
                both.missingDays(),
                both.estimated());
    }
}
