package costperchange.calculator.allocation;

import java.util.List;
import java.util.Set;

/// Which bills may stand beside each other although they are of one account and their periods overlap.
///
/// @param sources that bill one account, of which each has a part of the charges
/// @param delivery the bills that come in with one delivery: its rows are charges of their own
public record Together(Set<String> sources, List<BillId> delivery) {

    /// No two.
    public static final Together NONE = new Together(Set.of(), List.of());

    public Together {
        sources = Set.copyOf(sources);
        delivery = List.copyOf(delivery);
    }

    /// @param known a bill
    /// @param coming another that comes in
    boolean mayStandBeside(BillId known, BillId coming) {
        return known.source().equals(coming.source())
                ? delivery.stream().anyMatch(known::isSameBill)
                : sources.containsAll(Set.of(known.source(), coming.source()));
    }
}
