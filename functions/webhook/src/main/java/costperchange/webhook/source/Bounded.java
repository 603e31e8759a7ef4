package costperchange.webhook.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Names of any length as names of up to [Fields#NAME] characters, different ones as different ones.
final class Bounded {

    private static final String BEFORE_HASH = "~";

    private Bounded() {}

    /// The name itself; of one that is too long its beginning, and the SHA-256 of all of it.
    static String name(String name) {
        if (name.length() <= Fields.NAME) {
            return name;
        }
        String hash = BEFORE_HASH + HexFormat.of().formatHex(sha256(name));
        int end = Fields.NAME - hash.length();
        // Not in the middle of a character.
        return name.substring(0, Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end) + hash;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
