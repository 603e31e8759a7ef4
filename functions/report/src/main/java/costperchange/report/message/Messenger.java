package costperchange.report.message;

import costperchange.report.message.Channel.Sent;
import costperchange.store.Tellings;
import java.util.Optional;

/// Tells a channel of an issue, at most once (see the package's rules).
///
/// @param tellings where it is kept who was told
public record Messenger(Tellings tellings) {

    /// Tells it, unless it was told.
    ///
    /// @param issue which, such as `2026-10 effective organisation 1`
    /// @return why it was not told, without secrets; empty where it was, now or before
    public Optional<String> tell(String issue, Message message, Channel channel, Patience patience) {
        if (patience.isOver()) {
            return Optional.of(channel.name() + " was not told of " + issue + ": the time is up");
        }
        return switch (tellings.begin(issue, channel.name())) {
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
                    tellings.confirm(issue, channel.name());
                    return Optional.empty();
                }
                case Sent.Unknown(String why) -> {
                    return Optional.of(channel.name() + " may have been told of " + issue + " or not, " + why);
                }
                case Sent.Refused refused -> {
                    if (!patience.waits(tried, refused)) {
                        tellings.giveUp(issue, channel.name());
                        return Optional.of(channel.name() + " was not told of " + issue + ": " + refused.why());
                    }
                }
            }
        }
    }
}
