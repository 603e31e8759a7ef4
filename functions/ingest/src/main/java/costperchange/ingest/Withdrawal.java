package costperchange.ingest;

import costperchange.calculator.allocation.Bill;
import costperchange.calculator.allocation.BillVersion;
import costperchange.calculator.allocation.KnownBills;
import costperchange.store.Bills;
import costperchange.store.Bills.Committed;
import costperchange.store.Bills.Provenance;
import costperchange.store.Table;
import java.time.Instant;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Takes back what a source bills, so that another can bill the same accounts. Its bills stand empty from a time on;
/// what they said before stays in what was known then. A bill comes back when its source tells of a later one.
///
/// Until another source bills its account, a month with such a bill is not complete.
///
/// @param table where the bills are
public record Withdrawal(Table table) {

    /// What is to be taken back.
    ///
    /// @param from the first billing month
    /// @param to the last
    /// @param knownAt since when the bills stand empty
    /// @param nothingFollows that no other source will bill those accounts, so that the months are complete without
    public record Asked(String source, YearMonth from, YearMonth to, Instant knownAt, boolean nothingFollows) {

        public Asked {
            // As exactly as bills keep it.
            knownAt = knownAt.truncatedTo(ChronoUnit.MILLIS);
        }
    }

    /// How it went.
    public sealed interface Outcome {

        /// @param bills that stood then, and stand empty now; none where the source billed nothing
        record Withdrawn(List<BillVersion> bills) implements Outcome {}

        /// What a bill says is known since that time or later. Nothing was taken back, or, if that became known
        /// meanwhile, not this bill.
        record TooEarly(BillVersion known) implements Outcome {}
    }

    public Outcome run(Asked asked) {
        List<KnownBills> months = Stream.iterate(
                        asked.from, month -> !month.isAfter(asked.to), month -> month.plusMonths(1))
                .map(new Bills(table)::known)
                .toList();
        Optional<BillVersion> later = months.stream()
                .flatMap(known -> known.versions().stream())
                .filter(version -> version.id().source().equals(asked.source)
                        && version.rows() > 0
                        && !asked.knownAt.isAfter(version.knownAt()))
                .findFirst();
        if (later.isPresent()) {
            return new Outcome.TooEarly(later.get());
        }
        List<BillVersion> withdrawn = new ArrayList<>();
        for (KnownBills known : months) {
            for (BillVersion stood : standing(known, asked)) {
                if (empty(stood, asked) instanceof Committed.Superseded(BillVersion _, BillVersion current, boolean _)
                        && current.rows() > 0) {
                    return new Outcome.TooEarly(current);
                }
                withdrawn.add(stood);
            }
        }
        return new Outcome.Withdrawn(withdrawn);
    }

    /// Bills that stood at that time, whether or not they were taken back since; and empty ones that something was to
    /// follow.
    private static List<BillVersion> standing(KnownBills known, Asked asked) {
        return known.asKnownAt(asked.knownAt).stream()
                .filter(version -> version.id().source().equals(asked.source)
                        && (version.rows() > 0 || (asked.nothingFollows && !version.declaredFinal())))
                .toList();
    }

    private Committed empty(BillVersion stood, Asked asked) {
        Provenance taken = new Provenance(asked.knownAt, stood.catalog(), null, asked.nothingFollows);
        return new Bills(table).commit(Bill.empty(stood.id()), taken);
    }
}
