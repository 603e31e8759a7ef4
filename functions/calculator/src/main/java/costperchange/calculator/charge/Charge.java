package costperchange.calculator.charge;

import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Shares;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One or more rows of a bill that agree in all of these columns, with their costs added.
///
/// @param billingAccount FOCUS `BillingAccountId`
/// @param billingPeriod FOCUS `BillingPeriodStart` and `BillingPeriodEnd`
/// @param chargePeriod FOCUS `ChargePeriodStart` and `ChargePeriodEnd`; where both fall on one UTC day a reader
///     may give that whole day
/// @param category FOCUS `ChargeCategory`
/// @param correction whether FOCUS `ChargeClass` is `Correction`
/// @param currency FOCUS `BillingCurrency`
/// @param provider who provides what is charged; empty if the bill does not say
/// @param invoice FOCUS `InvoiceId`; empty if the bill does not say
/// @param values of the dimensions that were asked for; a charge without a value has no entry
/// @param cost FOCUS `BilledCost` and `EffectiveCost`, added up
/// @param rows how many rows of the bill this is
public record Charge(
        String billingAccount,
        Period billingPeriod,
        Period chargePeriod,
        ChargeCategory category,
        boolean correction,
        Currency currency,
        String provider,
        String invoice,
        Map<Dimension, String> values,
        Cost cost,
        long rows) {

    public Charge {
        values = Map.copyOf(values);
    }

    public Optional<String> value(Dimension dimension) {
        return Optional.ofNullable(values.get(dimension));
    }

    /// Whether the charge reaches outside its billing period: it is in cost and ledger, and out of trends.
    public boolean multiPeriod() {
        return chargePeriod.start().isBefore(billingPeriod.start())
                || chargePeriod.end().isAfter(billingPeriod.end());
    }

    /// The cost by UTC day: by seconds over the days where charge period and billing period overlap; without
    /// overlap, as most corrections are, evenly over the billing period. The days' sum is the cost, exactly.
    public Map<LocalDate, Cost> byDay() {
        Period posted = chargePeriod.overlap(billingPeriod).orElse(billingPeriod);
        List<LocalDate> days = posted.days();
        if (days.size() == 1) {
            return Map.of(days.getFirst(), cost);
        }
        List<BigDecimal> seconds = days.stream()
                .map(day -> posted.overlap(Period.of(day)).orElseThrow().seconds())
                .map(BigDecimal::valueOf)
                .toList();
        List<Cost> parts = Shares.of(cost, seconds);
        Map<LocalDate, Cost> byDay = new LinkedHashMap<>();
        for (int i = 0; i < days.size(); i++) {
            byDay.put(days.get(i), parts.get(i));
        }
        return byDay;
    }
}
