package costperchange.webhook.source;

import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// What GitHub and GitLab answer when asked, put in the shape of what their webhooks would have sent. It is
/// read by the same classes, so both tell the same facts by the same names, and what was told by one is
/// known when the other tells it. They are no [Source]: nothing is signed, as we asked.
public final class ApiEvents {

    private ApiEvents() {}

    /// Reads an event of GitHub. A pure function.
    ///
    /// @param event by the name that `X-GitHub-Event` would have
    /// @param now to judge times by
    public static Result gitHub(String event, JsonNode body, Instant now) {
        if (!GitHubEvent.READ.contains(event)) {
            return new NotRelevant("events of the kind '" + event + "' are not read");
        }
        try {
            return GitHubEvent.read(event, JsonFields.of(body, "", now));
        } catch (MalformedException e) {
            return e.result();
        }
    }

    /// Reads an event of GitLab. A pure function.
    ///
    /// @param body with its `object_kind`
    /// @param now to judge times by
    public static Result gitLab(JsonNode body, Instant now) {
        try {
            return new GitLabEvent(JsonFields.of(body, "", now)).read();
        } catch (MalformedException e) {
            return e.result();
        }
    }
}
