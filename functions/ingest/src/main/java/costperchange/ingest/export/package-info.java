/// # Exports in S3
///
/// What AWS delivers to a bucket: a manifest for each billing period, and the files it lists, brought to local
/// disk. Any number of exports may share a bucket and a prefix: of costs in FOCUS, CUR 2.0, and cost and usage
/// reports from before Data Exports; others are left alone.
///
/// Called by the ingest function and the command line. Calls S3.
///
/// Layout and order of delivery are those that AWS documents under "Understanding export delivery" and
/// "Understanding your report versions" (AWS Data Exports user guide); what the documentation leaves open is
/// read tolerantly, such as the case of `BILLING_PERIOD`.
///
/// Rules:
/// - only what a manifest lists is read: beside it stand older deliveries and left-over parts of larger ones;
/// - all files of a manifest, each whole and as the manifest meant it, or an error that names the file;
/// - no time comes from the clock: S3 and the exports say when things were.
@NullMarked
package costperchange.ingest.export;

import org.jspecify.annotations.NullMarked;
