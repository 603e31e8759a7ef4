package costperchange.report.message;

import costperchange.report.message.Channel.Sent;
import costperchange.store.Dispatches;
import java.util.Optional;

/// Tells a channel of an issue, at most once (see the package's rules).
///
/// @param dispatches where it is kept who was told
public record Messenger(Dispatches dispatches) {

    /// Tells it, unless it was told.
    ///
    /// @param issue which, such as `2026-10 effective organisation 1`
    /// @return why it was not told, without secrets; empty where it was, now or before
    public Optional<String> tell(String issue, Message message, Channel channel, Patience patience) {
        if (patience.isOver()) {
            return Optional.of(channel.name() + " was not told of " + issue + ": the time is up");
        }
        return switch (dispatches.begin(issue, channel.name())) {
            case TOLD -> Optional.empty();
            case OPEN ->
                Optional.of(channel.name() + " may have been told of " + issue
                        + ", or is being told now: look, and if not, say again [\"" + channel.name() + "\"]");
            case FREE -> begun(issue, message, channel, patience);
        };
    }

    private Optional<String> begun(String issue, Message message, Channel channel, Patience patience) {
        int tried = 0;
        while (true) {
            Sent sent = channel.send(message);
            tried++;
            switch (sent) {
                case Sent.Arrived() -> {
                    dispatches.confirm(issue, channel.name());
                    return Optional.empty();
                }
                case Sent.Unknown(String why) -> {
                    return Optional.of(channel.name() + " may have been told of " + issue + " or not, " + why);
                }
                case Sent.Refused refused -> {
                    if (!patience.waits(tried, refused)) {
                        dispatches.giveUp(issue, channel.name());
                        return Optional.of(channel.name() + " was not told of " + issue + ": " + refused.why());
                    }
                }
            }
        }
    }
}
