/// # APIs of GitHub and GitLab
///
/// What no webhook told, asked for afterwards: deployments with their states, pipelines' runs, merged
/// changes.
///
/// Called by the nightly repair and by the import on the command line, both through
/// [costperchange.webhook.BackFill]. Calls the [sources][costperchange.webhook.source], whose readers
/// make facts of what is answered, and the store, which knows what was told, how far a walk came, and how
/// [hosts][costperchange.store.host] are asked.
///
/// Rules:
/// - an answer is put in the webhook's shape and read by the webhook's reader: the same ids, the same
///   words, so nothing is counted twice, and a walk that is made again changes nothing;
/// - a walk goes from the newest to the oldest, page by page; a page's facts are recorded before the place
///   of the next page is kept, so a walk that was stopped anywhere goes on there;
/// - an object that cannot be read is named and counted, and the walk goes on;
/// - no name or address of a person and no message is kept.
@NullMarked
package costperchange.webhook.api;

import org.jspecify.annotations.NullMarked;
