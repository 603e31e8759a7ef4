package costperchange.calculator.allocation;

import costperchange.calculator.cost.ApplicationBill;
import costperchange.calculator.cost.Freshness;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.time.Days;
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
    /// @param freshness how far the month's bills can be relied on
    public static MonthSplit of(
            YearMonth month,
            List<Content> bills,
            Catalog catalog,
            Collection<String> everCharged,
            Freshness freshness) {
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
        return new MonthSplit(
                month, bills.isEmpty() ? List.of() : applicationBills(month, freshness, catalog, lines), ledgers);
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
            YearMonth month, Freshness freshness, Catalog catalog, Map<String, List<Line>> lines) {
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
}
