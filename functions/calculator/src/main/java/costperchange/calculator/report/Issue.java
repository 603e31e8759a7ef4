package costperchange.calculator.report;

import costperchange.calculator.money.Currency;
import costperchange.calculator.report.CostPerChange.Row;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// One issue of a month's report. An estimated month is issued again when it is final, and says what moved
/// since.
///
/// @param number 1 for the first of a month and scope
/// @param estimated whether its numbers may still change
/// @param moved against the issue before; null in the first
public record Issue(int number, boolean estimated, @Nullable Moved moved) {

    /// What moved between two issues.
    ///
    /// @param since number of the issue before
    /// @param estimated whether that one was
    /// @param moves of the scope as a whole, whether it moved or not; then of each application that moved, in
    ///     order of their names; for each currency
    public record Moved(int since, boolean estimated, List<Move> moves) {}

    /// @param application null for the scope as a whole
    /// @param before what the issue before said; null where it did not hold it
    /// @param after what this one says; null where it does not hold it
    public record Move(
            @Nullable String application,
            @Nullable Currency currency,
            @Nullable Said before,
            @Nullable Said after) {}

    /// What an issue said of a month. Nulls are as in [Row].
    public record Said(
            @Nullable BigDecimal cost,
            BigDecimal costNotMeasured,
            int changes,
            @Nullable BigDecimal costPerChange) {

        private static Said of(Row row) {
            return new Said(row.cost(), row.costNotMeasured(), row.changes(), row.costPerChange());
        }

        /// Whether both say the same: `1` and `1.0` are.
        private boolean same(@Nullable Said other) {
            return other != null
                    && same(cost, other.cost)
                    && same(costNotMeasured, other.costNotMeasured)
                    && changes == other.changes
                    && same(costPerChange, other.costPerChange);
        }

        private static boolean same(@Nullable BigDecimal one, @Nullable BigDecimal other) {
            return one == null || other == null ? one == other : one.compareTo(other) == 0;
        }
    }

    private record What(
            @Nullable String application, @Nullable Currency currency) implements Comparable<What> {
        private static final Comparator<What> ORDER = Comparator.comparing(
                        What::application, Comparator.nullsFirst(Comparator.<String>naturalOrder()))
                .thenComparing(What::currency, Comparator.nullsFirst(Comparator.<Currency>naturalOrder()));

        /// Whether another is the same in a currency.
        private boolean isSameIn(What other) {
            return other.currency != null && Objects.equals(application, other.application);
        }

        @Override
        public int compareTo(What other) {
            return ORDER.compare(this, other);
        }
    }

    /// The issue that a report would be.
    ///
    /// @param former the issue before; null where there is none
    static Issue of(MonthlyReport report, @Nullable MonthlyReport former) {
        if (former == null) {
            return new Issue(1, !report.isFinal(), null);
        }
        Issue last = Objects.requireNonNull(former.issue(), "the report before is no issue");
        return new Issue(
                last.number + 1,
                !report.isFinal(),
                new Moved(last.number, last.estimated, moves(said(former), said(report))));
    }

    private static List<Move> moves(Map<What, Said> before, Map<What, Said> after) {
        TreeSet<What> all = new TreeSet<>(before.keySet());
        all.addAll(after.keySet());
        List<Move> moves = new ArrayList<>();
        for (What what : all) {
            if (what.currency == null && all.stream().anyMatch(what::isSameIn)) {
                continue;
            }
            Said was = said(before, what);
            Said is = said(after, what);
            if (what.application == null || was == null || !was.same(is)) {
                moves.add(new Move(what.application, what.currency, was, is));
            }
        }
        return moves;
    }

    /// What was said in a currency; else what was said without one, as of an application that was not charged.
    private static @Nullable Said said(Map<What, Said> all, What what) {
        Said said = all.get(what);
        return said != null ? said : all.get(new What(what.application, null));
    }

    private static Map<What, Said> said(MonthlyReport report) {
        Map<What, Said> said = new TreeMap<>();
        report.own().forEach(one -> said.put(new What(null, one.numbers().currency()), Said.of(one.numbers())));
        report.applications()
                .forEach(one ->
                        said.put(new What(one.application(), one.numbers().currency()), Said.of(one.numbers())));
        return said;
    }
}
