package costperchange.ingest.focus;

import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.ChargeKind;
import java.util.Arrays;
import java.util.List;

/// The line item types of AWS's Cost and Usage Report, and what each is in FOCUS words.
///
/// Billed cost is `UnblendedCost`, always. Effective cost, by [#effective], is the amortised cost. Source: AWS
/// Data Exports User Guide, "Line item details" (the types), "Understanding your reservations" and
/// "Understanding Savings Plans" (which columns hold amortised cost), and AWS's CUR Query Library ("amortized
/// cost").
///
/// A fee for a commitment is a purchase whose effective cost is what nobody used of it: where there is any, the
/// commitment status is `Unused`. The negation takes back the on-demand price that covered usage shows as
/// unblended cost, so both are usage. Discounts come as lines of their own and are adjustments. FOCUS has no
/// category of refunds, which are corrections of what was refunded; the report does not say whether that was
/// usage, and usage nearly all is.
public enum LineItem {
    USAGE("Usage", ChargeCategory.USAGE, Effective.UNBLENDED, Status.NONE),
    TAX("Tax", ChargeCategory.TAX, Effective.UNBLENDED, Status.NONE),
    /// Of a reservation, if it names one: then the upfront fee, which is amortised elsewhere.
    FEE("Fee", ChargeCategory.PURCHASE, Effective.UNBLENDED_BUT_FOR_RESERVATIONS, Status.NONE),
    CREDIT("Credit", ChargeCategory.CREDIT, Effective.UNBLENDED, Status.NONE),
    REFUND("Refund", ChargeCategory.USAGE, Effective.UNBLENDED, Status.NONE),
    DISCOUNT("Discount", ChargeCategory.ADJUSTMENT, Effective.UNBLENDED, Status.NONE),
    BUNDLED_DISCOUNT("BundledDiscount", ChargeCategory.ADJUSTMENT, Effective.UNBLENDED, Status.NONE),
    EDP_DISCOUNT("EdpDiscount", ChargeCategory.ADJUSTMENT, Effective.UNBLENDED, Status.NONE),
    PRIVATE_RATE_DISCOUNT("PrivateRateDiscount", ChargeCategory.ADJUSTMENT, Effective.UNBLENDED, Status.NONE),
    RI_VOLUME_DISCOUNT("RiVolumeDiscount", ChargeCategory.ADJUSTMENT, Effective.UNBLENDED, Status.NONE),
    SPP_DISCOUNT("SppDiscount", ChargeCategory.ADJUSTMENT, Effective.UNBLENDED, Status.NONE),
    DISCOUNTED_USAGE("DiscountedUsage", ChargeCategory.USAGE, Effective.RESERVATION, Status.USED),
    RI_FEE("RIFee", ChargeCategory.PURCHASE, Effective.RESERVATION_UNUSED, Status.UNUSED),
    COVERED_USAGE("SavingsPlanCoveredUsage", ChargeCategory.USAGE, Effective.SAVINGS_PLAN, Status.USED),
    NEGATION("SavingsPlanNegation", ChargeCategory.USAGE, Effective.ZERO, Status.USED),
    RECURRING_FEE("SavingsPlanRecurringFee", ChargeCategory.PURCHASE, Effective.SAVINGS_PLAN_UNUSED, Status.UNUSED),
    UPFRONT_FEE("SavingsPlanUpfrontFee", ChargeCategory.PURCHASE, Effective.ZERO, Status.NONE);

    /// Where the effective cost stands.
    enum Effective {
        UNBLENDED,
        UNBLENDED_BUT_FOR_RESERVATIONS,
        ZERO,
        RESERVATION("reservation_effective_cost"),
        /// Both added.
        RESERVATION_UNUSED(
                "reservation_unused_amortized_upfront_fee_for_billing_period", "reservation_unused_recurring_fee"),
        SAVINGS_PLAN("savings_plan_savings_plan_effective_cost"),
        /// The first less the second.
        SAVINGS_PLAN_UNUSED("savings_plan_total_commitment_to_date", "savings_plan_used_commitment");

        private final List<String> columns;

        Effective(String... columns) {
            this.columns = List.of(columns);
        }

        /// The columns that are needed beside `UnblendedCost`, as CUR 2.0 spells them.
        List<String> columns() {
            return columns;
        }
    }

    /// FOCUS `CommitmentDiscountStatus`.
    enum Status {
        NONE,
        USED,
        UNUSED
    }

    private final String type;
    private final ChargeCategory category;
    private final Effective effective;
    private final Status status;

    LineItem(String type, ChargeCategory category, Effective effective, Status status) {
        this.type = type;
        this.category = category;
        this.effective = effective;
        this.status = status;
    }

    /// As AWS writes it.
    public String type() {
        return type;
    }

    public ChargeCategory category() {
        return category;
    }

    /// As Cost Explorer's groups have it, which know kinds only.
    public ChargeKind kind() {
        return ChargeKind.of(category, isCorrection());
    }

    boolean isCorrection() {
        return this == REFUND;
    }

    Status status() {
        return status;
    }

    Effective effective() {
        return effective;
    }

    /// All types whose effective cost stands in one place.
    static List<String> types(Effective effective) {
        return Arrays.stream(values())
                .filter(item -> item.effective == effective)
                .map(LineItem::type)
                .toList();
    }
}
