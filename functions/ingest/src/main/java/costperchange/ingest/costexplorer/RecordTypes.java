package costperchange.ingest.costexplorer;

import costperchange.calculator.charge.ChargeKind;
import costperchange.ingest.focus.LineItem;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Cost Explorer's record types.
///
/// Two spellings of each are known, that of the cost and usage report's `line_item_line_item_type`, and that of
/// Cost Explorer's charge type filter ("Using advanced cost analysis filters", AWS Cost Management user guide),
/// since its API has given both. Case, spaces and punctuation do not matter. Either way a charge is what the
/// report's line item is ([LineItem]), so that both tell the same of a month.
final class RecordTypes {

    private static final Map<String, LineItem> ALIASES = Map.ofEntries(
            Map.entry("reservationappliedusage", LineItem.DISCOUNTED_USAGE),
            Map.entry("enterprisediscountprogramdiscount", LineItem.EDP_DISCOUNT),
            Map.entry("solutionproviderprogramdiscount", LineItem.SPP_DISCOUNT),
            Map.entry("privateratecarddiscount", LineItem.PRIVATE_RATE_DISCOUNT),
            Map.entry("distributordiscount", LineItem.DISCOUNT),
            Map.entry("recurring", LineItem.RI_FEE),
            Map.entry("recurringreservationfee", LineItem.RI_FEE),
            Map.entry("upfront", LineItem.FEE),
            Map.entry("upfrontreservationfee", LineItem.FEE),
            Map.entry("flatratesubscription", LineItem.FEE),
            Map.entry("support", LineItem.FEE),
            Map.entry("supportfee", LineItem.FEE),
            Map.entry("other", LineItem.FEE),
            Map.entry("otheroutofcyclecharges", LineItem.FEE));

    private static final Map<String, LineItem> ITEMS = new HashMap<>(ALIASES);

    static {
        for (LineItem item : LineItem.values()) {
            ITEMS.put(plain(item.type()), item);
        }
    }

    private RecordTypes() {}

    /// Empty if the type is not known.
    static Optional<ChargeKind> known(String recordType) {
        return Optional.ofNullable(ITEMS.get(plain(recordType))).map(LineItem::kind);
    }

    /// What is not known is an adjustment: its cost counts, and it weighs nothing where usage is what weighs.
    static ChargeKind kind(String recordType) {
        return known(recordType).orElse(ChargeKind.ADJUSTMENT);
    }

    private static String plain(String recordType) {
        return recordType.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }
}
