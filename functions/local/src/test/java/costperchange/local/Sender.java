package costperchange.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import costperchange.store.Json;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/// Sends samples with other words in them, signed again, and asks what became of them.
record Sender(Installation installation) {

    private static final Map<String, String> PREFIXES =
            Map.of("x-hub-signature-256", "sha256=", "x-pagerduty-signature", "v1=");

    /// A sample with other words in it.
    ///
    /// @param words each followed by what stands in its place
    record Altered(String sample, List<String> words) {

        static Altered of(String sample, String... words) {
            return new Altered(sample, List.of(words));
        }

        private String body(SampleDelivery original) {
            String body = new String(original.body(), UTF_8);
            for (int i = 0; i < words.size(); i += 2) {
                assertThat(body).as(sample).contains(words.get(i));
                body = body.replace(words.get(i), words.get(i + 1));
            }
            return body;
        }
    }

    void send(Altered altered) {
        SampleDelivery original = SampleDelivery.named(altered.sample);
        String source = original.path().substring(original.path().lastIndexOf('/') + 1);
        String secret = SampleDelivery.secrets().get(source).getFirst();
        String body = altered.body(original);
        Map<String, String> headers = new TreeMap<>(original.headers());
        PREFIXES.forEach((name, prefix) -> headers.computeIfPresent(name, (same, old) -> prefix + hmac(secret, body)));
        APIGatewayV2HTTPResponse answer = installation.webhook(
                HttpEvents.request("POST", original.path(), Map.of(), headers, body.getBytes(UTF_8)));
        assertThat(answer.getStatusCode())
                .as(altered.sample + " " + answer.getBody())
                .isIn(200, 202);
        installation.settle();
    }

    void upload(String catalog) {
        SampleDelivery.upload(installation, catalog);
        installation.settle();
    }

    JsonNode changes(String application) {
        return get("/v1/changes", Map.of("application", application, "from", "2026-11", "to", "2026-12"));
    }

    /// The five metrics over the month.
    JsonNode dora(String application) {
        return get("/v1/dora", Map.of("scope", "application:" + application, "from", "2026-11", "to", "2026-12"))
                .path("total");
    }

    private JsonNode get(String path, Map<String, String> query) {
        APIGatewayV2HTTPResponse answer = installation.query(HttpEvents.get(path, query, "application/json"));
        assertThat(answer.getStatusCode()).as(answer.getBody()).isEqualTo(200);
        return Json.MAPPER.readTree(answer.getBody());
    }

    private static String hmac(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
        }
    }
}
