package costperchange.ingest.costexplorer;

import costperchange.calculator.charge.Dimension;
import java.util.Locale;
import java.util.regex.Pattern;

/// What Cost Explorer is asked about.
///
/// @param source name of the bills' source
/// @param account FOCUS `BillingAccountId`: twelve digits, the account that pays and asks
/// @param tag key of a cost allocation tag
/// @param by what costs are told apart by beside the tag
/// @param metrics which costs
/// @throws IllegalArgumentException if the account is none or the tag is empty; says so
public record Enquiry(String source, String account, String tag, By by, Metrics metrics) {

    /// The source's name where none is given.
    public static final String SOURCE = "cost-explorer";

    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");

    public Enquiry {
        if (!ACCOUNT.matcher(account).matches()) {
            throw new IllegalArgumentException("the account must be twelve digits, not '" + account + "'");
        }
        if (tag.isBlank()) {
            throw new IllegalArgumentException("the tag's key is empty");
        }
    }

    /// What a second grouping can be.
    public enum By {
        /// Sub accounts.
        ACCOUNT("LINKED_ACCOUNT", Dimension.Column.SUB_ACCOUNT),
        /// Products.
        SERVICE("SERVICE", Dimension.Column.SERVICE_NAME);

        private final String key;
        private final Dimension.Column column;

        By(String key, Dimension.Column column) {
            this.key = key;
            this.column = column;
        }

        /// As Cost Explorer names it.
        String key() {
            return key;
        }

        Dimension.Column column() {
            return column;
        }

        /// @throws IllegalArgumentException if it is neither `account` nor `service`
        public static By of(String text) {
            return switch (text.toLowerCase(Locale.ROOT)) {
                case "account" -> ACCOUNT;
                case "service" -> SERVICE;
                default -> throw new IllegalArgumentException("must be account or service, not '" + text + "'");
            };
        }
    }

    /// Which of Cost Explorer's metrics are the two costs.
    public enum Metrics {
        /// Discounts are records of their own.
        PLAIN("UnblendedCost", "AmortizedCost"),
        /// Discounts are taken off each cost, which is nearer to FOCUS; only there for accounts that have some.
        NET("NetUnblendedCost", "NetAmortizedCost");

        private final String billed;
        private final String effective;

        Metrics(String billed, String effective) {
            this.billed = billed;
            this.effective = effective;
        }

        String billed() {
            return billed;
        }

        String effective() {
            return effective;
        }
    }
}
