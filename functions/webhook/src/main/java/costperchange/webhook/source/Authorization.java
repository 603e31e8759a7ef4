package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The header `Authorization` (RFC 9110), for senders that cannot sign. Whoever reads one delivery can send
/// others, so these must come over TLS and their secrets be changed now and then.
final class Authorization {

    private static final String HEADER = "Authorization";
    private static final String BASIC = "basic ";
    private static final String BEARER = "bearer ";

    private Authorization() {}

    /// Why a delivery is not known to be genuine, where the sender sends a secret as its token (RFC 6750);
    /// empty if it is.
    static Optional<BadSignature> bearer(Delivery delivery, List<String> secrets) {
        return refusal(delivery, BEARER, secrets);
    }

    /// The same where the sender sends user and password (RFC 7617).
    ///
    /// @param secrets each a user, a colon and a password
    static Optional<BadSignature> basic(Delivery delivery, List<String> secrets) {
        return refusal(
                delivery, BASIC, secrets.stream().map(Authorization::encoded).toList());
    }

    /// The same where it may do either.
    static Optional<BadSignature> basicOrBearer(Delivery delivery, List<String> secrets) {
        return delivery.header(HEADER).filter(header -> isOf(BEARER, header)).isPresent()
                ? bearer(delivery, secrets)
                : basic(delivery, secrets);
    }

    private static Optional<BadSignature> refusal(Delivery delivery, String scheme, List<String> expected) {
        Optional<String> header = delivery.header(HEADER);
        if (header.isEmpty()) {
            return Optional.of(new BadSignature(HEADER + " is missing"));
        }
        if (!isOf(scheme, header.get())) {
            return Optional.of(new BadSignature(HEADER + " is not of the scheme " + scheme.strip()));
        }
        String given = header.get().substring(scheme.length()).strip();
        return Signatures.isSecret(given, expected)
                ? Optional.empty()
                : Optional.of(new BadSignature(HEADER + " has no live secret"));
    }

    private static boolean isOf(String scheme, String header) {
        return header.toLowerCase(Locale.ROOT).startsWith(scheme);
    }

    private static String encoded(String secret) {
        return Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }
}
