/// # Join
///
/// Deliveries and application bills to application months ([Join]); past deliveries to the applications that a
/// new catalog gives them to ([Assign]). Called by the stream of the table, a schedule, and by `recompute`.
///
/// Rules:
/// - a month is computed whole from its inputs, read strongly consistent after what is stored of it;
/// - after every write it is computed again, until that changes nothing: what was recorded meanwhile is then in
///   it, or has woken a join of its own;
/// - a deployment wakes its own months, every later month there is, as it may be live or remembered in them,
///   and the months of the 90 days before, whose changes may have failed by it; so does what is told of a
///   revision or an incident;
/// - what an older catalog than the latest assigned is assigned again before it is joined, wherever it was
///   recorded;
/// - an application that fails is reported with its first record, and the others are done.
@NullMarked
package costperchange.join;

import org.jspecify.annotations.NullMarked;
