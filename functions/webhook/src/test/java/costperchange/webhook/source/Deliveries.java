package costperchange.webhook.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import costperchange.webhook.Samples;
import costperchange.webhook.source.Result.Told;
import java.util.Map;

/// Sends samples, and samples with another body, to the source that they are of.
final class Deliveries {

    private Deliveries() {}

    static Result sample(String name) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        return send(event, event.getHeaders(), Samples.body(event));
    }

    /// A sample in whose body a text stands in place of another, signed again.
    static Result changed(String name, String old, String fresh) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        String body = new String(Samples.body(event), UTF_8);
        assertThat(body).contains(old);
        return body(event, body.replace(old, fresh));
    }

    /// A sample with a body of ones own, signed again.
    static Result body(APIGatewayV2HTTPEvent event, String body) {
        return send(event, Samples.headers(event, body), body.getBytes(UTF_8));
    }

    /// A sample with other headers.
    static Result headers(String name, Map<String, String> headers) {
        APIGatewayV2HTTPEvent event = Samples.event(name);
        return send(event, headers, Samples.body(event));
    }

    private static Result send(APIGatewayV2HTTPEvent event, Map<String, String> headers, byte[] body) {
        String source = Samples.source(event);
        return Sources.named(source)
                .orElseThrow()
                .receive(new Delivery(headers, body), Samples.SECRETS.get(source), Samples.SENT);
    }

    /// The only fact of a result.
    static <T extends Fact> T fact(Class<T> kind, Result result) {
        assertThat(result).isInstanceOf(Told.class);
        assertThat(((Told) result).facts()).hasSize(1);
        return kind.cast(((Told) result).facts().getFirst());
    }
}
