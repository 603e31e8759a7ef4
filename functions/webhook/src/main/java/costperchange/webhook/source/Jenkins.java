package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Jenkins, by its plugin "Notification".
///
/// - Signature: none, and the plugin sets no header. What it can do is basic authentication, by an address of
///   the form
///   `https://user:password@costs.example.com/webhooks/jenkins`, which it can take from a credential of the kind
///   "Secret text". The secret is `user:password`; the plugin sends both as they stand in the address, so they
///   are to be of letters, digits, `-` and `_`. What else sends the same document may send the secret as a
///   bearer token.
/// - Body: JSON, the format of that name ([JenkinsBuild]).
///
/// Choose the event "All events", or "Job completed".
///
/// Format: plugins.jenkins.io, "Notification", and its source (`JobState`, `BuildState`, `ScmState`).
public final class Jenkins implements Source {

    static final String NAME = "jenkins";

    Jenkins() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = Authorization.basicOrBearer(delivery, secrets);
        return refusal.isPresent()
                ? refusal.get()
                : JsonBody.read(delivery, now, body -> new JenkinsBuild(body).read());
    }
}
