package costperchange.calculator.allocation;

import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import java.time.YearMonth;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// What a bill posts to a day and an owner, and why.
///
/// @param line the day's cost
/// @param origin what it comes from
public record Posted(Line line, Origin origin) implements Comparable<Posted> {

    /// What the ledger and an explanation tell apart, and an application's bill does not.
    ///
    /// @param rule what gave it to its owner, for a person; empty where nothing did
    /// @param invoice FOCUS `InvoiceId`; empty if the bill does not say
    /// @param corrects the month that it corrects, where it is a correction of another than its own; else null
    public record Origin(
            String rule, String invoice, @Nullable YearMonth corrects) implements Comparable<Origin> {

        private static final Comparator<Origin> ORDER = Comparator.comparing(Origin::rule)
                .thenComparing(Origin::invoice)
                .thenComparing(Origin::corrects, Comparator.nullsFirst(Comparator.naturalOrder()));

        @Override
        public int compareTo(Origin other) {
            return ORDER.compare(this, other);
        }
    }

    private static final Comparator<Posted> ORDER =
            Comparator.comparing((Posted posted) -> posted.line.kind()).thenComparing(Posted::origin);

    public Cost cost() {
        return line.cost();
    }

    /// By kind of line, then by origin.
    @Override
    public int compareTo(Posted other) {
        return ORDER.compare(this, other);
    }
}
