package costperchange.calculator.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Objects;
import java.util.TreeMap;

/// One thing that was told of a deployment: a state, with all that came along. Times are kept to the
/// millisecond.
///
/// @param outcome the state that was reached
/// @param at when it was reached, by the teller's clock: when it finished, or for a deployment in progress when
///     it began or was last heard of
/// @param told what the teller said in its own words
/// @param assigned what the catalog made of it
/// @param recordedAt when we accepted it
public record Observation(Outcome outcome, Instant at, Told told, Assigned assigned, Instant recordedAt)
        implements Comparable<Observation> {

    private static final Comparator<Observation> ORDER = Comparator.comparing((Observation o) -> o.outcome.isFinal())
            .thenComparing(o -> o.at)
            .thenComparing(o -> o.outcome)
            .thenComparing(o -> words(o.told))
            .thenComparing(o -> o.assigned.toString())
            .thenComparing(o -> o.recordedAt);

    public Observation {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// A telling's words in one order, whichever order the teller's fields were read in.
    private static String words(Told told) {
        return told.withOrigin(Origin.NONE) + " " + told.origin().application() + " "
                + told.origin().repository() + " " + told.origin().paths() + " "
                + new TreeMap<>(told.origin().fields());
    }

    /// Total order: final states stand after those in progress, then by time; the last one says how a deployment
    /// stands.
    @Override
    public int compareTo(Observation other) {
        return ORDER.compare(this, other);
    }

    /// Whether both are the same telling, whatever a catalog made of it and whenever it came.
    boolean repeats(Observation other) {
        return outcome == other.outcome && at.equals(other.at) && told.equals(other.told);
    }

    /// One telling that came twice: recorded when it first came, assigned by the later catalog.
    Observation with(Observation repetition) {
        Observation later = assigned.catalog().isBefore(repetition.assigned.catalog()) ? repetition : this;
        Instant first = recordedAt.isBefore(repetition.recordedAt) ? recordedAt : repetition.recordedAt;
        return new Observation(outcome, at, told, later.assigned, first);
    }

    public Observation assigned(Assigned anew) {
        return new Observation(outcome, at, told, anew, recordedAt);
    }

    /// The time by which a catalog is chosen: the deployment's start, as all its tellings should go one way.
    public Instant chosenBy() {
        return Objects.requireNonNullElse(told.startedAt(), at);
    }
}
