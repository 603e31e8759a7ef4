package costperchange.store.host;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/// Makes requests, as slowly as their receiver wants them.
///
/// - An answer of 5xx and an error of the network are tried again, up to 5 times, after 1, 2, 4 and 8
///   seconds, or what `Retry-After` asks for, and up to as much again by chance.
/// - Limits of rate ([RateLimit]) are waited for.
/// - Redirects are not followed, by the client: what a request carries would go along.
/// - A body may have 16 MiB, and has to come within a minute.
public final class Exchange {

    private static final int MOST_TRIES = 5;
    private static final long LARGEST = 16L << 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final HttpClient client;
    private final Patience patience;
    private Instant notBefore = Instant.MIN;

    /// Whether an earlier try of a request took effect although its answer did not say so.
    @FunctionalInterface
    public interface Landed {
        boolean check() throws ApiException;
    }

    /// @param client that follows no redirects
    public Exchange(HttpClient client, Patience patience) {
        this.client = client;
        this.patience = patience;
    }

    /// The answer to a request that may be made again.
    ///
    /// @return of any status below 500 that is no limit of rate
    /// @throws ApiException if there was none
    public HttpResponse<byte[]> answer(HttpRequest request) throws ApiException {
        return answer(() -> request);
    }

    /// The same, for a request that says when it was made.
    ///
    /// @param request makes it anew for each try
    public HttpResponse<byte[]> answer(Supplier<HttpRequest> request) throws ApiException {
        return answer(request, () -> false)
                .orElseThrow(() -> new IllegalStateException("nothing said that an earlier try took effect"));
    }

    /// The same for a request that may not take effect twice.
    ///
    /// @param landed is asked after each try whose effect is not known
    /// @return empty if an earlier try took effect
    public Optional<HttpResponse<byte[]>> answer(HttpRequest request, Landed landed) throws ApiException {
        return answer(() -> request, landed);
    }

    private Optional<HttpResponse<byte[]>> answer(Supplier<HttpRequest> request, Landed landed) throws ApiException {
        URI address = request.get().uri();
        String failure = "";
        for (int tried = 1; tried <= MOST_TRIES; tried++) {
            patience.until(notBefore, address);
            patience.check(address);
            try {
                HttpResponse<byte[]> response = send(request.get());
                if (noteLimit(response)) {
                    failure = "answered " + response.statusCode();
                    continue;
                }
                if (response.statusCode() < 500) {
                    return Optional.of(response);
                }
                failure = "answered " + response.statusCode();
                noteRetryAfter(response);
            } catch (IOException e) {
                failure = "cannot be reached: " + e.getMessage();
            }
            if (tried < MOST_TRIES) {
                patience.until(patience.clock().instant().plus(backOff(tried)), address);
            }
            if (landed.check()) {
                return Optional.empty();
            }
        }
        throw ApiException.unanswered(address, failure + "; gave up after " + MOST_TRIES + " tries");
    }

    /// @return whether the answer refuses because of a limit
    private boolean noteLimit(HttpResponse<byte[]> response) {
        boolean limited = RateLimit.refuses(response.statusCode(), response.headers());
        if (limited || RateLimit.isUsedUp(response.headers())) {
            notBefore = RateLimit.end(response.headers(), patience.clock().instant());
        }
        return limited;
    }

    private void noteRetryAfter(HttpResponse<byte[]> response) {
        if (response.headers().firstValue("Retry-After").isPresent()) {
            notBefore = RateLimit.end(response.headers(), patience.clock().instant());
        }
    }

    private static Duration backOff(int tried) {
        long millis = 1_000L << (tried - 1);
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis));
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            return sent.get(LONGEST.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new IOException("no answer within " + LONGEST.toSeconds() + " seconds", e);
        } catch (ExecutionException e) {
            throw new IOException(String.valueOf(e.getCause()), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted while waiting for an answer");
        }
    }
}
