package costperchange.store.host;

import costperchange.store.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Reads and writes the JSON of a host's API, by [Exchange].
public final class Api {

    private static final Duration LONGEST = Duration.ofMinutes(1);
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;[^,<]*\\brel=\"?next\\b");

    private final Access access;
    private final Exchange exchange;

    public Api(HttpClient client, Access access, Patience patience) {
        this.access = access;
        this.exchange = new Exchange(client, patience);
    }

    /// @param next where the next page is; null on the last
    public record Page(JsonNode body, @Nullable URI next) {}

    public Access access() {
        return access;
    }

    public Page get(String path) throws ApiException {
        return get(access.at(path));
    }

    public Page get(URI address) throws ApiException {
        if (!access.holds(address)) {
            throw ApiException.failed(address, "is not on " + access.base() + ": a token is not sent there");
        }
        HttpResponse<byte[]> response = exchange.answer(request(address).build());
        if (response.statusCode() != 200) {
            throw ApiException.refused(address, response.statusCode(), "read");
        }
        return new Page(body(response, address), next(response, address));
    }

    /// Creates something.
    ///
    /// @param landed whether an earlier try created it although it was not answered
    public void post(String path, JsonNode body, Exchange.Landed landed) throws ApiException {
        URI address = access.at(path);
        HttpRequest request = request(address)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Json.text(body)))
                .build();
        Optional<HttpResponse<byte[]>> response = exchange.answer(request, landed);
        if (response.isPresent() && response.get().statusCode() / 100 != 2) {
            throw ApiException.refused(address, response.get().statusCode(), "write");
        }
    }

    private HttpRequest.Builder request(URI address) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(LONGEST);
        access.vendor().headers(access.token()).forEach(request::header);
        return request;
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
