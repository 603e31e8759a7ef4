/// # Objectives
///
/// What a team wants to spend, by day and by change, and whether it does.
///
/// Called by the catalog, which says what is wanted, and by the report package, which says what came of it. Uses
/// `trend` for what counts and days can tell.
///
/// Rules:
/// - a state is met, missed or cannot tell, and what cannot be told says why;
/// - budgets and burn rates are on cost, which every day has; a ratio has no budget, as a day without a change has
///   none;
/// - days whose cost is not known are in neither budget nor spending.
@NullMarked
package costperchange.calculator.objective;

import org.jspecify.annotations.NullMarked;
