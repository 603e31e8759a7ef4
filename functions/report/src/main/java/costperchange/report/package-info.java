/// # Report
///
/// What goes out without being asked for: a report of each month, and metrics of each day. Called by EventBridge
/// Scheduler and, with the same inputs, by the command line.
///
/// [ReportFunction] writes a month's report as a page, as CSV and as JSON to a [Destination], and tells a topic of it.
/// [MetricsFunction] prints each day that became complete as CloudWatch metrics. [TellFunction] tells what a
/// change cost where it came from ([costperchange.report.word]). They only read the table, and mark in it
/// what they did ([costperchange.store.Marks], [costperchange.store.Tellings]). Calls the calculator for the
/// numbers and the store for what they are computed from.
///
/// Rules:
/// - what is written depends on what was read and on nothing else, no clock: written again, it is the same to the byte;
/// - what cannot be taken back and has no name (a metric, a message to a topic) is marked before it is sent:
///   a crash between leaves it out, and nothing is ever sent twice; what has a name is claimed, sent and then
///   marked;
/// - the time that counts is the one the input carries.
@NullMarked
package costperchange.report;

import org.jspecify.annotations.NullMarked;
