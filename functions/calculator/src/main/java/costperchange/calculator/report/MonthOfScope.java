package costperchange.calculator.report;

import costperchange.calculator.cost.ApplicationMonth.Totals;
import costperchange.calculator.cost.DayOfApplication;
import java.util.List;

/// A month of one application of a scope, as read.
///
/// @param totals of the month
/// @param days of the month; empty where only whole months are asked for
public record MonthOfScope(Totals totals, List<DayOfApplication> days) {}
