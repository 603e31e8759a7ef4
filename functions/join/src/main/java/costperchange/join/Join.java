package costperchange.join;

import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.delivery.Timeline;
import costperchange.calculator.time.Period;
import costperchange.store.ApplicationMonths;
import costperchange.store.ApplicationMonths.Stored;
import costperchange.store.ApplicationMonths.Written;
import costperchange.store.Histories;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.time.YearMonth;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Brings application months up to date.
public final class Join {

    private final ApplicationMonths months;
    private final Histories histories;
    private final Splits splits;

    public Join(Table table) {
        months = new ApplicationMonths(table);
        histories = new Histories(table);
        splits = new Splits(table);
    }

    /// What of an application was written.
    ///
    /// @param deployed months in which a deployment came to a final state
    /// @param told months of which a revision or an incident tells
    /// @param billed months whose bill was written
    public record Touched(Set<YearMonth> deployed, Set<YearMonth> told, Set<YearMonth> billed) {

        public Touched() {
            this(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
        }
    }

    /// Brings the months up to date that something touched: of what was delivered every later month there is
    /// too, and those before in which a change may have failed by it.
    public void update(String application, Touched touched) {
        Set<YearMonth> all = new TreeSet<>(touched.billed);
        all.addAll(touched.deployed);
        Stream.concat(touched.deployed.stream(), touched.told.stream())
                .min(YearMonth::compareTo)
                .ifPresent(first -> all.addAll(months.from(application, reached(first))));
        all.forEach(month -> update(application, month));
    }

    private static YearMonth reached(YearMonth month) {
        return YearMonth.from(Period.day(Period.of(month).start().minus(Timeline.MEMORY)));
    }

    /// Brings one month up to date.
    public void update(String application, YearMonth month) {
        Written written;
        do {
            written = once(application, month);
        } while (written != Written.SAME);
    }

    private Written once(String application, YearMonth month) {
        Stored stored = months.stored(application, month);
        ApplicationMonth joined = ApplicationMonth.of(
                application, month, splits.bill(application, month).orElse(null), histories.of(application, month));
        return months.replace(stored, joined);
    }
}
