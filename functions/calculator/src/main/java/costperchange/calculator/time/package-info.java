/// # Time
///
/// Half-open periods, UTC days, ISO weeks and months.
///
/// Called by every other package of the calculator; calls none.
///
/// Rules:
/// - a period contains its start and not its end;
/// - a day is a UTC day; a week is an ISO week and starts on Monday;
/// - nothing here reads a clock.
@NullMarked
package costperchange.calculator.time;

import org.jspecify.annotations.NullMarked;
