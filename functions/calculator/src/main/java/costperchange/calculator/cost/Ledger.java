package costperchange.calculator.cost;

import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;

/// Where the charges of one billing account's billing period went, as far as they post to one calendar month.
///
/// @param billingMonth month in which the billing period starts
/// @param billingPeriodStart when the billing period starts
/// @param source the export or API the bill came from
/// @param account FOCUS `BillingAccountId`
/// @param currency of all amounts
/// @param month calendar month (UTC) to which these charges post; the billing month, or the one after where the billing
///     period crosses a month's end
/// @param total sum of the charges
/// @param direct allocated to applications by rules
/// @param shared allocated to applications by pools
/// @param unallocated by reason, in order of the reasons
/// @param unallocatedByDay the same by day, for the days that have any
/// @param absolute sum of the charges' absolute amounts: posted lines, each taken absolutely
/// @param absoluteAllocated the allocated ones among them
public record Ledger(
        YearMonth billingMonth,
        Instant billingPeriodStart,
        String source,
        String account,
        Currency currency,
        YearMonth month,
        Cost total,
        Cost direct,
        Cost shared,
        List<Reason> unallocated,
        List<DayCost> unallocatedByDay,
        Cost absolute,
        Cost absoluteAllocated) {

    /// What was not allocated for one reason.
    public record Reason(String reason, Cost cost) {}

    /// What was not allocated on one day.
    public record DayCost(LocalDate day, Cost cost) {}

    public Ledger {
        unallocated = List.copyOf(unallocated);
        unallocatedByDay = List.copyOf(unallocatedByDay);
    }

    public Cost unallocatedSum() {
        return unallocated.stream().map(Reason::cost).reduce(Cost.ZERO, Cost::plus);
    }

    /// What is in the bill and in none of its parts: always 0, and shown so that it can be seen to be.
    public Cost residual() {
        return total.minus(direct).minus(shared).minus(unallocatedSum());
    }

    public static final Comparator<Ledger> ORDER = Comparator.comparing(Ledger::billingMonth)
            .thenComparing(Ledger::source)
            .thenComparing(Ledger::account)
            .thenComparing(Ledger::currency)
            .thenComparing(Ledger::month)
            .thenComparing(Ledger::billingPeriodStart);

    /// Both bases taken absolutely.
    public static Cost absolute(Cost cost) {
        return new Cost(cost.billed().abs(), cost.effective().abs());
    }
}
