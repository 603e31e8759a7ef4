package costperchange.join;

import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.delivery.Timeline;
import costperchange.calculator.time.Period;
import costperchange.store.ApplicationMonths;
import costperchange.store.ApplicationMonths.Stored;
import costperchange.store.ApplicationMonths.Written;
import costperchange.store.Deployments;
import costperchange.store.Splits;
import costperchange.store.Table;
import java.time.YearMonth;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/// Brings application months up to date.
public final class Join {

    private final ApplicationMonths months;
    private final Deployments deployments;
    private final Splits splits;

    public Join(Table table) {
        months = new ApplicationMonths(table);
        deployments = new Deployments(table);
        splits = new Splits(table);
    }

    /// Brings the months up to date that a deployment or a bill touched.
    ///
    /// @param deployed months in which a deployment came to a final state; they and every later month there is
    /// @param billed months whose bill was written
    public void update(String application, Collection<YearMonth> deployed, Collection<YearMonth> billed) {
        Set<YearMonth> all = new TreeSet<>(billed);
        all.addAll(deployed);
        deployed.stream().min(YearMonth::compareTo).ifPresent(first -> all.addAll(months.from(application, first)));
        all.forEach(month -> update(application, month));
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
        Period span = Period.of(month);
        ApplicationMonth joined = ApplicationMonth.of(
                application,
                month,
                splits.bill(application, month).orElse(null),
                deployments.successes(application, new Period(span.start().minus(Timeline.MEMORY), span.end())),
                deployments.first(application));
        return months.replace(stored, joined);
    }
}
