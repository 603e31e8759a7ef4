package costperchange.calculator.charge;

import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Shares;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

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

    /// How many months a charge may reach, from its billing period on, to be amortised: the longest commitments
    /// that clouds sell are of five years.
    public static final int LONGEST_AMORTISED = 61;

    public Charge {
        values = Map.copyOf(values);
    }

    /// The same with another cost.
    public Charge costing(Cost other) {
        return new Charge(
                billingAccount,
                billingPeriod,
                chargePeriod,
                category,
                correction,
                currency,
                provider,
                invoice,
                values,
                other,
                rows);
    }

    public ChargeKind kind() {
        return ChargeKind.of(category, correction);
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
        return spread(chargePeriod.overlap(billingPeriod).orElse(billingPeriod));
    }

    /// The cost by UTC day if it is amortised: by seconds over the charge period, but over no day before the
    /// billing period, whose months may be closed. The days' sum is the cost, exactly.
    ///
    /// @return empty where there is nothing to amortise: the charge ends with its billing period, or reaches
    ///     further than [#LONGEST_AMORTISED]
    public Optional<Map<LocalDate, Cost>> amortised() {
        Period open = new Period(
                billingPeriod.start(),
                chargePeriod.end().isAfter(billingPeriod.end()) ? chargePeriod.end() : billingPeriod.end());
        boolean reaches = chargePeriod.end().isAfter(billingPeriod.end());
        boolean tooFar = ChronoUnit.MONTHS.between(
                        open.month(), YearMonth.from(Period.day(open.end().minusNanos(1))))
                >= LONGEST_AMORTISED;
        return reaches && !tooFar ? chargePeriod.overlap(open).map(this::spread) : Optional.empty();
    }

    /// Which months a correction corrects, and by how much each: by seconds over the months of its charge
    /// period. The sum is the cost, exactly. What is to come after the billing period cannot be corrected yet,
    /// so a charge period that reaches beyond it corrects its own month by that part.
    ///
    /// @return none later than the billing period's; empty for a charge that is no correction, or corrects its
    ///     own billing period only
    public Map<YearMonth, Cost> corrected() {
        if (!correction || !chargePeriod.start().isBefore(billingPeriod.start())) {
            return Map.of();
        }
        List<YearMonth> months = chargePeriod.months();
        List<BigDecimal> seconds = months.stream()
                .map(month ->
                        chargePeriod.overlap(Period.of(month)).orElseThrow().seconds())
                .map(BigDecimal::valueOf)
                .toList();
        List<Cost> parts = Shares.of(cost, seconds);
        Map<YearMonth, Cost> byMonth = new TreeMap<>();
        for (int i = 0; i < months.size(); i++) {
            YearMonth own = billingPeriod.month();
            byMonth.merge(months.get(i).isAfter(own) ? own : months.get(i), parts.get(i), Cost::plus);
        }
        return byMonth;
    }

    private Map<LocalDate, Cost> spread(Period posted) {
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
