package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Comparisons with what a sender proves itself by. Every secret is tried, in constant time, so that time does
/// not tell which one fits, or how far.
final class Signatures {

    /// How many signatures of a delivery are looked at: more than any sender has live secrets.
    private static final int MOST = 4;

    private Signatures() {}

    /// Why a delivery is not known to be genuine, where a header has the HMAC-SHA256 of its body in lower-case
    /// hexadecimal, or several with commas between them; empty if one of them is by a live secret. It is
    /// computed once for each secret, however many there are to compare.
    ///
    /// @param prefix what stands before each, such as `sha256=`
    static Optional<BadSignature> hexHmacRefusal(
            Delivery delivery, String header, String prefix, List<String> secrets) {
        Optional<String> given = delivery.header(header);
        if (given.isEmpty()) {
            return Optional.of(new BadSignature(header + " is missing"));
        }
        List<String> looked = Stream.of(given.get().split(",", -1))
                .map(String::strip)
                .filter(one -> one.startsWith(prefix))
                .limit(MOST)
                .toList();
        boolean signed = false;
        for (String secret : secrets) {
            String own = prefix + HexFormat.of().formatHex(Hmac.sha256(secret, delivery.body()));
            for (String one : looked) {
                signed |= isSame(own, one);
            }
        }
        return signed ? Optional.empty() : Optional.of(new BadSignature(header + " was made with no live secret"));
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
