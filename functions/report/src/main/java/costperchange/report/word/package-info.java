/// # Word back
///
/// What a change cost goes back to where the change came from. Called by [costperchange.report.TellFunction]
/// and the command line; calls the calculator's `word` for what is said, the store for what it is computed
/// from and for what was told already, and the hosts.
///
/// | where the catalog's `wordBack` says | what is sent | how it reaches once |
/// | --- | --- | --- |
/// | `github`, `gitlab` | a comment on the commit | its mark is looked for before it is made |
/// | `webhook` | the document, signed after Standard Webhooks | `webhook-id` stays the same, to drop repeats by |
/// | `eventbridge` | the document, as an event's detail | `data.id` stays the same, to drop repeats by |
///
/// GitHub would take a deployment status, too. But each of its states means something for the deployment (a
/// `success` makes others of its environment inactive, `in_progress` opens it again) and none means nothing,
/// and it comes back to us as a webhook. A comment on the commit changes no state, and no source reads it.
///
/// Rules:
/// - only applications that ask for it are told of, however late it becomes known, for two weeks
///   ([costperchange.calculator.word.Words]); a receiver that is new in the catalog has no history told;
/// - nothing is said while a month that matters is being worked through;
/// - what is to be told is claimed, told, then marked ([costperchange.store.Tellings]): after a crash
///   between, the claim runs out and the next run tells it again by the same name, so nothing is lost and
///   nothing stands twice where the receiver knows names;
/// - one that refuses is said in the log and stops no other; it is tried again each day of these two weeks;
/// - names stand in code, where Markdown makes neither markup nor mentions of them;
/// - addresses are https; tokens, secrets and addresses of webhooks stand in no log.
@NullMarked
package costperchange.report.word;

import org.jspecify.annotations.NullMarked;
