package costperchange.webhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The sample deliveries, with the secrets and the time that go with them; and fresh ones, signed the same way.
public final class Samples {

    public static final Instant SENT = Instant.parse("2026-11-02T10:05:10Z");
    public static final String GITHUB_SECRET = "sample-secret-of-github";
    public static final String CHANGES_SECRET = "whsec_c2FtcGxlLXNlY3JldC1vZi1jaGFuZ2VzLTAwMDE=";

    public static final List<String> ALL = List.of(
            "github-deployment",
            "github-deployment-status-success",
            "github-deployment-status-failure",
            "github-deployment-status-inactive",
            "changes-succeeded",
            "changes-fix",
            "changes-incident");

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private Samples() {}

    public static APIGatewayV2HTTPEvent event(String name) {
        Path file = Path.of(System.getProperty("project.root"), "events", "webhook", name + ".json");
        try {
            return MAPPER.readValue(Files.readString(file), APIGatewayV2HTTPEvent.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] body(APIGatewayV2HTTPEvent event) {
        return event.getIsBase64Encoded()
                ? Base64.getDecoder().decode(event.getBody())
                : event.getBody().getBytes(StandardCharsets.UTF_8);
    }

    /// GitHub's headers for a body.
    public static Map<String, String> github(String event, String body) {
        return Map.of(
                "x-github-event",
                event,
                "content-type",
                "application/json",
                "x-hub-signature-256",
                "sha256=" + HexFormat.of().formatHex(hmac(GITHUB_SECRET.getBytes(StandardCharsets.UTF_8), body)));
    }

    /// The headers of Standard Webhooks for a body.
    public static Map<String, String> changes(String id, Instant sent, String body) {
        byte[] key = Base64.getDecoder().decode(CHANGES_SECRET.substring("whsec_".length()));
        String content = id + "." + sent.getEpochSecond() + "." + body;
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(sent.getEpochSecond()),
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(hmac(key, content)));
    }

    private static byte[] hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(StandardCharsets.UTF_8));
        } catch (java.security.GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
