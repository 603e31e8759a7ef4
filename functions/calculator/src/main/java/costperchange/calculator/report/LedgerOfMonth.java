package costperchange.calculator.report;

import costperchange.calculator.cost.Ledger;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where the bills of a month went: for each account and currency, direct + shared + unallocated + deferred =
/// total.
///
/// @param month in which the bills' periods start
/// @param basis `effective` or `billed`
/// @param asOf the time whose knowledge this is; null for all that is known
/// @param settling whether bills were committed that are not in these numbers yet
/// @param corrected whether corrections stand in the months that they correct; else in those they were billed in
/// @param rows by source, account and currency
/// @param totals by currency
/// @param released what was deferred by earlier bills and posts to this month
/// @param corrections billed in this month for others, or in others for this one
/// @param biggest the biggest groups of charges that nobody takes, by reason
/// @param withoutEffectiveCost accounts whose usage has billed but no effective cost
/// @param excluded what is in no cost per change, and why
public record LedgerOfMonth(
        YearMonth month,
        String basis,
        @Nullable Instant asOf,
        boolean settling,
        boolean corrected,
        List<Row> rows,
        List<Row> totals,
        List<Released> released,
        List<Correction> corrections,
        List<Unallocated> biggest,
        List<WithoutEffectiveCost> withoutEffectiveCost,
        List<Exclusion> excluded) {

    /// The charges of one bill, or of all bills, in one currency.
    ///
    /// @param source the export or API; null in totals
    /// @param account FOCUS `BillingAccountId`; null in totals
    /// @param billingPeriodStart FOCUS `BillingPeriodStart`; null in totals
    /// @param billed the month whose bill it is, where that is another: corrections in the month that they
    ///     correct
    /// @param total sum of the charges
    /// @param direct allocated to applications by rules
    /// @param shared allocated to applications by pools
    /// @param unallocated to nobody
    /// @param deferred amortised, and posts to months after the billing period
    /// @param residual total - direct - shared - unallocated - deferred: always 0
    /// @param recoverableTax how much of direct and shared is a tax that comes back
    /// @param shareExplained absolute allocated amounts over absolute charges, 0 to 1; null where nothing was
    ///     charged
    /// @param kinds by kind and invoice
    /// @param reasons why what is unallocated is
    public record Row(
            @Nullable String source,
            @Nullable String account,
            @Nullable Instant billingPeriodStart,
            @Nullable YearMonth billed,
            Currency currency,
            BigDecimal total,
            BigDecimal direct,
            BigDecimal shared,
            BigDecimal unallocated,
            BigDecimal deferred,
            BigDecimal residual,
            BigDecimal recoverableTax,
            @Nullable BigDecimal shareExplained,
            List<Kind> kinds,
            List<Reason> reasons) {}

    /// @param kind of the charges: `usage`, `purchase`, `tax`, `credit`, `adjustment` or `correction`
    /// @param invoice FOCUS `InvoiceId`; null where the bill does not say
    public record Kind(
            String kind,
            @Nullable String invoice,
            BigDecimal total,
            BigDecimal direct,
            BigDecimal shared,
            BigDecimal unallocated) {}

    public record Reason(String reason, BigDecimal amount) {}

    /// @param billed the month whose bill deferred it
    public record Released(
            String source,
            String account,
            YearMonth billed,
            Currency currency,
            BigDecimal total,
            BigDecimal direct,
            BigDecimal shared,
            BigDecimal unallocated) {}

    /// @param billed the month whose bill it is in
    /// @param corrects the month that it corrects
    /// @param invoice FOCUS `InvoiceId`; null where the bill does not say
    public record Correction(
            String source,
            String account,
            YearMonth billed,
            YearMonth corrects,
            @Nullable String invoice,
            Currency currency,
            BigDecimal total,
            BigDecimal direct,
            BigDecimal shared,
            BigDecimal unallocated) {}

    /// @param subAccount FOCUS `SubAccountId`; empty, like provider and service, where the bill does not say
    /// @param rows how many rows of the bill they are
    public record Unallocated(
            String source,
            String account,
            String reason,
            String subAccount,
            String provider,
            String service,
            String kind,
            Currency currency,
            BigDecimal amount,
            long rows) {}

    /// @param subAccount FOCUS `SubAccountId`; empty where the bill does not say
    /// @param billed what its usage was billed
    public record WithoutEffectiveCost(
            String source, String account, String subAccount, Currency currency, BigDecimal billed) {}

    /// An amount that is in the bills of the calendar month and in no cost per change.
    ///
    /// @param count how many applications it was charged to
    /// @param applications the biggest of them by amount
    public record Exclusion(String reason, Currency currency, BigDecimal amount, int count, List<Share> applications) {}

    public record Share(String application, BigDecimal amount) {}

    /// What is asked.
    ///
    /// @param corrected whether corrections are to stand in the months that they correct
    public record Question(
            YearMonth month, Basis basis, @Nullable Instant asOf, boolean corrected) {}

    /// Answers from what was read.
    ///
    /// @param ledgers those filed under the month, those released into it, and those of later bills that
    ///     correct it
    /// @param months the application months of the calendar month, with their days
    public static LedgerOfMonth of(
            Question question, boolean settling, Collection<Ledger> ledgers, Collection<MonthOfScope> months) {
        LedgerRows rows = new LedgerRows(question, ledgers);
        return new LedgerOfMonth(
                question.month,
                question.basis.label(),
                question.asOf,
                settling,
                question.corrected,
                rows.rows(),
                rows.totals(),
                rows.released(),
                rows.corrections(),
                rows.biggest(),
                rows.withoutEffectiveCost(),
                new Exclusions(question.basis, months, rows.totals(), rows.released()).list());
    }

    /// All of it as one table; its first column tells what a line is about.
    public Sheet sheet() {
        return LedgerSheet.of(this);
    }
}
