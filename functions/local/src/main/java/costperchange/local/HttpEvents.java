package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// Requests as API Gateway hands them to a function (HTTP API, payload 2.0).
final class HttpEvents {

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

    /// What a problem+json response says is wrong.
    static String detail(APIGatewayV2HTTPResponse response) {
        JsonNode problem = Json.MAPPER.readTree(response.getBody().getBytes(StandardCharsets.UTF_8));
        return problem.path("detail").asString(response.getBody());
    }
}
