package costperchange.webhook.source;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Signatures as the Standard Webhooks specification has them (standardwebhooks.com).
///
/// - `webhook-id`: names the message, the same when it is sent again;
/// - `webhook-timestamp`: when it was sent, in seconds since 1970;
/// - `webhook-signature`: one or more of `v1,` and a signature in base64, with a space between.
///
/// The specification's own library signs. Its check is not used, as that reads the system's clock.
final class StandardWebhooks {

    static final String ID = "webhook-id";
    static final String TIMESTAMP = "webhook-timestamp";
    static final String SIGNATURE = "webhook-signature";

    /// How old a message may be, and how far ahead of ours its sender's clock.
    static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern SECONDS = Pattern.compile("\\d{1,12}");

    private StandardWebhooks() {}

    /// Why a delivery is not known to be genuine; empty if it is.
    ///
    /// @param text the body
    /// @param secrets in base64, with or without `whsec_` before it
    static Optional<String> refusal(Delivery delivery, String text, List<String> secrets, Instant now) {
        for (String header : List.of(ID, TIMESTAMP, SIGNATURE)) {
            if (delivery.header(header).isEmpty()) {
                return Optional.of(header + " is missing");
            }
        }
        String seconds = delivery.header(TIMESTAMP).orElseThrow();
        if (!SECONDS.matcher(seconds).matches()) {
            return Optional.of(TIMESTAMP + " is not a number of seconds");
        }
        Instant sent = Instant.ofEpochSecond(Long.parseLong(seconds));
        if (Duration.between(sent, now).abs().compareTo(WINDOW) > 0) {
            return Optional.of(TIMESTAMP + " is more than " + WINDOW.toMinutes() + " minutes from now");
        }
        String id = delivery.header(ID).orElseThrow();
        String given = delivery.header(SIGNATURE).orElseThrow();
        boolean signed = false;
        for (String secret : secrets) {
            // Every secret is tried, so that time does not tell which one fits.
            signed |= signed(secret, id, sent, text, given);
        }
        return signed ? Optional.empty() : Optional.of(SIGNATURE + " was made with no live secret");
    }

    private static boolean signed(String secret, String id, Instant sent, String text, String given) {
        byte[] own;
        try {
            own = new Webhook(secret).sign(id, sent.getEpochSecond(), text).getBytes(StandardCharsets.UTF_8);
        } catch (EmptyWebhookSecretException | IllegalArgumentException e) {
            // A secret that is not base64 signs nothing.
            return false;
        } catch (WebhookSigningException e) {
            throw new IllegalStateException("every Java platform has HMAC-SHA256", e);
        }
        boolean signed = false;
        for (String one : given.split(" ", -1)) {
            signed |= MessageDigest.isEqual(own, one.getBytes(StandardCharsets.UTF_8));
        }
        return signed;
    }
}
