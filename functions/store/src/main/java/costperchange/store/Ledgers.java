package costperchange.store;

import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.KnownBills;
import costperchange.calculator.allocation.MonthSplit;
import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.Ledger;
import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.money.Basis;
import costperchange.calculator.report.Bridge;
import costperchange.calculator.report.BridgeRows;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.LedgerChanges;
import costperchange.calculator.report.LedgerMonths;
import costperchange.calculator.report.LedgerOfMonth;
import costperchange.calculator.report.MonthOfScope;
import costperchange.calculator.report.Scope;
import costperchange.calculator.time.Days;
import costperchange.calculator.time.Grain;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Gatherers;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads ledgers: as they stand, or computed again as they were known at a time.
///
/// @param measurements the applications' numbers beside them, and how much a question may read
public record Ledgers(Measurements measurements) {

    private static final Duration BEFORE = Duration.ofMillis(1);

    private Table table() {
        return measurements.table();
    }

    /// The ledger of the bills filed under a month, which may post to later ones too.
    public LedgerOfMonth ofMonth(LedgerOfMonth.Question question) {
        YearMonth month = question.month();
        Question days = new Question(
                new Scope.Organisation(), Days.of(month), Grain.DAY, question.basis(), null, question.asOf());
        return LedgerOfMonth.of(
                question,
                isSettling(month, question.asOf()),
                bearingOn(month, question.asOf()),
                measurements.months(days));
    }

    /// The ledgers of some months, one after the other.
    ///
    /// @param to the month after the last
    public LedgerMonths months(YearMonth from, YearMonth to, Basis basis) {
        Set<YearMonth> settling = new Splits(table()).settling();
        List<LedgerOfMonth> months = Stream.iterate(from, to::isAfter, month -> month.plusMonths(1))
                .map(month -> LedgerOfMonth.of(
                        new LedgerOfMonth.Question(month, basis, null, false),
                        settling.contains(month) || settling.contains(month.plusMonths(1)),
                        of(month, null),
                        List.of()))
                .toList();
        return LedgerMonths.of(basis.label(), from, to, months);
    }

    /// Why cost per change moved between two months.
    public Bridge bridge(Bridge.Question question) {
        List<MonthOfScope> months = new ArrayList<>();
        List<Ledger> unallocated = new ArrayList<>();
        boolean settling = false;
        for (YearMonth month : List.of(question.from(), question.to())) {
            Question days = new Question(question.scope(), Days.of(month), Grain.DAY, question.basis(), null, null);
            months.addAll(measurements.months(days));
            unallocated.addAll(unallocated(days));
            settling |= measurements.isSettling(days);
        }
        return BridgeRows.of(question, months, unallocated, settling);
    }

    /// What moved in a month between two times at which its bills were known.
    public LedgerChanges changes(LedgerChanges.Question question) {
        List<BillVersion> versions = new Splits(table()).versions(question.month());
        TreeSet<Instant> times = new TreeSet<>(KnownBills.toldSince(versions).values());
        Instant to = question.to() != null ? question.to() : times.isEmpty() ? Instant.EPOCH : times.last();
        Instant last = times.floor(to);
        Instant before = last == null ? null : times.lower(last);
        Instant from = question.from() != null
                ? question.from()
                : before != null ? before : (last == null ? to : last.minus(BEFORE));
        MonthSplit first = new Splits(table()).asKnownAt(question.month(), from);
        MonthSplit second = new Splits(table()).asKnownAt(question.month(), to);
        // Read once for both times.
        Collection<String> moved = LedgerChanges.moved(first, second);
        Measurements.check(moved.size(), measurements.limit().asOf());
        Map<String, List<Deployment>> deployments = moved.stream()
                .gather(Gatherers.mapConcurrent(
                        Table.AT_ONCE,
                        application -> Map.entry(application, new Deployments(table()).all(application))))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return LedgerChanges.of(
                question.month(),
                question.basis(),
                from,
                to,
                versions,
                new LedgerChanges.Known(first, totals(first, deployments, from)),
                new LedgerChanges.Known(second, totals(second, deployments, to)));
    }

    /// @param deployments by the applications that are wanted
    private List<Totals> totals(MonthSplit split, Map<String, List<Deployment>> deployments, Instant asOf) {
        return split.applications().stream()
                .filter(bill -> deployments.containsKey(bill.application()))
                .gather(Gatherers.mapConcurrent(Table.AT_ONCE, bill -> {
                    List<Deployment> all = deployments.getOrDefault(bill.application(), List.of());
                    List<Success> known = Measurements.successes(all, asOf);
                    return measurements
                            .joined(bill.application(), split.month(), bill, known, asOf)
                            .totals();
                }))
                .toList();
    }

    private boolean isSettling(YearMonth month, @Nullable Instant asOf) {
        return asOf == null
                && !Collections.disjoint(List.of(month, month.plusMonths(1)), new Splits(table()).settling());
    }

    /// The ledgers of the bills filed under a month; with those of what earlier bills released to it, and of
    /// what later bills correct of it.
    ///
    /// @param asOf the time whose knowledge is meant; null for all that is known
    private List<Ledger> bearingOn(YearMonth month, @Nullable Instant asOf) {
        Stream<Ledger> correcting = new Bills(table())
                .reaching(month).stream()
                        .filter(month::isBefore)
                        .flatMap(later -> of(later, asOf).stream())
                        .filter(ledger -> ledger.corrections().stream()
                                .anyMatch(correction -> correction.corrects().equals(month)));
        return Stream.concat(of(month, asOf).stream(), correcting).toList();
    }

    /// For the organisation, the ledgers that hold what is unallocated on the days asked for; their bills may
    /// be filed under the month before. None for other scopes, to which nothing unallocated belongs.
    List<Ledger> unallocated(Question question) {
        if (!(question.scope() instanceof Scope.Organisation)) {
            return List.of();
        }
        Set<YearMonth> billing = new TreeSet<>(question.days().months());
        question.days().months().stream().findFirst().ifPresent(first -> billing.add(first.minusMonths(1)));
        return billing.stream()
                .flatMap(month -> of(month, question.asOf()).stream())
                .filter(ledger -> question.days().months().contains(ledger.month()))
                .toList();
    }

    /// The ledgers of the bills filed under a month, and of what was released to it.
    List<Ledger> of(YearMonth billingMonth, @Nullable Instant asOf) {
        Splits splits = new Splits(table());
        return asOf == null
                ? splits.ledgers(billingMonth)
                : Stream.of(billingMonth, billingMonth.plusMonths(1))
                        .flatMap(month -> splits.asKnownAt(month, asOf).ledgers().stream())
                        .filter(ledger -> ledger.released()
                                ? ledger.month().equals(billingMonth)
                                : ledger.billingMonth().equals(billingMonth))
                        .sorted(Ledger.ORDER)
                        .toList();
    }
}
