package costperchange.webhook;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Takes deliveries from API Gateway.
///
/// Input: `POST /webhooks/{source}` of an HTTP API, payload format 2.0. Output: see [Answers].
public final class WebhookFunction implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private final Webhook webhook;

    public WebhookFunction() {
        this(Wiring.webhook(Environment.read(System.getenv())));
    }

    public WebhookFunction(Webhook webhook) {
        this.webhook = webhook;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, @Nullable Context context) {
        Answer answer = webhook.receive(
                source(event),
                event.getRequestContext().getHttp().getMethod(),
                Objects.requireNonNullElse(event.getHeaders(), Map.of()),
                body(event));
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(answer.status())
                .withHeaders(answer.headers())
                .withBody(answer.body())
                .build();
    }

    private static String source(APIGatewayV2HTTPEvent event) {
        Map<String, String> parameters = Objects.requireNonNullElse(event.getPathParameters(), Map.of());
        return parameters.getOrDefault("source", "");
    }

    private static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        return event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
    }
}
