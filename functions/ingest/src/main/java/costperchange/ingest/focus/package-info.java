/// # FOCUS
///
/// Reads bills, in whatever format they come, into charges in FOCUS columns: from CSV, CSV.gz and Parquet files
/// on local disk by the embedded DuckDB, and from tables of a distributed engine.
///
/// Called by `ingest` and the command line: [FocusReader] reads the files of a bill, [RowReader] single rows of
/// them, [DistributedReader] a table. Calls the calculator's `allocation`, `charge`, `money` and `time`.
///
/// Rules:
/// - everything is checked before anything is returned: a bill is [Reading.Read] whole or [Reading.Refused]
///   with its [Problem]s, each naming file, row, column as the file spells it, and text;
/// - what would count twice is refused: a column that a header has twice, a file under two names; and so is
///   a bill without rows, which may be what is left of one;
/// - no digit is lost: what cannot be added exactly is refused;
/// - what is not known is not made up: an Azure export of one cost basis that does not tell the other is
///   refused;
/// - rows are added up before they leave the engine: memory grows with the distinct combinations of what the
///   catalog looks at, not with rows;
/// - the same rows give the same charges, whatever the format, the order of rows, the types of columns or the
///   engine;
/// - the names that formats and versions give to a column stay in here.
///
/// How: a [Format] says which columns of a file mean what, and all end in the same typed columns ([RowQuery]);
/// those are added up by [ChargeQuery]; only when that meets something bad does [ProblemQuery] look for where
/// it is. What a cell means is said once, in the macros of `macros.sql`; what engines spell differently is in
/// `duckdb.sql` and `trino.sql` under the same names. DuckDB knows macros, for Trino and Athena [Macros] writes
/// them out.
///
/// | format | told by | billed cost | effective cost |
/// | --- | --- | --- | --- |
/// | [Focus] 1.0 to 1.4 | `BilledCost`, `ChargeCategory`, ... | `BilledCost` | `EffectiveCost` |
/// | [UsageReport], AWS CUR 2.0 and legacy | `line_item_line_item_type`, `lineItem/LineItemType` | `UnblendedCost` | by
/// line item type, see [LineItem] |
/// | [AzureExport] | `ChargeType` and `CostInBillingCurrency` or `Cost` | the actual cost export | the amortized cost
/// export |
/// | [MappedTable] | the catalog's `bills`, by source | a column, times a factor | the same, or a column of its own |
///
/// In AWS's report discounts count by lines of their own: make a CUR 2.0 with manual discount compatibility.
/// Its costs are the unblended ones; net columns are passed over.
///
/// Format: FOCUS 1.0 to 1.4, focus.finops.org; for the others see their classes.
@NullMarked
package costperchange.ingest.focus;

import org.jspecify.annotations.NullMarked;
