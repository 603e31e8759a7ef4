package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.NotRelevant;
import costperchange.webhook.source.Result.Told;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// PagerDuty's webhooks, version 3.
///
/// - Signature: `X-PagerDuty-Signature`, one or more of `v1=` and the HMAC-SHA256 of the body in lower-case
///   hexadecimal, with a comma between: one for each of its live secrets.
/// - Event: `event.event_type`, of which `incident.triggered`, `incident.reopened` and `incident.resolved`
///   are read. A reopened incident is told as open; its earlier end stays until it ends again.
/// - Body: JSON.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `event.data.id` |
/// | application | `event.data.service.summary`, the service's name; its `id` is the field `service` |
/// | started | `event.data.created_at` |
/// | resolved, opened again | `event.occurred_at` of `incident.resolved` and of `incident.reopened` |
/// | link | `event.data.html_url` |
///
/// What caused an incident is not told: `incident_key` serves to find alerts of one incident, and no other
/// field of version 3 is for that.
///
/// Format: developer.pagerduty.com, "Webhooks Overview" and "Verifying Signatures".
public final class PagerDuty implements Source {

    static final String NAME = "pagerduty";

    private static final String SIGNATURE = "X-PagerDuty-Signature";
    private static final String RESOLVED = "incident.resolved";
    private static final String REOPENED = "incident.reopened";
    private static final Set<String> READ = Set.of("incident.triggered", REOPENED, RESOLVED);

    PagerDuty() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = Signatures.hexHmacRefusal(delivery, SIGNATURE, "v1=", secrets);
        return refusal.isPresent() ? refusal.get() : JsonBody.read(delivery, now, body -> read(body.object("event")));
    }

    private static Result read(JsonFields event) throws MalformedException {
        String type = event.text("event_type", Fields.NAME);
        return READ.contains(type)
                ? new Told(List.of(incident(event, type)))
                : new NotRelevant("events of the type '" + type + "' are not read");
    }

    private static IncidentTold incident(JsonFields event, String type) throws MalformedException {
        JsonFields incident = event.object("data");
        JsonFields service = incident.object("service");
        return new IncidentTold(
                NAME,
                incident.text("id", Fields.NAME),
                Origin.application(service.text("summary", Fields.NAME)).withFields(id(service)),
                null,
                incident.time("created_at"),
                type.equals(RESOLVED) ? event.time("occurred_at") : null,
                type.equals(REOPENED) ? event.time("occurred_at") : null,
                null,
                incident.link("html_url"));
    }

    private static Map<String, String> id(JsonFields service) throws MalformedException {
        @Nullable String id = service.optionalText("id", Fields.NAME);
        return id == null ? Map.of() : Map.of("service", id);
    }
}
