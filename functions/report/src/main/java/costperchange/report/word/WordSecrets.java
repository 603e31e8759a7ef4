package costperchange.report.word;

import costperchange.store.Json;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// What is needed to tell: `{"github-api": "...", "gitlab-api@gitlab.example.com": "...", "webhook-url":
/// "https://...", "webhook-secret": ["whsec_...", "whsec_..."]}`. Read once, and only where something is to
/// be told.
public final class WordSecrets {

    private final Supplier<String> text;
    private JsonNode secrets = MissingNode.getInstance();

    /// @param text reads them
    public WordSecrets(Supplier<String> text) {
        this.text = text;
    }

    /// Those of a name, one or a list; none if there is none.
    ///
    /// @throws IllegalStateException if what was read is not what it has to be
    synchronized List<String> of(String name) {
        if (secrets.isMissingNode()) {
            secrets = read();
        }
        JsonNode value = secrets.path(name);
        Stream<JsonNode> all = value.isArray() ? StreamSupport.stream(value.spliterator(), false) : Stream.of(value);
        return all.map(one -> one.isString() ? one.stringValue().strip() : "")
                .filter(secret -> !secret.isEmpty())
                .toList();
    }

    private JsonNode read() {
        JsonNode read;
        try {
            read = Json.MAPPER.readTree(text.get());
        } catch (JacksonException e) {
            // Without the cause, whose message may quote a secret.
            throw new IllegalStateException("the secrets of the word back are not JSON");
        }
        if (!read.isObject()) {
            throw new IllegalStateException("the secrets of the word back are not a JSON object");
        }
        return read;
    }
}
