package costperchange.ingest;

import costperchange.ingest.costexplorer.CostExplorerImport;
import costperchange.ingest.costexplorer.Enquiry;
import java.util.Map;

/// What the reading of Cost Explorer takes from its environment beside the table.
///
/// @param enquiry what is asked, from `COST_EXPLORER_TAG`, `COST_EXPLORER_BY` (`account` or `service`),
///     `COST_EXPLORER_ACCOUNT` and `COST_EXPLORER_NET` (`true` where the account has discounts)
/// @param budget requests in a calendar month, from `COST_EXPLORER_BUDGET`
/// @param lastDays how many days after its end a month is read anew, from `COST_EXPLORER_LAST_DAYS`; 3 where
///     not set
record CostExplorerEnvironment(Enquiry enquiry, int budget, int lastDays) {

    static CostExplorerEnvironment read(Map<String, String> variables) {
        boolean net = Boolean.parseBoolean(variables.getOrDefault("COST_EXPLORER_NET", "false"));
        return new CostExplorerEnvironment(
                new Enquiry(
                        Enquiry.SOURCE,
                        Environment.needed("COST_EXPLORER_ACCOUNT", variables),
                        Environment.needed("COST_EXPLORER_TAG", variables),
                        by(Environment.needed("COST_EXPLORER_BY", variables)),
                        net ? Enquiry.Metrics.NET : Enquiry.Metrics.PLAIN),
                number("COST_EXPLORER_BUDGET", Environment.needed("COST_EXPLORER_BUDGET", variables)),
                number(
                        "COST_EXPLORER_LAST_DAYS",
                        variables.getOrDefault(
                                "COST_EXPLORER_LAST_DAYS", Integer.toString(CostExplorerImport.LAST_DAYS))));
    }

    private static Enquiry.By by(String text) {
        try {
            return Enquiry.By.of(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException("environment variable COST_EXPLORER_BY " + e.getMessage(), e);
        }
    }

    private static int number(String name, String text) {
        if (!text.matches("\\d{1,6}")) {
            throw new IllegalStateException(
                    "environment variable " + name + " must be a number up to 999999, not '" + text + "'");
        }
        return Integer.parseInt(text);
    }
}
