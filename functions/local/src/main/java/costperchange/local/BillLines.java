package costperchange.local;

import costperchange.calculator.allocation.BillVersion;
import costperchange.store.Bills.Committed;

/// What is said of bills that came in, a line for each.
final class BillLines {

    private BillLines() {}

    static String of(Committed.Taken committed) {
        return switch (committed) {
            case Committed.Changed(BillVersion version) -> name(version) + ": " + version.rows() + " rows, new";
            case Committed.Confirmed(BillVersion version) ->
                name(version) + ": unchanged, confirmed at " + version.knownAt();
            case Committed.Known(BillVersion version) -> name(version) + ": known already";
            case Committed.Superseded(BillVersion version, BillVersion current, boolean known) ->
                name(version) + ": " + superseded(version, current, known);
        };
    }

    private static String superseded(BillVersion version, BillVersion current, boolean known) {
        String stays = current.rows() == 0 ? "its withdrawal" : "what is known since " + current.knownAt();
        return known
                ? "known already; " + stays + " stays"
                : version.rows() + " rows, older than " + stays + ", which stays";
    }

    static String name(BillVersion version) {
        return "bill " + version.id().source() + " " + version.id().account() + " "
                + version.id().month();
    }
}
