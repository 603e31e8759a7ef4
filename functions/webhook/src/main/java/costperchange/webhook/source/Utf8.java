package costperchange.webhook.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Text as RFC 8259 wants JSON between systems to be: UTF-8, and nothing replaced on the way.
final class Utf8 {

    private Utf8() {}

    /// The text; empty if the bytes are not UTF-8.
    static Optional<String> decode(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
