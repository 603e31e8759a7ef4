package costperchange.report.message;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// Where people are told of a report.
public sealed interface Channel permits Topic, Mail, Slack, Teams {

    /// Short and stable, as it stands in the table, in errors and in the input: `sns`, `mail`, `slack`,
    /// `teams`.
    String name();

    /// Sends a message once. Does not throw for what the channel answers, or does not.
    Sent send(Message message);

    /// How sending went.
    sealed interface Sent {

        /// It arrived.
        record Arrived() implements Sent {}

        /// It did not arrive, for certain.
        ///
        /// @param why without secrets
        /// @param again whether it may do when sent again
        /// @param after how long to wait before that, as the channel said; null where it did not
        record Refused(String why, boolean again, @Nullable Duration after) implements Sent {}

        /// It may have arrived or not.
        ///
        /// @param why without secrets
        record Unknown(String why) implements Sent {}
    }
}
