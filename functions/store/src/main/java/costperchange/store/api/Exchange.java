package costperchange.store.api;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.TooWideException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/// What is the same for every request and its answer: the request's id, caching, and a store that does not answer.
///
/// An answer may be kept, but whoever keeps it asks each time whether it still holds (`ETag`): bills change after
/// the fact. It belongs to its caller alone.
public record Exchange(APIGatewayV2HTTPEvent event) {

    private static final System.Logger LOG = System.getLogger(Exchange.class.getName());

    public String header(String name) {
        return Objects.requireNonNullElse(event.getHeaders(), Map.<String, String>of()).entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse("");
    }

    /// The body, as it was sent.
    public byte[] body() {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }

    /// Why the caller may not upload; empty if it may.
    public Optional<APIGatewayV2HTTPResponse> refusesUpload(Guard guard) {
        Optional<Guard.Caller> caller = guard.caller(event);
        if (caller.isEmpty()) {
            return Optional.of(Answer.problem(401, "needs a token, or a signed request"));
        }
        return caller.get().writes()
                ? Optional.empty()
                : Optional.of(Answer.problem(403, "the token has no scope that uploads catalogs and bills"));
    }

    public APIGatewayV2HTTPResponse answer(Supplier<APIGatewayV2HTTPResponse> answer) {
        try {
            return finished(answer.get());
        } catch (TooWideException tooWide) {
            return finished(Answer.problem(400, tooWide.why()));
        } catch (SdkException unreachable) {
            LOG.log(System.Logger.Level.ERROR, "the store did not answer request " + id().orElse("-"), unreachable);
            return finished(Answer.problem(503, "the store did not answer; try again"));
        } catch (RuntimeException failed) {
            LOG.log(System.Logger.Level.ERROR, "request " + id().orElse("-") + " failed", failed);
            return finished(
                    Answer.problem(500, "this failed here, not by what was asked; the log has the request's id"));
        }
    }

    private Optional<String> id() {
        return Optional.ofNullable(event.getRequestContext().getRequestId());
    }

    private APIGatewayV2HTTPResponse finished(APIGatewayV2HTTPResponse response) {
        Map<String, String> headers = response.getHeaders();
        id().ifPresent(id -> headers.put("x-request-id", id));
        if (response.getStatusCode() == 200
                && Set.of("GET", "HEAD")
                        .contains(event.getRequestContext().getHttp().getMethod())) {
            String tag = tag(response);
            headers.put("etag", tag);
            headers.put("vary", "accept, authorization");
            headers.computeIfPresent(
                    "cache-control", (_, usual) -> usual.equals("no-store") ? "private, no-cache" : usual);
            if (holds(header("if-none-match"), tag)) {
                headers.remove("content-type");
                response.setStatusCode(304);
                response.setBody(null);
            }
        }
        return response;
    }

    /// Whether one of the tags that the caller holds is the answer's; compared weakly, as RFC 9110 13.1.2 has it.
    private static boolean holds(String held, String tag) {
        return Arrays.stream(held.split(",", -1))
                .map(one -> one.strip().toLowerCase(Locale.ROOT).startsWith("w/")
                        ? one.strip().substring(2)
                        : one.strip())
                .anyMatch(one -> one.equals(tag) || one.equals("*"));
    }

    private static String tag(APIGatewayV2HTTPResponse response) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update(response.getHeaders().getOrDefault("content-type", "").getBytes(StandardCharsets.UTF_8));
            byte[] hash = digest.digest(response.getBody().getBytes(StandardCharsets.UTF_8));
            return '"' + Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(hash, 16)) + '"';
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
