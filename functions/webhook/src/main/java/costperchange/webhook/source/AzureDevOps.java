package costperchange.webhook.source;

import costperchange.webhook.source.Result.BadSignature;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Azure DevOps' service hooks, by the service "Web Hooks".
///
/// - Signature: none. The hook sends user name and password by basic authentication; the secret is
///   `user:password`.
/// - Event: `eventType` of the body ([AzureDevOpsEvent]).
///
/// A hook is to send all resource details.
///
/// Format: learn.microsoft.com, "Service hook events" and "Web Hooks" of Azure DevOps.
public final class AzureDevOps implements Source {

    static final String NAME = "azure-devops";

    AzureDevOps() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Result receive(Delivery delivery, List<String> secrets, Instant now) {
        Optional<BadSignature> refusal = Authorization.basic(delivery, secrets);
        return refusal.isPresent()
                ? refusal.get()
                : JsonBody.read(delivery, now, body -> new AzureDevOpsEvent(body).read());
    }
}
