package costperchange.local;

import costperchange.calculator.allocation.BillVersion;
import costperchange.store.Bills.Committed;

/// What is said of bills that came in, a line for each.
final class BillLines {

    private BillLines() {}

    /// @throws Refusal if it did not come in
    static String of(Committed committed) {
        return switch (committed) {
            case Committed.Changed(BillVersion version) -> name(version) + ": " + version.rows() + " rows, new";
            case Committed.Confirmed(BillVersion version) ->
                name(version) + ": unchanged, confirmed at " + version.knownAt();
            case Committed.Known(BillVersion version) -> name(version) + ": known already";
            case Committed.Contradicted(BillVersion version) ->
                throw new Refusal(name(version) + " was changed by another import at the same moment; import again");
        };
    }

    static String name(BillVersion version) {
        return "bill " + version.id().source() + " " + version.id().account() + " "
                + version.id().month();
    }
}
