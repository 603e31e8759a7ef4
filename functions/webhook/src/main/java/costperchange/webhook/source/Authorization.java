package costperchange.webhook.source;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/// A secret in the header `Authorization`, for senders that sign nothing. It does not cover the body;
/// whoever listens in on one delivery can make others, so such a source is for HTTPS only.
final class Authorization {

    static final String HEADER = "Authorization";

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private Authorization() {}

    /// Why a delivery is not known to be genuine; empty if it has `Bearer` and a secret (RFC 6750).
    static Optional<String> bearerRefusal(Delivery delivery, List<String> secrets) {
        return refusal(delivery, BEARER, secrets);
    }

    /// Why a delivery is not known to be genuine; empty if it has `Bearer` and a secret, or `Basic` and one
    /// that is `user:password` (RFC 7617).
    static Optional<String> bearerOrBasicRefusal(Delivery delivery, List<String> secrets) {
        return starts(delivery, BASIC)
                ? refusal(
                        delivery,
                        BASIC,
                        secrets.stream()
                                .map(secret -> secret.getBytes(StandardCharsets.UTF_8))
                                .map(Base64.getEncoder()::encodeToString)
                                .toList())
                : bearerRefusal(delivery, secrets);
    }

    private static Optional<String> refusal(Delivery delivery, String scheme, List<String> secrets) {
        Optional<String> given = delivery.header(HEADER);
        if (given.isEmpty()) {
            return Optional.of(HEADER + " is missing");
        }
        if (!starts(delivery, scheme)) {
            return Optional.of(HEADER + " has another scheme than " + scheme.strip());
        }
        return Signatures.isSecret(given.get().substring(scheme.length()).strip(), secrets)
                ? Optional.empty()
                : Optional.of(HEADER + " has no live secret");
    }

    private static boolean starts(Delivery delivery, String scheme) {
        String given = delivery.header(HEADER).orElse("");
        // RFC 9110: the scheme's case does not matter.
        return given.regionMatches(true, 0, scheme, 0, scheme.length());
    }
}
