/// # Word
///
/// What is said of one change to those who made it, once its cost is known: what the application cost per day
/// before it and after it, and what production cost while it was live. Called by the report, which brings it
/// to where the change came from.
///
/// It describes a span of time. What else changed in that span is counted beside it, so nothing is laid at one
/// change's door, and changes are not ranked.
@NullMarked
package costperchange.calculator.word;

import org.jspecify.annotations.NullMarked;
