package costperchange.calculator.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A change that was counted, with what became of it. What is not known is null.
///
/// @param success by which it was counted
/// @param firstCommitAt when the earliest commit was made that it brought
/// @param commits how many commits it brought
/// @param pipelineSeconds how long pipelines ran for what it brought, in seconds
/// @param failure if it failed in production, as far as that is known
/// @param rework whether it was made because of a failure in production
/// @param rolledBackAt when it was first rolled back, whatever else tells that it failed; null if it is not
///     known to have been
public record Change(
        Success success,
        @Nullable Instant firstCommitAt,
        @Nullable Integer commits,
        @Nullable Long pipelineSeconds,
        @Nullable Failure failure,
        boolean rework,
        @Nullable Instant rolledBackAt) {

    /// Change lead time: from the earliest commit to the success. Negative if the commit is said to be later;
    /// null if it is not known.
    public @Nullable Duration leadTime() {
        return firstCommitAt == null ? null : Duration.between(firstCommitAt, success.at());
    }

    /// How a change is known to have failed.
    public enum Reason {
        /// It was rolled back, or a revision before it was deployed again in its place.
        ROLLBACK,
        /// A later change says that it repairs it, or takes one of its commits back.
        FIX,
        /// An incident names it.
        INCIDENT,
        /// An incident that names nothing came soon after it.
        INFERRED;

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// @param recoveredAt when service was restored; null while it is not
    public record Failure(Reason reason, @Nullable Instant recoveredAt) {}
}
