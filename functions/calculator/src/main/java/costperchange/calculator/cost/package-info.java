/// # Cost
///
/// An application's bill, the month in which it meets the application's deployments, and the ledger.
///
/// Called by `allocation` (which makes bills and ledgers), by the join and by readers. Calls `money`, `time`, `charge`
/// and `delivery`.
///
/// Rules:
/// - every charge is in the ledger: direct + shared + unallocated = the bill, residual 0;
/// - an [ApplicationMonth] is computed whole from its inputs, never changed in place;
/// - cost per change is a sum of costs over a sum of changes; without a change, or without a measured cost, it is null;
/// - a day enters a ratio with its cost and its changes, or with neither;
/// - run cost while live describes, it does not rank.
@NullMarked
package costperchange.calculator.cost;

import org.jspecify.annotations.NullMarked;
