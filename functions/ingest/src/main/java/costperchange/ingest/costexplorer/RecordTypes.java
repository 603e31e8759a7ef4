package costperchange.ingest.costexplorer;

import static java.util.Map.entry;

import costperchange.calculator.charge.ChargeCategory;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Cost Explorer's record types as FOCUS charge categories.
///
/// Two spellings of each are known, that of the cost and usage report's `line_item_line_item_type` and that of
/// Cost Explorer's charge type filter ("Using advanced cost analysis filters", AWS Cost Management user guide),
/// since its API has given both. Case, spaces and punctuation do not matter.
///
/// Discounts and what savings plans negate are usage, since FOCUS knows them only as usage that costs less. A
/// refund is an adjustment, so that it stands apart from credits.
final class RecordTypes {

    private static final Map<String, ChargeCategory> CATEGORIES = Map.ofEntries(
            entry("usage", ChargeCategory.USAGE),
            entry("discountedusage", ChargeCategory.USAGE),
            entry("reservationappliedusage", ChargeCategory.USAGE),
            entry("savingsplancoveredusage", ChargeCategory.USAGE),
            entry("savingsplannegation", ChargeCategory.USAGE),
            entry("discount", ChargeCategory.USAGE),
            entry("bundleddiscount", ChargeCategory.USAGE),
            entry("edpdiscount", ChargeCategory.USAGE),
            entry("enterprisediscountprogramdiscount", ChargeCategory.USAGE),
            entry("sppdiscount", ChargeCategory.USAGE),
            entry("solutionproviderprogramdiscount", ChargeCategory.USAGE),
            entry("privateratediscount", ChargeCategory.USAGE),
            entry("privateratecarddiscount", ChargeCategory.USAGE),
            entry("distributordiscount", ChargeCategory.USAGE),
            entry("rivolumediscount", ChargeCategory.USAGE),
            entry("fee", ChargeCategory.PURCHASE),
            entry("rifee", ChargeCategory.PURCHASE),
            entry("recurring", ChargeCategory.PURCHASE),
            entry("recurringreservationfee", ChargeCategory.PURCHASE),
            entry("upfront", ChargeCategory.PURCHASE),
            entry("upfrontreservationfee", ChargeCategory.PURCHASE),
            entry("savingsplanrecurringfee", ChargeCategory.PURCHASE),
            entry("savingsplanupfrontfee", ChargeCategory.PURCHASE),
            entry("flatratesubscription", ChargeCategory.PURCHASE),
            entry("support", ChargeCategory.PURCHASE),
            entry("supportfee", ChargeCategory.PURCHASE),
            entry("other", ChargeCategory.PURCHASE),
            entry("otheroutofcyclecharges", ChargeCategory.PURCHASE),
            entry("tax", ChargeCategory.TAX),
            entry("credit", ChargeCategory.CREDIT),
            entry("refund", ChargeCategory.ADJUSTMENT));

    private RecordTypes() {}

    /// Empty if the type is not known.
    static Optional<ChargeCategory> known(String recordType) {
        return Optional.ofNullable(
                CATEGORIES.get(recordType.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")));
    }

    /// What is not known is an adjustment: its cost counts, and it weighs nothing where usage is what weighs.
    static ChargeCategory category(String recordType) {
        return known(recordType).orElse(ChargeCategory.ADJUSTMENT);
    }
}
