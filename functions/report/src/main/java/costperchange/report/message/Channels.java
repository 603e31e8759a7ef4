package costperchange.report.message;

import costperchange.calculator.report.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Who is told of which scope's reports. A topic is told of all, with attributes to filter by; mail and
/// webhooks of the scopes that name them.
///
/// @param topic told of every scope; empty for none
/// @param byScope the other channels, by the scope's label
public record Channels(Optional<Topic> topic, Map<String, List<Channel>> byScope) {

    public static final Channels NONE = new Channels(Optional.empty(), Map.of());

    public List<Channel> of(Scope scope) {
        List<Channel> channels = new ArrayList<>();
        topic.ifPresent(channels::add);
        channels.addAll(byScope.getOrDefault(scope.label(), List.of()));
        return channels;
    }
}
