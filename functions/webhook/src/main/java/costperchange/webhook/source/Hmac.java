package costperchange.webhook.source;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC-SHA256 (RFC 2104, FIPS 180-4).
final class Hmac {

    private static final String ALGORITHM = "HmacSHA256";

    private Hmac() {}

    /// @param secret not empty; its UTF-8 bytes are the key
    /// @return 32 bytes
    static byte[] sha256(String secret, byte[] content) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
