/// # Ingest
///
/// Bills in: from an export's files to charges, to what each owner gets of them, to the store.
///
/// Called by AWS, when an export has arrived ([IngestFunction]) or a bill was committed ([SplitFunction]), and
/// by the command line. Calls `export`, `focus`, `athena`, the calculator and the store.
///
/// Rules:
/// - a bill is recorded whole or not at all;
/// - reading a bill again changes nothing if the bill did not change;
/// - files are read from local disk: whoever has them elsewhere brings them there first; bills that outgrow one
///   machine stay where they are, and a distributed engine is asked ([WarehouseIngest]).
@NullMarked
package costperchange.ingest;

import org.jspecify.annotations.NullMarked;
