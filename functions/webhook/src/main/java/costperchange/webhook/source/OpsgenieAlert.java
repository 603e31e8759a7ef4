package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Result.NotRelevant;
import costperchange.webhook.source.Result.Told;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The alert of an action of Opsgenie.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `alert.alertId` |
/// | application | a tag `application:<name>` of `alert.tags`, else `alert.entity` |
/// | environment | a tag `environment:<name>` |
/// | started | `alert.createdAt` |
/// | resolved | `alert.updatedAt` of the action `Close` |
/// | cause | `alert.details.deployment`, an extra property, which is sent with `Create` if the integration says so |
///
/// Times are in milliseconds since 1970; `updatedAt` was in nanoseconds in years past, and is read as those
/// where it is too large for the others.
final class OpsgenieAlert {

    private static final int MOST_TAGS = 1_000;
    private static final long LAST = 4_000_000_000_000_000_000L;
    private static final long LEAST_NANOS = 1_000_000_000_000_000L;
    private static final Duration AHEAD = Duration.ofHours(24);

    private final JsonFields alert;
    private final Instant now;

    OpsgenieAlert(JsonFields alert, Instant now) {
        this.alert = alert;
        this.now = now;
    }

    Result told(boolean closed) throws MalformedException {
        @Nullable String application = tag("application:").orElse(entity());
        if (application == null) {
            return new NotRelevant("the alert has no tag 'application:<name>' and no entity");
        }
        Optional<JsonFields> details = alert.optionalObject("details");
        return new Told(List.of(new IncidentTold(
                Opsgenie.NAME,
                alert.text("alertId", Fields.NAME),
                Origin.application(application),
                tag("environment:").orElse(null),
                time("createdAt"),
                closed ? time("updatedAt") : null,
                details.isEmpty() ? null : details.get().optionalText("deployment", Fields.NAME),
                null)));
    }

    private Optional<String> tag(String prefix) throws MalformedException {
        for (String tag : alert.texts("tags", MOST_TAGS, Fields.NAME)) {
            if (tag.startsWith(prefix) && !tag.substring(prefix.length()).isBlank() && Fields.isPrintable(tag)) {
                return Optional.of(tag.substring(prefix.length()).strip());
            }
        }
        return Optional.empty();
    }

    private @Nullable String entity() throws MalformedException {
        String entity = alert.raw("entity");
        // Opsgenie sends the empty text for none.
        return entity == null || entity.isBlank() ? null : alert.optionalText("entity", Fields.NAME);
    }

    private Instant time(String field) throws MalformedException {
        Long number = alert.optionalCount(field, LAST);
        if (number == null) {
            throw alert.malformed(field, "is missing");
        }
        Instant time = number < LEAST_NANOS ? Instant.ofEpochMilli(number) : Instant.EPOCH.plusNanos(number);
        if (time.isAfter(now.plus(AHEAD))) {
            throw alert.malformed(field, "is more than " + AHEAD.toHours() + " hours in the future");
        }
        return time;
    }
}
