/// # Delivery
///
/// Deployments as their tools told of them, the changes counted among them, and what was live when.
///
/// Called by the webhook (to merge what is told), by `cost` (to attribute) and by readers. Calls `time`.
///
/// Rules:
/// - a [Deployment] is a set of [Observation]s; merging is the union of sets, so the order, repetition and
///   concurrency of deliveries change nothing;
/// - a change is a revision's first success in production; later deployments of a revision that was live in the 90
///   days before are deployments only ([Timeline]);
/// - what was not told is null, never guessed.
///
/// Words after dora.dev: change, deployment, change lead time.
@NullMarked
package costperchange.calculator.delivery;

import org.jspecify.annotations.NullMarked;
