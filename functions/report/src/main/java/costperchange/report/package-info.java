/// # Report
///
/// What goes out without being asked for: a report of each month, and metrics of each day. Called by EventBridge
/// Scheduler and, with the same inputs, by the command line.
///
/// [ReportFunction] writes a month's report as a page, as CSV and as JSON to a [Destination], and tells a topic of it.
/// [MetricsFunction] prints each day that became complete as CloudWatch metrics. Both only read the table, and mark in
/// it what they did ([costperchange.store.Marks]). Calls the calculator for the numbers and the store for what they are
/// computed from.
///
/// Rules:
/// - what is written depends on what was read and on nothing else, no clock: written again, it is the same to the byte;
/// - what cannot be taken back (a message, a metric) is marked before it is sent: a crash between leaves it out, and
///   nothing is ever sent twice;
/// - the time that counts is the one the input carries.
@NullMarked
package costperchange.report;

import org.jspecify.annotations.NullMarked;
