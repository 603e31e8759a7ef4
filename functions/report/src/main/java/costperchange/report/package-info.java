/// # Report
///
/// What goes out without being asked for: a report of each month, and metrics of each day. Called by EventBridge
/// Scheduler and, with the same inputs, by the command line.
///
/// [ReportFunction] issues the reports of a month, each scope's once and again when it is final ([Issuer]),
/// writes them as page, workbook, CSV and JSON to a [Destination], and tells people
/// ([costperchange.report.message]). [MetricsFunction] prints each day that became complete as CloudWatch
/// metrics. [TellFunction] tells what a change cost where it came from ([costperchange.report.word]). All only read the
/// table, and keep in it what they did ([costperchange.store.Issues], [costperchange.store.Tellings],
/// [costperchange.store.Dispatches], [costperchange.store.Marks]). Calls the calculator for the numbers and the
/// store for what they are computed from.
///
/// Rules:
/// - what an issue says is kept before anything else is done with it: what is written and told depends on that
///   and on nothing else, no clock; written again, it is the same to the byte;
/// - what cannot be taken back (a message, a metric) is marked before it is sent: a crash between leaves it out, and
///   nothing is ever sent twice; what has a name that its receiver knows is claimed, sent and then marked;
/// - the time that counts is the one the input carries.
@NullMarked
package costperchange.report;

import org.jspecify.annotations.NullMarked;
