package costperchange.calculator.report;

import costperchange.calculator.cost.DeliveryOfMonth;

/// How delivery went in an application's month, with the month's deployments by day.
public record DeliveryOfScope(MonthOfScope month, DeliveryOfMonth delivery) {}
