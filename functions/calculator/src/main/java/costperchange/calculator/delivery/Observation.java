package costperchange.calculator.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/// One thing that was told of a deployment: a state, with all that came along. Times are kept to the millisecond.
///
/// @param outcome the state that was reached
/// @param at when it was reached, by the teller's clock: when it finished, or for a deployment in progress when it
///     began or was last heard of
/// @param environment the environment's name as the catalog knows it
/// @param production whether that environment is a production environment
/// @param told what the teller said in its own words, and what is optional
/// @param recordedAt when we accepted it
public record Observation(
        Outcome outcome, Instant at, String environment, boolean production, Told told, Instant recordedAt)
        implements Comparable<Observation> {

    private static final Comparator<Observation> ORDER = Comparator.comparing((Observation o) -> o.outcome.isFinal())
            .thenComparing(o -> o.at)
            .thenComparing(o -> o.outcome)
            .thenComparing(o -> o.told.toString())
            .thenComparing(o -> o.environment)
            .thenComparing(o -> o.production)
            .thenComparing(o -> o.recordedAt);

    public Observation {
        at = at.truncatedTo(ChronoUnit.MILLIS);
        recordedAt = recordedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /// Total order: final states stand after those in progress, then by time; the last one says how a deployment
    /// stands.
    @Override
    public int compareTo(Observation other) {
        return ORDER.compare(this, other);
    }

    /// The same thing told at another time, the earlier of which is when it was first recorded.
    boolean repeats(Observation other) {
        return recordedAt(other.recordedAt).equals(other);
    }

    Observation recordedAt(Instant time) {
        return new Observation(outcome, at, environment, production, told, time);
    }

    /// What may come with a state. Every part is optional.
    ///
    /// @param repository host and path, such as `github.com/acme/checkout`
    /// @param environment the environment in the teller's own words
    /// @param revision what was deployed: a commit, a tag or an image digest
    /// @param startedAt when the deployment began
    /// @param firstCommitAt earliest commit time among what was deployed for the first time
    /// @param commits how many commits were deployed for the first time
    /// @param pipelineSeconds how long the pipeline ran, in seconds
    /// @param url where people can look at the deployment
    /// @param rolledBackAt when this deployment was taken back
    public record Told(
            @Nullable String repository,
            @Nullable String environment,
            @Nullable String revision,
            @Nullable Instant startedAt,
            @Nullable Instant firstCommitAt,
            @Nullable Integer commits,
            @Nullable Long pipelineSeconds,
            @Nullable String url,
            @Nullable Instant rolledBackAt) {

        public static final Told NOTHING = new Told(null, null, null, null, null, null, null, null, null);

        public Told {
            startedAt = millis(startedAt);
            firstCommitAt = millis(firstCommitAt);
            rolledBackAt = millis(rolledBackAt);
        }

        private static @Nullable Instant millis(@Nullable Instant time) {
            return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
        }
    }
}
