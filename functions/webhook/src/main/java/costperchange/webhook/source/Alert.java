package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Origin;
import costperchange.webhook.source.Fact.IncidentTold;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// One alert of Alertmanager or Grafana.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `fingerprint`, which its labels make, and `startsAt`: an alert that fires again later is another incident |
/// | application | the first of the labels `application`, `app` and `service` that is there |
/// | fields | the other labels, such as `namespace` |
/// | environment | the label `environment` or `env` |
/// | started | `startsAt` |
/// | resolved | `endsAt`, if `status` is `resolved`; while it fires, that is empty or a guess |
/// | cause | the label `revision`, else the annotation `deployment` or `revision` |
/// | link | `generatorURL` |
final class Alert {

    private static final List<String> APPLICATION = List.of("application", "app", "service");
    private static final List<String> ENVIRONMENT = List.of("environment", "env");
    private static final List<String> CAUSE = List.of("deployment", "revision");

    private final JsonFields alert;

    Alert(JsonFields alert) {
        this.alert = alert;
    }

    /// The incident; empty if the alert does not say whose it is.
    Optional<IncidentTold> incident() throws MalformedException {
        JsonFields labels = alert.object("labels");
        @Nullable String application = first(labels, APPLICATION);
        if (application == null) {
            return Optional.empty();
        }
        Instant started = alert.time("startsAt");
        return Optional.of(new IncidentTold(
                Alertmanager.NAME,
                Bounded.name(alert.text("fingerprint", Fields.NAME) + " " + started),
                Origin.application(application).withFields(fields(labels)),
                first(labels, ENVIRONMENT),
                started,
                isResolved() ? alert.time("endsAt") : null,
                cause(labels),
                alert.link("generatorURL")));
    }

    private boolean isResolved() throws MalformedException {
        String status = alert.text("status", Fields.NAME);
        return switch (status) {
            case "resolved" -> true;
            case "firing" -> false;
            default -> throw alert.malformed("status", "is neither firing nor resolved");
        };
    }

    private @Nullable String cause(JsonFields labels) throws MalformedException {
        // The label `deployment` is Kubernetes' own, of what runs and not of what was brought.
        @Nullable String label = first(labels, List.of("revision"));
        Optional<JsonFields> annotations = alert.optionalObject("annotations");
        return label != null || annotations.isEmpty() ? label : first(annotations.get(), CAUSE);
    }

    private static @Nullable String first(JsonFields object, List<String> names) throws MalformedException {
        for (String name : names) {
            @Nullable String text = object.raw(name);
            if (text != null && !text.isBlank()) {
                return object.text(name, Fields.NAME);
            }
        }
        return null;
    }

    private static Map<String, String> fields(JsonFields labels) {
        Map<String, String> fields = new TreeMap<>(labels.scalars());
        // An alert is no pipeline's run, whatever its labels are called.
        fields.keySet().removeAll(List.of(Assignment.PIPELINE, Assignment.PIPELINE_FILE));
        return fields;
    }
}
