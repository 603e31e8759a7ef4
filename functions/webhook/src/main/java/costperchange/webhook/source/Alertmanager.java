package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import costperchange.webhook.source.Result.Told;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Alerts of Prometheus' Alertmanager (the receiver `webhook_config`, version 4) and of Grafana (the
/// contact point "Webhook"), whose deliveries have the same shape.
///
/// - Signature: Alertmanager makes none; `http_config` has it send `Authorization`, as `Bearer` and the
///   secret, or as `Basic` with a secret that is `user:password` ([Authorization]). Grafana can do these
///   too, or sign: then `X-Grafana-Alerting-Signature` is the HMAC-SHA256 of the body in lower-case
///   hexadecimal. (No timestamp header is to be set there: it would be part of what is signed, under a name
///   of one's own.)
/// - Body: JSON, a group of alerts, each an incident ([Alert]).
///
/// An alert has to say whose it is: by the label `application`, `app` or `service`. Others are passed over.
///
/// Format: prometheus.io, "Alerting: Configuration", `webhook_config`; grafana.com, "Configure webhook
/// notifications".
public final class Alertmanager implements Source {

    static final String NAME = "alertmanager";

    /// How many alerts one delivery may hold.
    static final int MOST = 2_000;

    private static final String SIGNATURE = "X-Grafana-Alerting-Signature";

    Alertmanager() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = refusal(delivery, secrets);
        return refusal.isPresent() ? refusal.get() : JsonBody.read(delivery, now, Alertmanager::read);
    }

    private static Optional<BadSignature> refusal(Delivery delivery, List<String> secrets) {
        return delivery.header(SIGNATURE).isPresent()
                ? Signatures.hexHmacRefusal(delivery, SIGNATURE, "", secrets)
                : Authorization.basicOrBearer(delivery, secrets);
    }

    private static Result read(JsonFields group) throws MalformedException {
        if (!group.has("alerts")) {
            throw group.malformed("alerts", "is missing");
        }
        List<Fact> incidents = new ArrayList<>();
        for (JsonFields alert : group.objects("alerts", MOST)) {
            new Alert(alert).incident().ifPresent(incidents::add);
        }
        return incidents.isEmpty()
                ? new NotRelevant("no alert has a label application, app or service")
                : new Told(incidents);
    }
}
