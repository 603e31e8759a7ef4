/// # FOCUS
///
/// Reads bills in FOCUS columns, versions 1.0 to 1.2, from CSV, CSV.gz and Parquet files on local disk.
///
/// Called by `ingest` and the command line, through [FocusReader]. Calls the calculator's `charge`, `money` and `time`.
///
/// Rules:
/// - everything is checked before anything is returned: a bill is [Reading.Read] whole or [Reading.Refused] with its
///   [Problem]s, each naming file, row, column and text;
/// - no digit is lost: what cannot be added exactly is refused;
/// - rows are added up before they leave the engine: memory grows with the distinct combinations of what the catalog
///   looks at, not with rows;
/// - the same rows give the same charges, whatever the format, the order of rows or the types of Parquet columns;
/// - the names that different FOCUS versions give to a column stay in here.
///
/// How: a file's columns become the same typed columns whatever the format ([RowQuery], by the macros in
/// `macros.sql`); those are added up by [ChargeQuery]; only when that meets something bad does [ProblemQuery] look for
/// where it is.
///
/// Format: FOCUS 1.0 to 1.2, focus.finops.org.
@NullMarked
package costperchange.ingest.focus;

import org.jspecify.annotations.NullMarked;
