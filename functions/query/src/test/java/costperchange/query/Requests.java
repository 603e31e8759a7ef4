package costperchange.query;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import costperchange.store.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// Requests as API Gateway hands them on, and what was answered to them.
final class Requests {

    static final String JSON = "application/json";
    static final String CSV = "text/csv";

    private Requests() {}

    /// A sample request, read as Lambda reads it.
    static APIGatewayV2HTTPEvent sample(String name) {
        Path file = Path.of(System.getProperty("project.root"), "events", "query", name + ".json");
        try {
            return LambdaEventSerializers.serializerFor(APIGatewayV2HTTPEvent.class, Requests.class.getClassLoader())
                    .fromJson(Files.readString(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /// @param pathAndQuery such as `/v1/changes?application=checkout`, with nothing escaped
    static APIGatewayV2HTTPEvent get(String pathAndQuery, String accept) {
        String[] parts = pathAndQuery.split("\\?", 2);
        Map<String, String> query = new TreeMap<>();
        for (String pair : parts.length == 1 ? new String[0] : parts[1].split("&", -1)) {
            query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
        }
        // API Gateway leaves out what there is none of.
        return request("GET", parts[0], query.isEmpty() ? null : query, Map.of("Accept", accept), null, false);
    }

    static APIGatewayV2HTTPEvent put(String path, String body, boolean base64) {
        return request("PUT", path, null, Map.of(), body, base64);
    }

    static APIGatewayV2HTTPEvent request(String method, String path) {
        return request(method, path, null, null, null, false);
    }

    /// The body of an answer that must be there.
    static JsonNode ok(APIGatewayV2HTTPResponse response) {
        if (response.getStatusCode() != 200) {
            throw new AssertionError(response.getStatusCode() + " " + response.getBody());
        }
        return Json.MAPPER.readTree(response.getBody());
    }

    static JsonNode problem(APIGatewayV2HTTPResponse response) {
        return Json.MAPPER.readTree(response.getBody());
    }

    private static APIGatewayV2HTTPEvent request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body,
            boolean base64) {
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(path)
                .withQueryStringParameters(query)
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(base64)
                .withRequestContext(RequestContext.builder()
                        .withHttp(RequestContext.Http.builder()
                                .withMethod(method)
                                .withPath(path)
                                .build())
                        .build())
                .build();
    }
}
