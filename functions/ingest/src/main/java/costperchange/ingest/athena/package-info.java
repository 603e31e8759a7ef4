/// # Athena
///
/// Asks Athena about bills in S3 that outgrow one machine.
///
/// Called by `ingest`, which reads through `focus`. Calls Athena.
///
/// Rules:
/// - Athena pays by what it scans, so a question is asked once: a failure is an error, never another try;
/// - results are handed over page by page.
@NullMarked
package costperchange.ingest.athena;

import org.jspecify.annotations.NullMarked;
