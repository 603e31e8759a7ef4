/// # Charges
///
/// Rows of a bill in FOCUS columns, and the days to which they post.
///
/// Called by `allocation` and by the readers of bills. Calls `money` and `time`.
///
/// Rules:
/// - a [Charge] stands for all rows of a bill that agree in everything the catalog and the ledger look at;
/// - it posts to the UTC days where its charge period overlaps its billing period, by seconds;
/// - the names of providers' own columns stay inside the reader.
///
/// Format: FOCUS 1.0 to 1.4, focus.finops.org.
@NullMarked
package costperchange.calculator.charge;

import org.jspecify.annotations.NullMarked;
