package costperchange.webhook.source;

import java.util.List;

/// What became of a delivery.
public sealed interface Result {

    /// It tells something.
    ///
    /// @param facts at least one, in the order in which they were told
    record Told(List<Fact> facts) implements Result {
        public Told {
            facts = List.copyOf(facts);
        }
    }

    /// It is genuine and tells nothing that is recorded here.
    ///
    /// @param why for whoever looks at the sender's log of deliveries
    record NotRelevant(String why) implements Result {}

    /// It is genuine and cannot be read. Nothing of it is used.
    ///
    /// @param field path of what is wrong, as `finishedAt`, `[3].finishedAt` or `deployment.created_at`; a header's
    ///     name; or `body` for all of it
    /// @param message what is wrong with the field, such as `is missing`
    record Malformed(String field, String message) implements Result {}

    /// It is not known to be genuine, so it was not read.
    ///
    /// @param why names no secret
    record BadSignature(String why) implements Result {}
}
