package costperchange.webhook.source;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What the runs of all vendors' pipelines have in common.
final class PipelineRuns {

    /// Field by which a catalog knows a run's branch.
    static final String BRANCH = "branch";

    private static final Duration LONGEST = Duration.ofDays(365);

    private PipelineRuns() {}

    /// How long a run took; null where that cannot be told, or is nothing that a run can take.
    static @Nullable Long seconds(@Nullable Instant started, @Nullable Instant ended) {
        return started == null || ended == null ? null : seconds(Duration.between(started, ended));
    }

    static @Nullable Long seconds(Duration duration) {
        return duration.isNegative() || duration.compareTo(LONGEST) > 0 ? null : duration.toSeconds();
    }
}
