/// # Delivery
///
/// Deployments, revisions and incidents as their tools told of them; the changes counted among the deployments,
/// what was live when, and what became of each change. Start reading at [ChangeHistory].
///
/// Called by the webhook (to merge what is told), by `allocation` (to assign), by `cost` (to attribute) and by
/// readers. Calls `time`.
///
/// Rules:
/// - a [Deployment] is a set of [Observation]s, as a [Revision] and an [Incident] are sets of what was told of
///   them; merging is the union of sets, so the order, repetition and concurrency of deliveries change nothing;
/// - what was told is kept in its teller's words, and beside it what a catalog made of it; the later catalog's
///   holds;
/// - a commit belongs to the first change that contains it ([Brought]);
/// - a change failed if anyone told so ([Failures]); what no one told is not known, and never a zero;
/// - a change is a revision's first success in production; later deployments of a revision that was live in the
///   90 days before are deployments only ([Timeline]);
/// - what was not told is null, never guessed.
///
/// Words after dora.dev: change, deployment, change lead time, change fail rate, failed deployment recovery
/// time, deployment rework rate.
@NullMarked
package costperchange.calculator.delivery;

import org.jspecify.annotations.NullMarked;
