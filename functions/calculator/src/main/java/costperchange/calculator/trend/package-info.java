/// # Trend
///
/// Whether change is getting cheaper, as far as counts so small can tell.
///
/// Called by the metrics, the report, the page, the gate and the objectives. Uses `time` only.
///
/// Rules:
/// - two windows are compared on three differences, cost, changes and ratio, never on the ratio alone;
/// - a percentage comes with its interval, and is null with the reason where counts are too small;
/// - statistics are floating point; the money they compare is not.
@NullMarked
package costperchange.calculator.trend;

import org.jspecify.annotations.NullMarked;
