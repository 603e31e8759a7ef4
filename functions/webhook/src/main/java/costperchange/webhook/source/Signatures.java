package costperchange.webhook.source;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/// Comparisons with what a sender proves itself by. Every secret is tried, in constant time, so that time does
/// not tell which one fits, or how far.
final class Signatures {

    private Signatures() {}

    /// Whether a signature is the HMAC-SHA256 of some content, in lower-case hexadecimal.
    ///
    /// @param prefix what stands before it, such as `sha256=`
    static boolean isHexHmac(String given, String prefix, byte[] content, List<String> secrets) {
        return isAnyHexHmac(List.of(given), prefix, content, secrets);
    }

    /// Whether any of several signatures is the HMAC-SHA256 of some content. It is computed once for each
    /// secret, however many there are to compare.
    static boolean isAnyHexHmac(List<String> given, String prefix, byte[] content, List<String> secrets) {
        boolean signed = false;
        for (String secret : secrets) {
            String own = prefix + HexFormat.of().formatHex(Hmac.sha256(secret, content));
            for (String one : given) {
                signed |= isSame(own, one.strip());
            }
        }
        return signed;
    }

    /// Whether a sender sent one of the secrets itself.
    static boolean isSecret(String given, List<String> secrets) {
        boolean known = false;
        for (String secret : secrets) {
            known |= isSame(secret, given);
        }
        return known;
    }

    private static boolean isSame(String own, String given) {
        return MessageDigest.isEqual(own.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
