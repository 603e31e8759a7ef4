package costperchange.report;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;

/// One number for tools that ask for metrics, or are sent them, again and again.
///
/// @param name what is measured
/// @param labels whose it is: `scope`, `currency` of what is an amount, and `of` what of an objective
/// @param value exact; the formats make a binary floating point number of it
public record Gauge(Name name, Map<String, String> labels, BigDecimal value) {

    /// Everything that is measured, by Prometheus's conventions (prometheus.io, "Metric and label naming"):
    /// units at the end, ratios from 0 to 1. Amounts have no unit, as their currency is a label.
    public enum Name {
        SETTLING("1 while bills or applications are being worked through, and nothing else is told; else 0."),
        COMPLETE_THROUGH_TIMESTAMP_SECONDS("End of the latest day whose cost is known, UTC; the others are of it."),
        COST_PER_DAY("Effective cost of the latest complete day."),
        CHANGES_PER_DAY("Changes of the latest complete day."),
        DEPLOYMENTS_PER_DAY("Deployments that succeeded in production on the latest complete day."),
        COST_PER_CHANGE_28D("Effective cost per change of the 28 days that end with the latest complete day."),
        COST_PER_CHANGE_28D_MOVED_RATIO("How much more a change cost than in the 28 days before, as a fraction."),
        COST_PER_CHANGE_28D_MOVED_LOW_RATIO("Lower end of the 90 % interval of how much more a change cost."),
        COST_PER_CHANGE_28D_MOVED_HIGH_RATIO("Upper end of the 90 % interval of how much more a change cost."),
        SHARE_EXPLAINED_RATIO("Part of the charges of the latest complete day's month that reached an application."),
        LEAD_TIME_28D_MEDIAN_SECONDS("Change lead time, median of the 28 days."),
        LEAD_TIME_28D_P90_SECONDS("Change lead time, 90th percentile of the 28 days."),
        CHANGE_FAIL_28D_RATIO("Change fail rate of the 28 days."),
        RECOVERY_TIME_28D_MEDIAN_SECONDS("Failed deployment recovery time, median of the 28 days."),
        DEPLOYMENT_REWORK_28D_RATIO("Deployment rework rate of the 28 days."),
        OBJECTIVE_BUDGET_LEFT("What may still be spent of an objective's window; below 0 where more was."),
        OBJECTIVE_BURN_RATIO("Cost per day over what was to be spent, by how far it looks back; 1 spends it all."),
        OBJECTIVE_BURNING(
                "1 where an objective's budget goes more than a quarter too fast, over both windows; else 0."),
        OBJECTIVE_STATE("1 for the state of what is wanted, met, missed or cannot_tell; 0 for the other two.");

        private final String help;

        Name(String help) {
            this.help = help;
        }

        public String help() {
            return help;
        }

        /// `cost_per_change_cost_per_day`.
        public String text() {
            String text = name().toLowerCase(Locale.ROOT);
            return text.startsWith("cost_per_change_") ? text : "cost_per_change_" + text;
        }

        /// `seconds` or `ratio`; empty where there is none.
        public String unit() {
            String text = text();
            return text.endsWith("_seconds") ? "seconds" : text.endsWith("_ratio") ? "ratio" : "";
        }
    }
}
