package costperchange.report.page;

import costperchange.calculator.report.CostPerChange.Row;
import costperchange.calculator.report.MonthlyReport.Difference;
import costperchange.calculator.report.MonthlyReport.Relative;
import java.math.BigDecimal;
import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/// What the numbers say, in words. Plain text, not yet fit for markup.
public final class Sentences {

    private Sentences() {}

    /// Why a row has no cost per change.
    public static String noRatio(Row row) {
        BigDecimal cost = row.cost();
        if (cost == null) {
            return "no bill";
        }
        boolean allLeftOut = cost.signum() == 0 && row.costNotMeasured().signum() != 0;
        return allLeftOut ? "not measured" : "no change";
    }

    /// A month against the month before.
    public static String difference(YearMonth month, @Nullable Difference difference) {
        String before = "Against " + Figures.month(month.minusMonths(1));
        if (difference == null) {
            return before + " nothing is compared.";
        }
        Relative relative = difference.relative();
        return relative == null
                ? before + " no percentage is given: " + difference.reason() + "."
                : before + ": " + Figures.percent(relative.value()) + ", 90\u00a0% interval "
                        + Figures.percent(relative.low()) + " to " + Figures.percent(relative.high()) + "."
                        + (relative.noise() ? " The interval leaves open in which direction." : "");
    }

    /// The three differences, for a month that can be compared.
    static String parts(Difference difference, String currency) {
        BigDecimal cost = difference.cost();
        Integer changes = difference.changes();
        BigDecimal ratio = difference.costPerChange();
        if (cost == null || changes == null) {
            return "";
        }
        return "Cost " + Figures.more(cost) + " " + currency + ", changes " + Figures.more(changes)
                + (ratio == null ? "" : ", cost per change " + Figures.more(ratio) + " " + currency) + ".";
    }
}
