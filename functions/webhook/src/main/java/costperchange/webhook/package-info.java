/// # Webhook
///
/// Deliveries in, deployments and incidents recorded: `POST /webhooks/{source}`; and the events of AWS' own
/// deployment services, by EventBridge. What neither told is asked for ([BackFill]), each night by [Repair].
///
/// Called by API Gateway, by EventBridge, by a schedule and by the local server. Calls its
/// [sources][costperchange.webhook.source], the [APIs][costperchange.webhook.api] of repositories' hosts, the
/// calculator's catalog (whose application is it, which
/// environments are production) and the store.
///
/// The order of a delivery: source, method, size, signature over the raw bytes, replay window where the
/// source has one, parsing, recording, answer ([Answers]).
///
/// Rules:
/// - what was answered 202 is recorded, all of it;
/// - recording a thing again changes nothing, so a sender may send again whenever it is not sure;
/// - nothing of a delivery that is not genuine is read, and no secret is written to a log or an answer.
@NullMarked
package costperchange.webhook;

import org.jspecify.annotations.NullMarked;
