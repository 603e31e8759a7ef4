package costperchange.store;

import costperchange.calculator.cost.Ledger;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.report.Scope;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Reads ledgers: as they stand, or computed again as they were known at a time.
///
/// @param table to read
public record Ledgers(Table table) {

    /// The ledgers of the bills filed under a month; with those of what earlier bills released to it, and of what later
    /// bills correct of it.
    ///
    /// @param asOf the time whose knowledge is meant; null for all that is known
    public List<Ledger> bearingOn(YearMonth month, @Nullable Instant asOf) {
        Stream<Ledger> correcting = new Bills(table)
                .reaching(month).stream()
                        .filter(month::isBefore)
                        .flatMap(later -> of(later, asOf).stream())
                        .filter(ledger -> ledger.corrections().stream()
                                .anyMatch(correction -> correction.corrects().equals(month)));
        return Stream.concat(of(month, asOf).stream(), correcting).toList();
    }

    /// For the organisation, the ledgers that hold what is unallocated on the days asked for; their bills may be filed
    /// under the month before. None for other scopes, to which nothing unallocated belongs.
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
        Splits splits = new Splits(table);
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
