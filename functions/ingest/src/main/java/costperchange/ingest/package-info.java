/// # Ingest
///
/// Bills in: from an export's files to charges, to what each owner gets of them, to the store.
///
/// Called by AWS, when an export has arrived ([IngestFunction]) or a bill was committed ([SplitFunction]), and by the
/// command line. Calls `export`, `focus`, the calculator and the store.
///
/// Rules:
/// - a bill is recorded whole or not at all;
/// - reading a bill again changes nothing if the bill did not change;
/// - files are read from local disk: whoever has them elsewhere brings them there first.
@NullMarked
package costperchange.ingest;

import org.jspecify.annotations.NullMarked;
