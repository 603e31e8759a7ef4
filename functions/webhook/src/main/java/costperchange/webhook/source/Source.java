package costperchange.webhook.source;

import java.time.Instant;
import java.util.List;

/// Something that tells of deployments and incidents, in its own format and with its own signature.
///
/// A source is a pure function. To add one: a class of its own, its name in [Sources], sample events, tests.
public sealed interface Source
        permits GitHub,
                GitLab,
                Bitbucket,
                AzureDevOps,
                CircleCi,
                Jenkins,
                ArgoCd,
                CdEvents,
                PagerDuty,
                Opsgenie,
                Alertmanager,
                Changes {

    /// The last part of its address, `/webhooks/github`, and part of the name of everything it tells of.
    String name();

    /// Verifies a delivery and reads it.
    ///
    /// @param delivery not larger than what the caller accepts
    /// @param secrets that are live, any of which may have signed; none, and nothing is accepted
    /// @param now to judge times by
    Result receive(Delivery delivery, List<String> secrets, Instant now);
}
