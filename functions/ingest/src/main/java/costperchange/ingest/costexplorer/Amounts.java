package costperchange.ingest.costexplorer;

import costperchange.calculator.money.Cost;
import costperchange.store.CostExplorerAnswers.Group;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.regex.Pattern;

/// Amounts as Cost Explorer writes them: decimals, also with an exponent.
final class Amounts {

    /// With an end to the digits: an exponent of millions would fill the memory.
    private static final Pattern DECIMAL = Pattern.compile("[-+]?\\d{1,30}(\\.\\d{1,40})?([eE][-+]?\\d{1,2})?");

    /// The unit of what costs nothing.
    private static final String NO_UNIT = "N/A";

    private Amounts() {}

    /// @throws UnreadException if an amount is none; names day and group
    static Cost cost(LocalDate day, Group group) {
        return new Cost(amount(day, group, group.billed()), amount(day, group, group.effective()));
    }

    /// Whether a group has neither a cost nor a currency.
    static boolean isNothing(Group group) {
        return group.currency().equals(NO_UNIT) && cost(LocalDate.EPOCH, group).isZero();
    }

    private static BigDecimal amount(LocalDate day, Group group, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw new UnreadException(day + ": the amount '" + text + "' of " + group.keys() + " is not a number");
        }
        return new BigDecimal(text);
    }
}
