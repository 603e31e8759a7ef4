package costperchange.webhook.source;

import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Outcome;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that a source told, in the source's own words: names are not yet the catalog's.
public sealed interface Fact {

    /// The source's name, such as `github`.
    String source();

    /// The source's own name for the deployment or incident.
    String id();

    /// A deployment reached a state.
    ///
    /// @param subject what was deployed
    /// @param environment where to
    /// @param at when the state was reached, by the teller's clock
    /// @param told what came along
    record DeploymentTold(
            String source,
            String id,
            Subject subject,
            String environment,
            Outcome outcome,
            Instant at,
            Observation.Told told)
            implements Fact {}

    /// An incident began, or was resolved.
    ///
    /// @param application that failed
    /// @param resolvedAt null while it is open
    /// @param deployment the source's name of the deployment that caused it; null if that was not told
    /// @param url where people can look at it
    record IncidentTold(
            String source,
            String id,
            String application,
            Instant startedAt,
            @Nullable Instant resolvedAt,
            @Nullable String deployment,
            @Nullable String url)
            implements Fact {}

    /// What a deployment brought out, as its teller names it.
    sealed interface Subject {

        /// A repository, whose application the catalog may know.
        ///
        /// @param path host and path, such as `github.com/acme/checkout`
        record Repository(String path) implements Subject {}

        /// An application by its name.
        record Application(String name) implements Subject {}
    }
}
