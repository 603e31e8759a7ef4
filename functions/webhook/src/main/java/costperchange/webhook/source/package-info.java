/// # Sources of deliveries
///
/// Each reads its own format and checks its own signature: a pure function from headers and body to what was
/// told.
/// Called by the webhook's function, for [AwsEvents] by that of EventBridge and for [ChangesCsv] by the import
/// of files. Calls `calculator.delivery`, and `calculator.allocation` for the names of fields that its rules
/// know.
///
/// Rules:
/// - the signature, or where a sender makes none its secret, is checked in constant time over the bytes as they
///   came,
///   before anything is parsed;
/// - times come from the caller: nothing here reads a clock;
/// - what a source says is kept in its own words; names become the catalog's afterwards;
/// - what is wrong is named by its field, and then nothing of the delivery is used; a link that is none is
///   passed over;
/// - no name or address of a person and no message is told;
/// - a delivery may come again at any time: telling a thing twice changes nothing.
@NullMarked
package costperchange.webhook.source;

import org.jspecify.annotations.NullMarked;
