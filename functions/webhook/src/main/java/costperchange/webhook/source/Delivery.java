package costperchange.webhook.source;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a sender sent: HTTP headers and the bytes of the body, as they came.
///
/// A signature covers exactly these bytes, so nothing decodes or tidies them before it was checked.
public final class Delivery {

    private final TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final byte[] body;

    /// @param headers by name, in any case
    /// @param body not changed afterwards by the caller
    public Delivery(Map<String, String> headers, byte[] body) {
        this.headers.putAll(headers);
        this.body = body;
    }

    /// A header's value without surrounding space; empty if it is missing or blank.
    Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }

    byte[] body() {
        return body;
    }
}
