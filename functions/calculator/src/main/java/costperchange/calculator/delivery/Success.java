package costperchange.calculator.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A deployment that brought its revision to production: what counting and attribution need of it.
///
/// @param id which deployment
/// @param revision what went live; null if it was not told
/// @param at when it succeeded
/// @param rolledBackAt when it was taken back; null if it was not
/// @param firstCommitAt earliest commit time; null if it was not told
/// @param url where people can look at it
public record Success(
        DeploymentId id,
        @Nullable String revision,
        Instant at,
        @Nullable Instant rolledBackAt,
        @Nullable Instant firstCommitAt,
        @Nullable String url)
        implements Comparable<Success> {

    private static final Comparator<Success> ORDER =
            Comparator.comparing(Success::at).thenComparing(Success::id);

    /// A deployment's success in production; empty if it had none.
    public static Optional<Success> of(Deployment deployment) {
        Instant at = deployment.finishedAt();
        if (!deployment.succeededInProduction() || at == null) {
            return Optional.empty();
        }
        return Optional.of(new Success(
                deployment.id(),
                deployment.revision(),
                at,
                deployment.rolledBackAt(),
                deployment.firstCommitAt(),
                deployment.url()));
    }

    /// What went live: the revision, or where none was told the deployment itself.
    public String subject() {
        return revision != null ? revision : id.source() + "#" + id.id();
    }

    /// By time, then by id.
    @Override
    public int compareTo(Success other) {
        return ORDER.compare(this, other);
    }
}
