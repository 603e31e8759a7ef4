package costperchange.calculator.cost;

import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Where the charges of one billing account's billing period went, as far as they post to one calendar month.
///
/// A bill has a ledger for each calendar month that its billing period touches, and one, marked as `released`,
/// for each later month to which something amortised of it posts.
///
/// @param billingMonth month in which the billing period starts
/// @param billingPeriodStart when the billing period starts
/// @param source the export or API the bill came from
/// @param account FOCUS `BillingAccountId`
/// @param currency of all amounts
/// @param month calendar month (UTC) to which these charges post
/// @param released whether they post to days after the billing period, being amortised
/// @param entries by kind and invoice, in order
/// @param unallocated by reason, in order of the reasons
/// @param unallocatedByDay the same by day, for the days that have any
/// @param absolute sum of the charges' absolute amounts: posted lines, each taken absolutely
/// @param absoluteAllocated the allocated ones among them
/// @param corrections of other months among them, by the month that they correct and their invoice
/// @param bill of the bill as a whole; in the ledger of its billing month only, null in the others
public record Ledger(
        YearMonth billingMonth,
        Instant billingPeriodStart,
        String source,
        String account,
        Currency currency,
        YearMonth month,
        boolean released,
        List<Entry> entries,
        List<Reason> unallocated,
        List<DayCost> unallocatedByDay,
        Cost absolute,
        Cost absoluteAllocated,
        List<Correction> corrections,
        @Nullable OfBill bill) {

    /// Where charges went.
    ///
    /// @param total sum of the charges
    /// @param direct allocated to applications by rules
    /// @param shared allocated to applications by pools
    /// @param unallocated to nobody
    /// @param recoverableTax how much of direct and shared is a tax that comes back
    public record Went(Cost total, Cost direct, Cost shared, Cost unallocated, Cost recoverableTax) {
        public static final Went NOWHERE = new Went(Cost.ZERO, Cost.ZERO, Cost.ZERO, Cost.ZERO, Cost.ZERO);

        public Went plus(Went other) {
            return new Went(
                    total.plus(other.total),
                    direct.plus(other.direct),
                    shared.plus(other.shared),
                    unallocated.plus(other.unallocated),
                    recoverableTax.plus(other.recoverableTax));
        }

        public Went minus(Went other) {
            return new Went(
                    total.minus(other.total),
                    direct.minus(other.direct),
                    shared.minus(other.shared),
                    unallocated.minus(other.unallocated),
                    recoverableTax.minus(other.recoverableTax));
        }

        /// What is in the charges and in none of the parts.
        public Cost residual() {
            return total.minus(direct).minus(shared).minus(unallocated);
        }
    }

    /// @param invoice FOCUS `InvoiceId`; empty if the bill does not say
    public record Entry(ChargeKind kind, String invoice, Went went) {}

    /// What was not allocated for one reason.
    public record Reason(String reason, Cost cost) {}

    /// What was not allocated on one day.
    public record DayCost(LocalDate day, Cost cost) {}

    /// Corrections of an earlier month, billed in this one.
    ///
    /// @param corrects the month that they correct
    /// @param invoice that they stand on; empty if the bill does not say
    public record Correction(YearMonth corrects, String invoice, Went went) {
        public Correction {
            // Ledgers that were kept before said nothing of invoices here.
            invoice = Objects.requireNonNullElse(invoice, "");
        }
    }

    /// What is said of a bill as a whole, in one currency.
    ///
    /// @param total sum of its charges, as they were read
    /// @param deferred how much of it is amortised and posts to days after its billing period
    /// @param withoutEffectiveCost accounts whose usage has billed but no effective cost
    /// @param unallocated the biggest groups of charges that nobody takes
    public record OfBill(
            Cost total, Cost deferred, List<WithoutEffectiveCost> withoutEffectiveCost, List<Unallocated> unallocated) {
        public OfBill {
            withoutEffectiveCost = List.copyOf(withoutEffectiveCost);
            unallocated = List.copyOf(unallocated);
        }
    }

    /// An account whose usage was billed and has no effective cost at all: its exporter may not fill the column
    /// in.
    ///
    /// @param subAccount FOCUS `SubAccountId`; empty where the bill does not say
    /// @param billed what its usage was billed
    public record WithoutEffectiveCost(String subAccount, Currency currency, BigDecimal billed) {}

    /// Charges that nobody takes, as people can find them.
    ///
    /// @param reason why nobody takes them
    /// @param subAccount FOCUS `SubAccountId`, empty like the others where the bill does not say
    /// @param service FOCUS `ServiceName`
    /// @param rows how many rows of the bill they are
    public record Unallocated(
            String reason,
            String subAccount,
            String provider,
            String service,
            ChargeKind kind,
            Currency currency,
            Cost cost,
            long rows) {

        /// By the larger of both bases, taken absolutely; ties by name.
        public static final Comparator<Unallocated> BIGGEST_FIRST = Comparator.comparing((Unallocated group) ->
                        absolute(group.cost).billed().max(absolute(group.cost).effective()))
                .reversed()
                .thenComparing(Unallocated::subAccount)
                .thenComparing(Unallocated::provider)
                .thenComparing(Unallocated::service)
                .thenComparing(Unallocated::kind)
                .thenComparing(Unallocated::currency);
    }

    public Ledger {
        entries = List.copyOf(entries);
        unallocated = List.copyOf(unallocated);
        unallocatedByDay = List.copyOf(unallocatedByDay);
        corrections = List.copyOf(corrections);
    }

    /// The same with other entries.
    public Ledger withEntries(List<Entry> others) {
        return new Ledger(
                billingMonth,
                billingPeriodStart,
                source,
                account,
                currency,
                month,
                released,
                others,
                unallocated,
                unallocatedByDay,
                absolute,
                absoluteAllocated,
                corrections,
                bill);
    }

    /// All of it.
    public Went went() {
        return entries.stream().map(Entry::went).reduce(Went.NOWHERE, Went::plus);
    }

    public Cost total() {
        return sum(Went::total);
    }

    public Cost direct() {
        return sum(Went::direct);
    }

    public Cost shared() {
        return sum(Went::shared);
    }

    /// What was charged and is in none of the parts: always 0, and shown so that it can be seen to be.
    public Cost residual() {
        return went().residual();
    }

    private Cost sum(Function<Went, Cost> part) {
        return entries.stream().map(Entry::went).map(part).reduce(Cost.ZERO, Cost::plus);
    }

    public static final Comparator<Ledger> ORDER = Comparator.comparing(Ledger::billingMonth)
            .thenComparing(Ledger::source)
            .thenComparing(Ledger::account)
            .thenComparing(Ledger::currency)
            .thenComparing(Ledger::month)
            .thenComparing(Ledger::released)
            .thenComparing(Ledger::billingPeriodStart);

    /// Both bases taken absolutely.
    public static Cost absolute(Cost cost) {
        return new Cost(cost.billed().abs(), cost.effective().abs());
    }
}
