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
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// The sample deliveries, with the secrets and the time that go with them; and fresh ones, signed the same way.
public final class Samples {

    public static final Instant SENT = Instant.parse("2026-11-02T10:05:10Z");
    public static final String GITHUB_SECRET = "sample-secret-of-github";
    public static final String CHANGES_SECRET = "whsec_c2FtcGxlLXNlY3JldC1vZi1jaGFuZ2VzLTAwMDE=";

    /// A sample secret of each source.
    public static final Map<String, String> SECRETS = Map.ofEntries(
            Map.entry("github", GITHUB_SECRET),
            Map.entry("changes", CHANGES_SECRET),
            Map.entry("cdevents", "whsec_c2FtcGxlLXNlY3JldC1vZi1jZGV2ZW50cy0wMDAx"),
            Map.entry("pagerduty", "sample-secret-of-pagerduty"),
            Map.entry("opsgenie", "sample-secret-of-opsgenie"),
            Map.entry("alertmanager", "sample-user:sample-secret-of-alertmanager"));

    public static final List<String> ALL = List.of(
            "github-deployment",
            "github-deployment-status-success",
            "github-deployment-status-failure",
            "github-deployment-status-inactive",
            "changes-succeeded",
            "changes-fix",
            "changes-incident",
            "cdevents-service-deployed",
            "cdevents-service-removed",
            "cdevents-pipelinerun-finished",
            "cdevents-incident-detected",
            "cdevents-incident-resolved",
            "pagerduty-incident-triggered",
            "pagerduty-incident-resolved",
            "pagerduty-ping",
            "opsgenie-create",
            "opsgenie-acknowledge",
            "opsgenie-close",
            "alertmanager-firing",
            "alertmanager-resolved");

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

    /// The secrets as the webhook reads them.
    public static String secrets() {
        return MAPPER.writeValueAsString(SECRETS);
    }

    /// The headers of a delivery with another body, signed for its source.
    ///
    /// @param original those of a delivery of the same kind
    public static Map<String, String> headers(String source, String body, Map<String, String> original) {
        Map<String, String> headers = new TreeMap<>(original);
        String secret = SECRETS.get(source);
        switch (source) {
            case "github" -> headers.put("x-hub-signature-256", "sha256=" + hexHmac(secret, body));
            case "changes" -> headers.putAll(standardWebhooks(secret, "m", SENT, body));
            case "cdevents" -> {
                if (!headers.containsKey("authorization")) {
                    headers.putAll(standardWebhooks(secret, "m", SENT, body));
                }
            }
            case "pagerduty" -> headers.put("x-pagerduty-signature", "v1=" + hexHmac(secret, body));
            case "alertmanager" ->
                headers.computeIfPresent("x-grafana-alerting-signature", (name, old) -> hexHmac(secret, body));
            case "opsgenie" -> {
                // It sends its secret and signs nothing.
            }
            default -> throw new IllegalArgumentException("no one knows how to sign for " + source);
        }
        return headers;
    }

    /// GitHub's headers for a body.
    public static Map<String, String> github(String event, String body) {
        return Map.of(
                "x-github-event",
                event,
                "content-type",
                "application/json",
                "x-hub-signature-256",
                "sha256=" + hexHmac(GITHUB_SECRET, body));
    }

    /// The headers of our own document.
    public static Map<String, String> changes(String id, Instant sent, String body) {
        return standardWebhooks(CHANGES_SECRET, id, sent, body);
    }

    /// The headers of Standard Webhooks for a body.
    public static Map<String, String> standardWebhooks(String secret, String id, Instant sent, String body) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String content = id + "." + sent.getEpochSecond() + "." + body;
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(sent.getEpochSecond()),
                "webhook-signature",
                "v1," + Base64.getEncoder().encodeToString(hmac(key, content)));
    }

    /// The HMAC-SHA256 of a body in hexadecimal.
    public static String hexHmac(String secret, String body) {
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
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
