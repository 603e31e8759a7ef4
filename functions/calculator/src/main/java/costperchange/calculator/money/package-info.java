/// # Money
///
/// Amounts that never pass through a `double`, and the one way to divide them.
///
/// Called by every other package of the calculator; calls none.
///
/// Rules:
/// - an amount is a [java.math.BigDecimal] in the unit of a [Currency]; amounts of different currencies are never
/// added;
/// - a [Cost] carries both cost bases of the same charges; the bases are never added to each other;
/// - dividing an amount into [Shares] conserves it to the last digit.
@NullMarked
package costperchange.calculator.money;

import org.jspecify.annotations.NullMarked;
