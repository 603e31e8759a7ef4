package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import costperchange.webhook.source.Result.Malformed;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Bitbucket Cloud's webhooks of a repository.
///
/// - Signature: `X-Hub-Signature`, `sha256=` and the HMAC-SHA256 of the body in lower-case hexadecimal.
///   (GitHub's header of this name holds SHA-1.)
/// - Event: `X-Event-Key`, of which `repo:commit_status_created` and `repo:commit_status_updated` are read
///   ([BitbucketStatus]).
///
/// Bitbucket sends no event for a deployment. A pipeline's build status is a deployment where the catalog says
/// that the pipeline deploys; to tell the environment, or more, let the pipeline's last step send our own
/// document ([Changes]).
///
/// Format: support.atlassian.com, "Event payloads" and "Manage webhooks" of Bitbucket Cloud.
public final class Bitbucket implements Source {

    static final String NAME = "bitbucket";

    private static final String SIGNATURE = "X-Hub-Signature";
    private static final String EVENT = "X-Event-Key";
    private static final List<String> READ = List.of("repo:commit_status_created", "repo:commit_status_updated");

    Bitbucket() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = Signatures.hexHmacRefusal(delivery, SIGNATURE, "sha256=", secrets);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        Optional<String> event = delivery.header(EVENT);
        if (event.isEmpty()) {
            return new Malformed(EVENT, "is missing");
        }
        return READ.contains(event.get())
                ? JsonBody.read(delivery, now, BitbucketStatus::read)
                : new NotRelevant("events of the kind '" + event.get() + "' are not read");
    }
}
