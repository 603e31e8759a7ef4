package costperchange.webhook.source;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

/// JSON (RFC 8259) from outside, within limits that are far above any delivery and far below what hurts.
///
/// Numbers stay decimal; a key that stands twice in one object is refused, since readers differ in which one they take.
final class Json {

    private static final StreamReadConstraints LIMITS = StreamReadConstraints.builder()
            .maxDocumentLength(4L << 20)
            .maxStringLength(1 << 20)
            .maxNameLength(2_000)
            .maxNumberLength(100)
            .maxNestingDepth(64)
            .maxTokenCount(500_000)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(LIMITS)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Json() {}

    /// @return an object, an array or a scalar
    static JsonNode read(String text) throws MalformedException {
        JsonNode node;
        try {
            node = MAPPER.readTree(text);
        } catch (JacksonException e) {
            // The parser's own message quotes the text at length; the place is what helps.
            TokenStreamLocation at = e.getLocation();
            throw new MalformedException(
                    "body",
                    at == null
                            ? "is not JSON"
                            : "is not JSON that can be read: line " + at.getLineNr() + ", column " + at.getColumnNr());
        }
        if (node.isMissingNode()) {
            throw new MalformedException("body", "is empty");
        }
        return node;
    }
}
