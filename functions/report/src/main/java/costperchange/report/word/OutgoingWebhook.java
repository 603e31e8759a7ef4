package costperchange.report.word;

import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import costperchange.calculator.word.Word;
import costperchange.store.host.ApiException;
import costperchange.store.host.Exchange;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// An address of one's own that takes webhooks, signed as the Standard Webhooks specification has it
/// (standardwebhooks.com). While secrets are changed, each signs. An address is not logged, as it may be a
/// secret itself.
///
/// @param address https
/// @param secrets in base64, with or without `whsec_` before it; at least one
/// @param clock that each try is signed by
record OutgoingWebhook(Exchange exchange, URI address, List<String> secrets, Clock clock) implements Receiver {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final URI UNNAMED = URI.create("webhook-url");

    /// Whether it may be sent to an address.
    static boolean isSafe(URI address) {
        return "https".equals(address.getScheme()) || HERE.contains(String.valueOf(address.getHost()));
    }

    @Override
    public Told tell(Word word) throws ApiException {
        String json = Document.of(word).json();
        if (!secrets.stream().allMatch(OutgoingWebhook::signs)) {
            throw ApiException.failed(URI.create("webhook-secret"), "is none of Standard Webhooks: whsec_ and base64");
        }
        int status;
        try {
            status = exchange.answer(() -> request(word.id(), json)).statusCode();
        } catch (ApiException unanswered) {
            throw unanswered.at(UNNAMED);
        }
        if (status / 100 == 2) {
            return Told.NOW;
        }
        throw ApiException.failed(UNNAMED, "answered " + status);
    }

    private HttpRequest request(String id, String json) {
        long now = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .header("Content-Type", "application/json")
                .header("webhook-id", id)
                .header("webhook-timestamp", Long.toString(now))
                .header(
                        "webhook-signature",
                        secrets.stream()
                                .map(secret -> signature(secret, id, now, json))
                                .collect(Collectors.joining(" ")))
                .POST(BodyPublishers.ofString(json))
                .build();
    }

    private static boolean signs(String secret) {
        try {
            return !new Webhook(secret).sign("id", 0, "").isEmpty();
        } catch (EmptyWebhookSecretException | IllegalArgumentException | WebhookSigningException e) {
            // The message may quote the secret.
            return false;
        }
    }

    private static String signature(String secret, String id, long now, String json) {
        try {
            return new Webhook(secret).sign(id, now, json);
        } catch (EmptyWebhookSecretException | WebhookSigningException e) {
            throw new IllegalStateException("a secret signed once and no more", e);
        }
    }
}
