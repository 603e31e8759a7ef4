package costperchange.calculator.allocation;

import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.time.Days;
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
    public static MonthSplit of(YearMonth month, List<Content> bills, Catalog catalog, Collection<String> everCharged) {
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
        return new MonthSplit(month, applicationBills(month, bills, catalog, lines), ledgers);
    }

    private static List<ApplicationBill> applicationBills(
            YearMonth month, List<Content> bills, Catalog catalog, Map<String, List<Line>> lines) {
        if (bills.isEmpty()) {
            return List.of();
        }
        Freshness freshness =
                freshness(month, bills.stream().map(Content::version).toList());
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

    /// How far a month's bills can be relied on together: for each account as far as its latest bill, for all accounts
    /// as far as the one furthest behind.
    ///
    /// @param versions at least one, all touching the month
    public static Freshness freshness(YearMonth month, List<BillVersion> versions) {
        Map<String, Freshness> byAccount = new TreeMap<>();
        versions.forEach(version -> byAccount.merge(
                version.id().source() + "\n" + version.id().account(),
                version.freshness(month),
                MonthSplit::following));
        return Freshness.of(byAccount.values());
    }

    /// Two bills of one account that follow each other in a month.
    private static Freshness following(Freshness one, Freshness other) {
        Freshness both = Freshness.of(List.of(one, other));
        return new Freshness(
                one.completeThrough().isAfter(other.completeThrough())
                        ? one.completeThrough()
                        : other.completeThrough(),
                both.missingDays(),
                both.estimated());
    }
}
