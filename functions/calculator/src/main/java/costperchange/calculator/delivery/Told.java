package costperchange.calculator.delivery;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// What a teller said of a deployment beside its state, in its own words. Times are kept to the millisecond.
/// What was not told is null.
///
/// @param origin what was deployed
/// @param environment where to
/// @param revision what was deployed: a commit, a tag or an image digest
/// @param startedAt when the deployment began
/// @param firstCommitAt earliest commit time among what was deployed for the first time
/// @param commits how many commits were deployed for the first time
/// @param pipelineSeconds how long the pipeline ran, in seconds
/// @param url where people can look at the deployment
/// @param rolledBackAt when this deployment was taken back
/// @param rework whether it was not planned, and made because of a failure in production
/// @param fixes the change that it repairs: a deployment's id or a revision
/// @param reverts how many of its commits take earlier ones back
public record Told(
        Origin origin,
        @Nullable String environment,
        @Nullable String revision,
        @Nullable Instant startedAt,
        @Nullable Instant firstCommitAt,
        @Nullable Integer commits,
        @Nullable Long pipelineSeconds,
        @Nullable String url,
        @Nullable Instant rolledBackAt,
        @Nullable Boolean rework,
        @Nullable String fixes,
        @Nullable Integer reverts) {

    public Told {
        startedAt = millis(startedAt);
        firstCommitAt = millis(firstCommitAt);
        rolledBackAt = millis(rolledBackAt);
    }

    /// Only what was deployed and where to; the rest is added by the `with` methods.
    public static Told of(Origin origin, @Nullable String environment, @Nullable String revision) {
        return new Told(origin, environment, revision, null, null, null, null, null, null, null, null, null);
    }

    /// Whether it says that something failed before: rolled back, or made to repair or to take back.
    public boolean tellsFailure() {
        return rolledBackAt != null || fixes != null;
    }

    /// Whether it says if it is rework, one way or the other.
    public boolean tellsRework() {
        return rework != null || fixes != null || reverts != null;
    }

    public boolean isRework() {
        return Boolean.TRUE.equals(rework) || fixes != null || (reverts != null && reverts > 0);
    }

    public Told withOrigin(Origin origin) {
        return new Told(
                origin,
                environment,
                revision,
                startedAt,
                firstCommitAt,
                commits,
                pipelineSeconds,
                url,
                rolledBackAt,
                rework,
                fixes,
                reverts);
    }

    public Told withStartedAt(@Nullable Instant startedAt) {
        return with(startedAt, firstCommitAt, commits, pipelineSeconds, url);
    }

    public Told withCommits(@Nullable Instant firstCommitAt, @Nullable Integer commits) {
        return with(startedAt, firstCommitAt, commits, pipelineSeconds, url);
    }

    public Told withPipelineSeconds(@Nullable Long pipelineSeconds) {
        return with(startedAt, firstCommitAt, commits, pipelineSeconds, url);
    }

    public Told withUrl(@Nullable String url) {
        return with(startedAt, firstCommitAt, commits, pipelineSeconds, url);
    }

    private Told with(
            @Nullable Instant startedAt,
            @Nullable Instant firstCommitAt,
            @Nullable Integer commits,
            @Nullable Long pipelineSeconds,
            @Nullable String url) {
        return new Told(
                origin,
                environment,
                revision,
                startedAt,
                firstCommitAt,
                commits,
                pipelineSeconds,
                url,
                rolledBackAt,
                rework,
                fixes,
                reverts);
    }

    private static @Nullable Instant millis(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
