package costperchange.report.message;

import costperchange.report.message.Channel.Sent;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;

/// An address that takes JSON. The address is a secret: it stands in no text that this class makes.
///
/// @param client that follows no redirects
/// @param address of the webhook
public record Webhook(HttpClient client, URI address) {

    private static final Duration LONGEST = Duration.ofSeconds(15);
    private static final int REDIRECTS = 300;
    private static final int CLIENT_ERRORS = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY = 429;

    /// A gateway that got no answer: what stands behind it may have taken the message.
    private static final Set<Integer> UNKNOWN = Set.of(502, 504);

    private static final int SERVER_ERRORS = 500;

    /// @param schemes that are allowed: `https` alone, except where a test listens
    /// @throws IllegalArgumentException if the address has another
    public static Webhook of(HttpClient client, URI address, Set<String> schemes) {
        String scheme = address.getScheme();
        if (scheme == null || !schemes.contains(scheme) || address.getHost() == null) {
            throw new IllegalArgumentException("the address of a webhook must start with https:// and name a host");
        }
        return new Webhook(client, address);
    }

    Sent post(String json) {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(LONGEST)
                .header("Content-Type", "application/json; charset=utf-8")
                .POST(BodyPublishers.ofString(json, StandardCharsets.UTF_8))
                .build();
        // The request's own timeout ends with the headers, this one with the answer.
        CompletableFuture<HttpResponse<Void>> answer = client.sendAsync(request, BodyHandlers.discarding());
        try {
            return sent(answer.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            answer.cancel(true);
            return new Sent.Unknown("no answer within " + LONGEST.toSeconds() + " seconds");
        } catch (ExecutionException failed) {
            return failed(failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while a webhook was told");
        }
    }

    /// Names the kind of failure only: its message may hold the address.
    private static Sent failed(@Nullable Throwable why) {
        return switch (why) {
            case HttpConnectTimeoutException late -> unreachable(late);
            case ConnectException refused -> unreachable(refused);
            case SSLHandshakeException untrusted -> unreachable(untrusted);
            case null -> new Sent.Unknown("no answer");
            default -> new Sent.Unknown("no answer: " + why.getClass().getSimpleName());
        };
    }

    private static Sent unreachable(Exception why) {
        return new Sent.Refused("cannot be reached: " + why.getClass().getSimpleName(), true, null);
    }

    private static Sent sent(HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status < REDIRECTS) {
            return new Sent.Arrived();
        }
        if (UNKNOWN.contains(status)) {
            return new Sent.Unknown("it answers " + status + ": what stands behind it did not");
        }
        boolean again = status == REQUEST_TIMEOUT || status == TOO_MANY || status >= SERVER_ERRORS;
        String why = status < CLIENT_ERRORS ? ", a redirect, which is not followed" : "";
        return new Sent.Refused("it answers " + status + why, again, after(response));
    }

    private static @Nullable Duration after(HttpResponse<Void> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(seconds -> seconds.matches("[0-9]{1,6}"))
                .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                .orElse(null);
    }

    /// Without the address.
    @Override
    public String toString() {
        return "a webhook";
    }
}
