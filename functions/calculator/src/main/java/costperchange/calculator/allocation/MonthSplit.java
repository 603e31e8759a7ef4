package costperchange.calculator.allocation;

import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// A calendar month of all bills, divided over applications: direct charges as the rules gave them, pools by
/// day.
///
/// @param month calendar month, UTC
/// @param applications one bill for each application that was ever charged, in order of their names
/// @param ledgers one for each bill and currency, of the charges that post to this month
public record MonthSplit(YearMonth month, List<ApplicationBill> applications, List<Ledger> ledgers) {

    /// How far into a month an account is waited for that was billed in the month before.
    private static final Duration AWAITED = Duration.ofDays(6);

    /// A bill with its parts, read back.
    public record Content(BillVersion version, BillSummary summary, Map<Owner, List<Posted>> parts) {

        /// Only what posts to days of which something holds.
        Content only(Predicate<LocalDate> days) {
            Map<Owner, List<Posted>> kept = new TreeMap<>();
            parts.forEach((owner, posted) -> kept.put(
                    owner,
                    posted.stream()
                            .filter(one -> days.test(one.line().kind().day()))
                            .toList()));
            return new Content(version, summary, kept);
        }

        /// Whether a day comes after the billing period, so that only something amortised can post to it.
        private boolean isDeferred(LocalDate day) {
            return day.isAfter(version.id().lastDay());
        }

        /// What is said of the bill as a whole, by currency.
        private Map<Currency, Ledger.OfBill> ofBill() {
            Map<Currency, Cost> deferred = new HashMap<>();
            only(this::isDeferred)
                    .parts
                    .values()
                    .forEach(posted -> posted.forEach(
                            one -> deferred.merge(one.line().kind().currency(), one.cost(), Cost::plus)));
            Map<Currency, Ledger.OfBill> ofBill = new TreeMap<>();
            summary.totals()
                    .forEach((currency, total) -> ofBill.put(
                            currency,
                            new Ledger.OfBill(
                                    total,
                                    deferred.getOrDefault(currency, Cost.ZERO),
                                    summary.withoutEffectiveCost().stream()
                                            .filter(of -> of.currency().equals(currency))
                                            .toList(),
                                    summary.unallocated().stream()
                                            .filter(of -> of.currency().equals(currency))
                                            .toList())));
            return ofBill;
        }
    }

    /// Splits a month.
    ///
    /// @param bills all current bills that post to the month: those whose billing periods touch it, and earlier
    ///     ones of which something amortised reaches it
    /// @param catalog says how pools are passed on
    /// @param everCharged applications that must have a bill even if nothing is charged to them now
    /// @param before current bills filed under the month before, for the accounts that are still to come
    public static MonthSplit of(
            YearMonth month,
            List<Content> bills,
            Catalog catalog,
            Collection<String> everCharged,
            List<BillVersion> before) {
        Map<String, List<Line>> lines = new TreeMap<>();
        everCharged.forEach(application -> lines.put(application, new ArrayList<>()));
        Map<BillId, Entries> within = new TreeMap<>();
        Map<BillId, Entries> released = new TreeMap<>();
        bills.forEach(bill -> {
            BillId id = bill.version.id();
            within.put(id, new Entries(id, month, false));
            released.put(id, new Entries(id, month, true));
        });
        flows(month, bills, catalog).forEach(flow -> {
            boolean late = flow.bill.isDeferred(flow.posted.line().kind().day());
            Objects.requireNonNull((late ? released : within).get(flow.bill.version.id()))
                    .add(flow);
            flow.parts.forEach(part -> {
                if (part.owner() instanceof Owner.Application(String name)) {
                    lines.computeIfAbsent(name, n -> new ArrayList<>()).add(part.line());
                }
            });
        });
        List<Ledger> ledgers = new ArrayList<>();
        bills.forEach(bill -> {
            BillId id = bill.version.id();
            ledgers.addAll(Objects.requireNonNull(within.get(id))
                    .ledgers(id.month().equals(month) ? bill.ofBill() : Map.of()));
            ledgers.addAll(Objects.requireNonNull(released.get(id)).ledgers(Map.of()));
        });
        return new MonthSplit(month, applicationBills(month, bills, catalog, lines, before), ledgers);
    }

    /// What a bill posts to a day, and where it goes.
    ///
    /// @param owner whom the rules gave it to
    /// @param parts that add up to it, each with who took it in the end
    record Flow(Content bill, Owner owner, Posted posted, List<Pools.Part> parts) {}

    /// All that the bills post to a month, in order of the bills.
    static Stream<Flow> flows(YearMonth month, List<Content> bills, Catalog catalog) {
        Days days = Days.of(month);
        List<Content> inMonth =
                bills.stream().map(bill -> bill.only(days::contains)).toList();
        Pools pools = new Pools(inMonth, catalog.poolsByName());
        return inMonth.stream()
                .flatMap(bill -> bill.parts.entrySet().stream()
                        .flatMap(part -> part.getValue().stream()
                                .map(posted -> new Flow(
                                        bill,
                                        part.getKey(),
                                        posted,
                                        pools.pass(part.getKey(), posted.line()).toList()))));
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
        Freshness freshness = freshness(
                month,
                bills.stream()
                        .map(Content::version)
                        .filter(version -> version.id().touches(month))
                        .toList(),
                before);
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
    /// @param versions all touching the month; none where only what is amortised reaches it, and nothing is
    ///     complete
    /// @param before current bills filed under the month before
    static Freshness freshness(YearMonth month, List<BillVersion> versions, List<BillVersion> before) {
        if (versions.isEmpty()) {
            return new Freshness(month.atDay(1).minusDays(1), List.of(), true);
        }
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

    /// Two bills of one account in a month: the later one carries on only from where the earlier one is
    /// complete.
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
