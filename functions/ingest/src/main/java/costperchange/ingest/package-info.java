/// # Ingest
///
/// Bills in: from an export's files or Cost Explorer to charges, to what each owner gets of them, to the store.
///
/// Called by AWS, when an export has arrived ([IngestFunction]), each day ([CostExplorerFunction]) or when a
/// bill was committed ([SplitFunction]), and by the command line. Calls `export`, `focus`, `athena`,
/// `costexplorer`, the calculator and the store.
///
/// Rules:
/// - a bill is recorded whole or not at all;
/// - no account is billed for a period by two sources, unless someone says that each has a part of its charges;
/// - reading a bill again changes nothing if the bill did not change;
/// - files are read from local disk: whoever has them elsewhere brings them there first; bills that outgrow one
///   machine stay where they are, and a distributed engine is asked ([WarehouseIngest]).
@NullMarked
package costperchange.ingest;

import org.jspecify.annotations.NullMarked;
