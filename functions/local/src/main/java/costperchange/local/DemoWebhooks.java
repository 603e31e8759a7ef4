package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.standardwebhooks.Webhook;
import com.standardwebhooks.exceptions.EmptyWebhookSecretException;
import com.standardwebhooks.exceptions.WebhookSigningException;
import costperchange.local.DemoYear.Deployment;
import costperchange.store.Json;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// The deliveries by which a demo year's deployments are told: GitHub's for some applications, our own document
/// for the others, each signed as its sender would.
///
/// @param sent the time of sending
record DemoWebhooks(Instant sent) {

    /// Every so many deployments one repairs something.
    private static final int REWORK = 19;

    private static final String GITHUB = "the demo's GitHub secret";
    private static final String CHANGES = "whsec_dGhlIGRlbW8ncyBvd24gc2VjcmV0IQ==";

    /// The secrets that an installation needs to take these deliveries.
    static final Map<String, List<String>> SECRETS = Map.of("github", List.of(GITHUB), "changes", List.of(CHANGES));

    List<APIGatewayV2HTTPEvent> deliveries(Deployment deployment) {
        if (deployment.software().github() && !deployment.rolledBack()) {
            return github(deployment);
        }
        return deployment.rolledBack()
                ? List.of(changes(deployment), incident(deployment))
                : List.of(changes(deployment));
    }

    /// What came of a deployment that was rolled back: half of an hour without service.
    private APIGatewayV2HTTPEvent incident(Deployment deployment) {
        Instant started = deployment.finished().plusSeconds(600);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("incident", "INC-" + name(deployment));
        document.put("application", deployment.software().name());
        document.put("startedAt", started.toString());
        document.put("resolvedAt", started.plusSeconds(1_800).toString());
        document.put("deployment", name(deployment));
        return signed("msg_incident_" + name(deployment), document);
    }

    private static String name(Deployment deployment) {
        return deployment.software().name() + "-" + deployment.number();
    }

    private APIGatewayV2HTTPEvent changes(Deployment deployment) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", name(deployment));
        document.put("application", deployment.software().name());
        document.put("environment", "production");
        document.put("outcome", deployment.outcome());
        document.put("finishedAt", deployment.finished().toString());
        document.put("startedAt", deployment.finished().minusSeconds(290).toString());
        document.put("revision", deployment.revision());
        document.put("firstCommitAt", committed(deployment).toString());
        document.put("pipelineSeconds", 240 + deployment.number() % 7 * 30);
        document.put("rework", deployment.number() % REWORK == 0);
        if (deployment.rolledBack()) {
            document.put(
                    "rolledBackAt", deployment.finished().plusSeconds(3_600).toString());
        }
        return signed("msg_" + name(deployment), document);
    }

    private APIGatewayV2HTTPEvent signed(String id, Map<String, Object> document) {
        String body = Json.text(document);
        try {
            return request(
                    "changes",
                    body,
                    Map.of(
                            "webhook-id", id,
                            "webhook-timestamp", Long.toString(sent.getEpochSecond()),
                            "webhook-signature", new Webhook(CHANGES).sign(id, sent.getEpochSecond(), body)));
        } catch (WebhookSigningException | EmptyWebhookSecretException impossible) {
            throw new IllegalStateException("signing with the demo's secret failed", impossible);
        }
    }

    private static List<APIGatewayV2HTTPEvent> github(Deployment deployment) {
        String state = deployment.outcome().equals("succeeded") ? "success" : "failure";
        List<APIGatewayV2HTTPEvent> deliveries = new ArrayList<>();
        deliveries.add(push(deployment));
        deliveries.add(github(deployment, "in_progress", deployment.finished().minusSeconds(200)));
        deliveries.add(github(deployment, state, deployment.finished()));
        return deliveries;
    }

    private static APIGatewayV2HTTPEvent github(Deployment deployment, String state, Instant at) {
        String name = deployment.software().name();
        long id = Math.floorMod(name.hashCode(), 90_000) * 100_000L + deployment.number();
        return github(
                "deployment_status",
                Map.of(
                        "action", "created",
                        "deployment_status",
                                Map.of(
                                        "id",
                                        id * 10,
                                        "state",
                                        state,
                                        "environment",
                                        "live",
                                        "created_at",
                                        at.toString()),
                        "deployment",
                                Map.of(
                                        "id",
                                        id,
                                        "sha",
                                        deployment.revision(),
                                        "environment",
                                        "live",
                                        "created_at",
                                        deployment.finished().minusSeconds(240).toString()),
                        "repository", repository(name)));
    }

    /// The push that brought what is deployed.
    private static APIGatewayV2HTTPEvent push(Deployment deployment) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("ref", "refs/heads/main");
        body.put("before", "0".repeat(40));
        body.put("after", deployment.revision());
        body.put("created", true);
        String committed = committed(deployment).toString();
        Map<String, Object> commit = Map.of("id", deployment.revision(), "timestamp", committed);
        body.put("commits", List.of(commit));
        body.put("head_commit", commit);
        body.put("repository", repository(deployment.software().name()));
        return github("push", body);
    }

    private static Map<String, String> repository(String name) {
        return Map.of(
                "full_name", "acme/" + name, "html_url", "https://github.com/acme/" + name, "default_branch", "main");
    }

    private static APIGatewayV2HTTPEvent github(String event, Map<String, Object> document) {
        String body = Json.text(document);
        return request("github", body, Map.of("x-github-event", event, "x-hub-signature-256", "sha256=" + hmac(body)));
    }

    private static Instant committed(Deployment deployment) {
        return deployment
                .finished()
                .minusSeconds(3_600L * (3 + Math.floorMod(deployment.revision().hashCode(), 60)));
    }

    private static String hmac(String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(GITHUB.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("every Java has HMAC-SHA256", impossible);
        }
    }

    private static APIGatewayV2HTTPEvent request(String source, String body, Map<String, String> headers) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.put("content-type", "application/json");
        return HttpEvents.request("POST", "/webhooks/" + source, Map.of(), all, body.getBytes(StandardCharsets.UTF_8));
    }
}
