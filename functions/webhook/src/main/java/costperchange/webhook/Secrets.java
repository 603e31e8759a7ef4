package costperchange.webhook;

import costperchange.store.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import software.amazon.awssdk.core.exception.SdkException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// The secrets that are live, by source: `{"github": ["new", "old"], "changes": ["whsec_..."]}`. One alone may stand
/// without brackets. To rotate, put the new secret beside the old one, give it to the sender, then take away the old.
///
/// They are read again after 5 minutes, and when a signature fails, though not more than once a minute: a new secret
/// works at once, and a flood of forged deliveries costs nothing. While they cannot be read, those known stay live.
public final class Secrets {

    private static final System.Logger LOG = System.getLogger(Secrets.class.getName());
    private static final Duration KEPT = Duration.ofMinutes(5);
    private static final Duration AT_MOST_EVERY = Duration.ofMinutes(1);

    private final Supplier<String> text;
    private final Clock clock;
    private Map<String, List<String>> secrets = Map.of();
    private Instant known = Instant.MIN;
    private Instant tried = Instant.MIN;

    /// @param text reads them; may throw an `SdkException`
    public Secrets(Supplier<String> text, Clock clock) {
        this.text = text;
        this.clock = clock;
    }

    /// The live secrets of a source; none if it has none.
    ///
    /// @throws SdkException if they were never read and cannot be now
    /// @throws IllegalStateException if what was read is not what it has to be
    synchronized List<String> of(String source) {
        if (!clock.instant().isBefore(known.plus(KEPT))) {
            read();
        }
        return secrets.getOrDefault(source, List.of());
    }

    /// Reads them again, unless that was tried in the last minute.
    ///
    /// @return whether they are others now
    synchronized boolean renewed() {
        if (clock.instant().isBefore(tried.plus(AT_MOST_EVERY))) {
            return false;
        }
        Map<String, List<String>> before = secrets;
        read();
        return !before.equals(secrets);
    }

    private void read() {
        boolean first = known.equals(Instant.MIN);
        if (!first && clock.instant().isBefore(tried.plus(AT_MOST_EVERY))) {
            return;
        }
        tried = clock.instant();
        try {
            secrets = parse(text.get());
            known = tried;
        } catch (SdkException | IllegalStateException e) {
            if (first) {
                throw e;
            }
            LOG.log(System.Logger.Level.ERROR, "secrets cannot be read; those known stay live", e);
        }
    }

    private static Map<String, List<String>> parse(String text) {
        JsonNode node;
        try {
            node = Json.MAPPER.readTree(text);
        } catch (JacksonException e) {
            // Without the cause, whose message may quote a secret.
            throw new IllegalStateException("the secrets are not JSON");
        }
        if (!node.isObject()) {
            throw new IllegalStateException("the secrets are not a JSON object of lists by source");
        }
        Map<String, List<String>> secrets = new HashMap<>();
        node.propertyStream().forEach(entry -> secrets.put(entry.getKey(), list(entry.getValue())));
        return secrets;
    }

    private static List<String> list(JsonNode value) {
        Stream<JsonNode> all = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return all.map(one -> one.isString() ? one.stringValue().strip() : "")
                .filter(secret -> !secret.isEmpty())
                .toList();
    }
}
