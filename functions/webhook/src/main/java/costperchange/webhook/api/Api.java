package costperchange.webhook.api;

import costperchange.store.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Asks an API, as slowly as it wants to be asked.
///
/// - An answer of 5xx and an error of the network are tried again, up to 5 times, after 1, 2, 4 and 8
///   seconds and up to as much again by chance.
/// - Limits of rate ([RateLimit]) are waited for.
/// - Redirects are not followed: the token would go along.
/// - A body may have 16 MiB, and has to come within a minute.
final class Api {

    private static final int MOST_TRIES = 5;
    private static final long LARGEST = 16L << 20;
    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,<]*\\brel=\"?next\\b");

    private final HttpClient client;
    private final Access access;
    private final Patience patience;
    private Instant notBefore = Instant.MIN;

    Api(HttpClient client, Access access, Patience patience) {
        this.client = client;
        this.access = access;
        this.patience = patience;
    }

    /// @param next where the next page is; null on the last
    record Page(JsonNode body, @Nullable URI next) {}

    Access access() {
        return access;
    }

    Page get(String path) throws ApiException {
        return get(access.at(path));
    }

    Page get(URI address) throws ApiException {
        if (!access.holds(address)) {
            throw ApiException.failed(address, "is not on " + access.base() + ": a token is not sent there");
        }
        HttpResponse<byte[]> response = answer(address);
        return new Page(body(response, address), next(response, address));
    }

    private HttpResponse<byte[]> answer(URI address) throws ApiException {
        String failure = "";
        for (int tried = 1; tried <= MOST_TRIES; tried++) {
            patience.until(notBefore, address);
            patience.check(address);
            try {
                HttpResponse<byte[]> response = send(address);
                boolean limited = noteLimit(response);
                if (response.statusCode() == 200) {
                    return response;
                }
                failure = "answered " + response.statusCode() + advice(response.statusCode());
                if (limited) {
                    continue;
                }
                if (response.statusCode() < 500) {
                    throw ApiException.failed(address, failure);
                }
            } catch (IOException e) {
                failure = "cannot be reached: " + e.getMessage();
            }
            if (tried < MOST_TRIES) {
                patience.until(patience.clock().instant().plus(backOff(tried)), address);
            }
        }
        throw ApiException.failed(address, failure + "; gave up after " + MOST_TRIES + " tries");
    }

    /// @return whether the answer refuses because of a limit
    private boolean noteLimit(HttpResponse<byte[]> response) {
        boolean limited = RateLimit.refuses(response.statusCode(), response.headers());
        if (limited || RateLimit.isUsedUp(response.headers())) {
            notBefore = RateLimit.end(response.headers(), patience.clock().instant());
        }
        return limited;
    }

    private static Duration backOff(int tried) {
        long millis = 1_000L << (tried - 1);
        return Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis));
    }

    private HttpResponse<byte[]> send(URI address) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LONGEST);
        access.vendor().headers(access.token()).forEach(request::header);
        CompletableFuture<HttpResponse<byte[]>> sent =
                client.sendAsync(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
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

    private static String advice(int status) {
        return switch (status) {
            case 301, 302, 307, 308 -> ": the repository was moved, name it as it is called now";
            case 401 -> ": the token is not valid, make a new one";
            case 403 -> ": the token may not read this";
            case 404 -> ": there is no such repository, or the token may not see it";
            default -> "";
        };
    }

    private static JsonNode body(HttpResponse<byte[]> response, URI address) throws ApiException {
        try {
            return Json.MAPPER.readTree(response.body());
        } catch (JacksonException e) {
            throw ApiException.failed(address, "answered something that is not JSON");
        }
    }

    private @Nullable URI next(HttpResponse<byte[]> response, URI address) throws ApiException {
        for (String header : response.headers().allValues("Link")) {
            Matcher matcher = NEXT.matcher(header);
            if (matcher.find()) {
                return onThisHost(matcher.group(1), address);
            }
        }
        return null;
    }

    private URI onThisHost(String link, URI address) throws ApiException {
        try {
            URI next = address.resolve(link);
            if (access.holds(next)) {
                return next;
            }
            throw ApiException.failed(address, "links to its next page on another host, " + next.getHost());
        } catch (IllegalArgumentException e) {
            throw ApiException.failed(address, "links to a next page that is no address");
        }
    }
}
