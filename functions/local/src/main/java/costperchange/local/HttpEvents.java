package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Requests as API Gateway hands them to a function (HTTP API, payload 2.0).
final class HttpEvents {

    private static final Pattern AFTER = Pattern.compile("[?&]after=([^&>]*)");

    private HttpEvents() {}

    static APIGatewayV2HTTPEvent get(String path, Map<String, String> query, String accept) {
        return request("GET", path, query, Map.of("accept", accept), new byte[0]);
    }

    /// @param body its raw bytes, handed on in base64 as API Gateway does with what is not plainly text
    static APIGatewayV2HTTPEvent request(
            String method, String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
        return APIGatewayV2HTTPEvent.builder()
                .withVersion("2.0")
                .withRouteKey(method + " " + path)
                .withRawPath(path)
                .withRawQueryString(query.entrySet().stream()
                        .map(entry -> entry.getKey() + "=" + entry.getValue())
                        .collect(Collectors.joining("&")))
                .withQueryStringParameters(query)
                .withHeaders(headers)
                .withPathParameters(Map.of("source", path.substring(path.lastIndexOf('/') + 1)))
                .withBody(Base64.getEncoder().encodeToString(body))
                .withIsBase64Encoded(true)
                .withRequestContext(RequestContext.builder()
                        .withRequestId(UUID.randomUUID().toString())
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .build())
                        .build())
                .build();
    }

    /// The parameter `after` of the next page; empty at the end.
    static Optional<String> next(APIGatewayV2HTTPResponse response) {
        Matcher link = AFTER.matcher(response.getHeaders().getOrDefault("link", ""));
        return link.find() ? Optional.of(URLDecoder.decode(link.group(1), StandardCharsets.UTF_8)) : Optional.empty();
    }

    /// What a problem+json response says is wrong.
    static String detail(APIGatewayV2HTTPResponse response) {
        return detail(response.getStatusCode(), response.getBody());
    }

    /// The same; whoever stands before an installation may answer something else.
    static String detail(int status, String body) {
        try {
            JsonNode problem = Json.MAPPER.readTree(body);
            return problem.path("detail").asString(problem.path("message").asString("status " + status));
        } catch (JacksonException other) {
            return "status " + status;
        }
    }
}
