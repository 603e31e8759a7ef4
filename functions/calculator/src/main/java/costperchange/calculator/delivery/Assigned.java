package costperchange.calculator.delivery;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What a catalog made of a telling.
///
/// @param catalog version of the latest catalog there was then; the earliest time there is where there was none
/// @param environment the environment's name as the catalog knows it
/// @param production whether that is a production environment
/// @param counts whether the application counts this source's deployments; else they only add what they know
/// @param path folder of the repository that the application is about, where the teller did not say whether the
///     deployment touches it; null where nothing is open
public record Assigned(
        Instant catalog,
        String environment,
        boolean production,
        boolean counts,
        @Nullable String path) {

    /// The version of no catalog.
    public static final Instant NO_CATALOG = Instant.EPOCH;

    Assigned by(Instant version) {
        return new Assigned(version, environment, production, counts, path);
    }

    /// The same, of no production environment and not counted: for what no rule of a catalog takes any more.
    public Assigned toNone(Instant version) {
        return new Assigned(version, environment, false, false, null);
    }
}
