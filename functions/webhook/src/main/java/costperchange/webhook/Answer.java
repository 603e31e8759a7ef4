package costperchange.webhook;

import java.util.Map;

/// What a sender is answered, over HTTP.
///
/// @param headers by name
/// @param body JSON
public record Answer(int status, Map<String, String> headers, String body) {}
