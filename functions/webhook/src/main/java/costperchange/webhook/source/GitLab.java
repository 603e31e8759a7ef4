package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// GitLab's webhooks, of a project or a group.
///
/// - Signature, where the hook has a signing token (`whsec_…`) and that is live here: as Standard Webhooks has
///   it ([StandardWebhooks]), with its replay window.
/// - Else `X-Gitlab-Token`, which is the hook's secret token itself.
/// - Event: `object_kind` of the body ([GitLabEvent]).
///
/// Both kinds of secret may be live at once, so that a hook can change from the one to the other.
///
/// Format: docs.gitlab.com, "Webhooks" and "Webhook events".
public final class GitLab implements Source {

    static final String NAME = "gitlab";

    private static final String TOKEN = "X-Gitlab-Token";
    private static final String SIGNING = "whsec_";

    GitLab() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<String> refusal = refusal(delivery, secrets, now);
        return refusal.isPresent()
                ? new BadSignature(refusal.get())
                : JsonBody.read(delivery, now, body -> new GitLabEvent(body).read());
    }

    private static Optional<String> refusal(Delivery delivery, List<String> secrets, Instant now) {
        Predicate<String> signs = secret -> secret.startsWith(SIGNING);
        List<String> signing = secrets.stream().filter(signs).toList();
        if (!signing.isEmpty() && delivery.header(StandardWebhooks.SIGNATURE).isPresent()) {
            Optional<String> text = Utf8.decode(delivery.body());
            return text.isEmpty()
                    ? Optional.of("the body is not UTF-8, so no signature of it can be checked")
                    : StandardWebhooks.refusal(delivery, text.get(), signing, now);
        }
        Optional<String> token = delivery.header(TOKEN);
        if (token.isEmpty()) {
            return Optional.of(TOKEN + " is missing");
        }
        Stream<String> tokens = secrets.stream().filter(signs.negate());
        return Signatures.isSecret(token.get(), tokens.toList())
                ? Optional.empty()
                : Optional.of(TOKEN + " is no live secret");
    }
}
