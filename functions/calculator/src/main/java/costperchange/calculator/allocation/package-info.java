/// # Allocation
///
/// The catalog, its rules, the split of a month's bills over applications, and whose a delivery is
/// ([Assignment]).
///
/// Called by ingest (rules), by split (pools), by the webhook and the join (assignment) and by readers (which
/// applications a team has). Calls `money`, `time`, `delivery`, `charge` and `cost`.
///
/// Rules:
/// - the first rule that matches takes a charge; what no rule takes is decided by the application tag; what is
///   left is unallocated, with the reason;
/// - a bill's parts add up to the bill, and a pool's shares add up to the pool, exactly;
/// - the result depends on the bills alone, not on the order in which they came;
/// - at no time do two bills of an account overlap, but for those of one delivery and where somebody says that each
///   has a part of the charges ([Together]);
/// - a month is complete only with all its bills: which are lacking, the months beside it tell ([BillsAround]);
/// - an assignment depends on what was told and on the catalogs, not on when it came.
@NullMarked
package costperchange.calculator.allocation;

import org.jspecify.annotations.NullMarked;
