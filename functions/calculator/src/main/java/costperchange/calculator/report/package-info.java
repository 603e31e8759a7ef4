/// # Report
///
/// The answers people read: rows over periods, the changes with their run costs, the DORA metrics, the ledger.
/// One shape for the API, the command line and the monthly report; the names of the records' components are the
/// names of the JSON fields.
///
/// Called by readers with what they read of the store. Calls all other packages.
///
/// Rules:
/// - a total over periods is total cost over total changes, never a mean of ratios;
/// - currencies have rows of their own, which share one count of changes; over several there is no total;
/// - an amount that was not measured is null, and what was left out of a ratio stands beside it.
@NullMarked
package costperchange.calculator.report;

import org.jspecify.annotations.NullMarked;
