package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Revision;
import costperchange.calculator.delivery.Told;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One thing that a source told, in the source's own words: names are not yet the catalog's.
public sealed interface Fact {

    /// The source's name, such as `github`.
    String source();

    /// The source's own name for the deployment, run, revision's telling or incident.
    String id();

    /// A deployment reached a state.
    ///
    /// @param at when the state was reached, by the teller's clock
    /// @param told what came along; its environment is there
    record DeploymentTold(String source, String id, Outcome outcome, Instant at, Told told) implements Fact {}

    /// The run of a pipeline reached a state. Where the catalog says that the pipeline deploys it is a
    /// deployment; else, once it has ended, its time is the revision's.
    ///
    /// @param id of this attempt
    /// @param told its environment is null, and the fields of its origin name the pipeline (see
    ///     [costperchange.calculator.allocation.Assignment])
    record PipelineTold(String source, String id, Outcome outcome, Instant at, Told told) implements Fact {}

    /// Something became known of a revision.
    ///
    /// @param id what it was told by, such as a push
    /// @param origin its repository, and the paths that it changed
    /// @param revision a commit
    /// @param at when that was
    record RevisionTold(String source, String id, Origin origin, String revision, Instant at, Revision.Content content)
            implements Fact {}

    /// An incident began, or was resolved.
    ///
    /// @param origin what failed
    /// @param environment where; null if that was not told
    /// @param startedAt null if that was not told
    /// @param resolvedAt null while it is open
    /// @param reopenedAt when it was opened again after it had been resolved; null if it was not
    /// @param cause the deployment that caused it, by its id or its revision; null if that was not told
    /// @param url where people can look at it
    record IncidentTold(
            String source,
            String id,
            Origin origin,
            @Nullable String environment,
            @Nullable Instant startedAt,
            @Nullable Instant resolvedAt,
            @Nullable Instant reopenedAt,
            @Nullable String cause,
            @Nullable String url)
            implements Fact {

        /// An incident of which no one told that it was opened again.
        public IncidentTold(
                String source,
                String id,
                Origin origin,
                @Nullable String environment,
                @Nullable Instant startedAt,
                @Nullable Instant resolvedAt,
                @Nullable String cause,
                @Nullable String url) {
            this(source, id, origin, environment, startedAt, resolvedAt, null, cause, url);
        }
    }
}
