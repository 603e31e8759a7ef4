/// # Message
///
/// Tells people of an issue of a report: an SNS topic, e-mail by SES, and the incoming webhooks of Slack and of
/// Microsoft Teams. Called by the report's issues. Calls [costperchange.store.Dispatches] for who was told
/// already.
///
/// Rules:
/// - each channel is told of an issue at most once. A message that comes twice makes people ask which of two
///   reports holds, and nobody can take it back; one that does not come is in the bucket, and the failure queue
///   rings. So telling is begun in the table, sent, and confirmed;
/// - what a channel refused before it took it (it could not be reached, it asks to wait, it answers that it
///   failed) is sent again, with growing pauses, while the function has time, and by the next run;
/// - what may have arrived (a crash, or no answer, after it was sent) stays open and is not sent again, until a
///   person who looked says so: `{"month": "2026-10", "again": ["slack"]}`. That alone can repeat a message;
/// - what is open or refused fails the invocation by name once all else is done, so that it is tried again and
///   ends in the failure queue;
/// - numbers come from the report that was issued, and are never computed here;
/// - the address of a webhook is a secret: https, no redirects, and in no log and no error.
@NullMarked
package costperchange.report.message;

import org.jspecify.annotations.NullMarked;
