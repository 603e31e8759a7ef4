/// # Join
///
/// Deployments and application bills to application months. Called by the stream of the table, and by `recompute`.
///
/// Rules:
/// - a month is computed whole from its inputs, read strongly consistent after what is stored of it;
/// - after every write it is computed again, until that changes nothing: what was recorded meanwhile is then in it, or
///   has woken a join of its own;
/// - a deployment wakes its own months and every later month there is, as it may be live or remembered in them;
/// - an application that fails is reported with its first record, and the others are done.
@NullMarked
package costperchange.join;

import org.jspecify.annotations.NullMarked;
