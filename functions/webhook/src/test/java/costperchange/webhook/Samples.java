package costperchange.webhook;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
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
            "github-workflow-run",
            "github-push",
            "github-pull-request",
            "github-release",
            "github-issue",
            "gitlab-deployment",
            "gitlab-pipeline",
            "gitlab-push",
            "gitlab-merge-request",
            "gitlab-incident",
            "bitbucket-commit-status",
            "azure-devops-deployment",
            "azure-devops-run",
            "azure-devops-stage",
            "circleci-workflow",
            "jenkins-deployment",
            "jenkins-build",
            "argocd-deployed",
            "argocd-sync-failed",
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

    /// The secrets that the samples of a source were signed with, by its name.
    public static final Map<String, List<String>> SECRETS = Map.ofEntries(
            Map.entry("github", List.of(GITHUB_SECRET)),
            Map.entry(
                    "gitlab", List.of("sample-token-of-gitlab", "whsec_c2FtcGxlLXNpZ25pbmcta2V5LW9mLWdpdGxhYi0wMDE=")),
            Map.entry("bitbucket", List.of("sample-secret-of-bitbucket")),
            Map.entry("azure-devops", List.of("cost-per-change:sample-password-of-azure-devops")),
            Map.entry("circleci", List.of("sample-secret-of-circleci")),
            Map.entry("jenkins", List.of("cost-per-change:sample-password-of-jenkins")),
            Map.entry("argocd", List.of("sample-token-of-argocd")),
            Map.entry("cdevents", List.of("whsec_c2FtcGxlLXNlY3JldC1vZi1jZGV2ZW50cy0wMDAx")),
            Map.entry("pagerduty", List.of("sample-secret-of-pagerduty")),
            Map.entry("opsgenie", List.of("sample-secret-of-opsgenie")),
            Map.entry("alertmanager", List.of("sample-user:sample-secret-of-alertmanager")),
            Map.entry("changes", List.of(CHANGES_SECRET)));

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

    /// A sample's headers with another body, signed again where a signature is one of the body.
    public static Map<String, String> headers(APIGatewayV2HTTPEvent event, String body) {
        Map<String, String> headers = new HashMap<>(event.getHeaders());
        headers.computeIfPresent("x-hub-signature-256", (name, old) -> "sha256=" + hex(event, body));
        headers.computeIfPresent("x-hub-signature", (name, old) -> "sha256=" + hex(event, body));
        headers.computeIfPresent("circleci-signature", (name, old) -> "v1=" + hex(event, body));
        headers.computeIfPresent("x-pagerduty-signature", (name, old) -> "v1=" + hex(event, body));
        headers.computeIfPresent("x-grafana-alerting-signature", (name, old) -> hex(event, body));
        headers.computeIfPresent(
                "webhook-signature",
                (name, old) -> standard(SECRETS.get(source(event)).getLast(), headers.get("webhook-id"), SENT, body));
        return headers;
    }

    /// The name of the source that a sample was sent to.
    public static String source(APIGatewayV2HTTPEvent event) {
        return event.getPathParameters().get("source");
    }

    private static String hex(APIGatewayV2HTTPEvent event, String body) {
        String secret = SECRETS.get(source(event)).getFirst();
        return HexFormat.of().formatHex(hmac(secret.getBytes(StandardCharsets.UTF_8), body));
    }

    private static String standard(String secret, String id, Instant sent, String body) {
        byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
        String content = id + "." + sent.getEpochSecond() + "." + body;
        return "v1," + Base64.getEncoder().encodeToString(hmac(key, content));
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
        return Map.of(
                "webhook-id",
                id,
                "webhook-timestamp",
                Long.toString(sent.getEpochSecond()),
                "webhook-signature",
                standard(secret, id, sent, body));
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
