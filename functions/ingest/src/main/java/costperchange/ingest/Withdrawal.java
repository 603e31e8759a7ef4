package costperchange.ingest;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.time.Period;
import costperchange.store.Bills;
import costperchange.store.Bills.Provenance;
import costperchange.store.Table;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes back what a source bills, so that another can bill the same accounts. Its bills stand empty from a time on;
/// what they said before stays in what was known then. A bill comes back when its source tells of a later one.
///
/// @param table where the bills are
public record Withdrawal(Table table) {

    /// How it went.
    public sealed interface Outcome {

        /// @param bills that were current and stand empty now; none where the source billed nothing
        record Withdrawn(List<BillVersion> bills) implements Outcome {}

        /// Nothing was taken back: what a bill says is known since that time or later.
        record TooEarly(BillVersion known) implements Outcome {}
    }

    /// @param from the first billing month
    /// @param to the last
    /// @param knownAt since when the bills stand empty
    public Outcome run(String source, YearMonth from, YearMonth to, Instant knownAt) {
        List<BillVersion> billed = Stream.iterate(from, month -> !month.isAfter(to), month -> month.plusMonths(1))
                .flatMap(month -> new Bills(table).known(month).current().stream())
                .filter(current -> current.id().source().equals(source) && current.rows() > 0)
                .toList();
        Optional<BillVersion> later = billed.stream()
                .filter(current -> !knownAt.isAfter(current.knownAt()))
                .findFirst();
        if (later.isPresent()) {
            return new Outcome.TooEarly(later.get());
        }
        billed.forEach(current -> empty(current, knownAt));
        return new Outcome.Withdrawn(billed);
    }

    private void empty(BillVersion current, Instant knownAt) {
        // Complete and final, so that nothing waits for it.
        Provenance taken = new Provenance(
                knownAt,
                current.catalog(),
                Period.day(current.id().period().end().minusNanos(1)),
                true);
        new Bills(table).commit(Bill.empty(current.id()), taken);
    }
}
