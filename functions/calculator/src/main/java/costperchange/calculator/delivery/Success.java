package costperchange.calculator.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A deployment that brought its revision to production.
///
/// @param id which deployment
/// @param at when it succeeded
/// @param counts whether the application counts this source's deployments; else it only adds what it knows
/// @param path folder of the repository that the application is about, where it is open whether the deployment
///     touches it; else null
/// @param told all that was told of it, without where it came from
public record Success(
        DeploymentId id,
        Instant at,
        boolean counts,
        @Nullable String path,
        Told told) implements Comparable<Success> {

    private static final Comparator<Success> ORDER =
            Comparator.comparing(Success::at).thenComparing(Success::id);

    /// A deployment's success in production; empty if it had none.
    public static Optional<Success> of(Deployment deployment) {
        Instant at = deployment.finishedAt();
        if (!deployment.succeededInProduction() || at == null) {
            return Optional.empty();
        }
        Assigned assigned = deployment.assigned();
        return Optional.of(new Success(deployment.id(), at, assigned.counts(), assigned.path(), deployment.told()));
    }

    /// What went live; null if it was not told.
    public @Nullable String revision() {
        return told.revision();
    }

    public @Nullable String url() {
        return told.url();
    }

    /// When it was taken back; null if it was not.
    public @Nullable Instant rolledBackAt() {
        return told.rolledBackAt();
    }

    /// What went live: the revision, or where none was told the deployment itself.
    public String subject() {
        String revision = revision();
        return revision != null ? revision : id.source() + "#" + id.id();
    }

    /// By time, then by id.
    @Override
    public int compareTo(Success other) {
        return ORDER.compare(this, other);
    }
}
