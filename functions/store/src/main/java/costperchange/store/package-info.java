/// # Store
///
/// Records to DynamoDB items and back. Called by every function; calls the calculator (whose records it keeps)
/// and DynamoDB.
///
/// [Keys] holds every key and access pattern. One class for each kind of item holds how it is written and read:
/// [Deployments], [Revisions], [Incidents], [Bills], [Splits], [ApplicationMonths], [Catalogs], [Marks],
/// [Tellings], [CostExplorerAnswers]. [Histories] reads what the join of a month needs, [Measurements] what
/// an answer about a scope needs; [DeliveredKind] says how deliveries are recorded, and [Delivered] moves
/// them to the applications that a new catalog gives them to.
///
/// Rules:
/// - what is derived is written only where it differs, and holds no clock time;
/// - a write that depends on what was read holds only if that still stands: a condition, or a transaction that
///   checks it;
/// - any call may fail before or after it took effect; doing it again ends in the same items;
/// - large contents are one compressed attribute, `content`, of JSON ([Json]); what a person or an index looks
///   for stands beside it in the clear.
///
/// The plain client is used, not the Enhanced Client: contents are compressed, so the mapping left to do is a
/// few attributes for each item, and a function starts with fewer classes.
@NullMarked
package costperchange.store;

import org.jspecify.annotations.NullMarked;
