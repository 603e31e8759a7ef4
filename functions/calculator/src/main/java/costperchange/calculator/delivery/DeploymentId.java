package costperchange.calculator.delivery;

import java.util.Comparator;

/// Which deployment is meant.
///
/// @param application the application deployed
/// @param source who told of it: `github`, `changes`
/// @param id the source's own name for it
public record DeploymentId(String application, String source, String id) implements Comparable<DeploymentId> {

    private static final Comparator<DeploymentId> ORDER = Comparator.comparing(DeploymentId::application)
            .thenComparing(DeploymentId::source)
            .thenComparing(DeploymentId::id);

    @Override
    public int compareTo(DeploymentId other) {
        return ORDER.compare(this, other);
    }
}
