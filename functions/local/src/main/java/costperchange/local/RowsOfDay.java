package costperchange.local;

import costperchange.calculator.allocation.Owner;
import costperchange.calculator.allocation.Rules;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.ingest.focus.Row;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Collects the rows of a day that an application takes: the largest one by one, all of them as a sum.
final class RowsOfDay implements Predicate<Row> {

    private static final int SHOWN = 50;

    private final Rules rules;
    private final Owner application;
    private final LocalDate day;
    private final Basis basis;
    private final List<String> lines = new ArrayList<>();
    private final Map<Currency, BigDecimal> sums = new TreeMap<>();
    private long count;

    RowsOfDay(Rules rules, String application, LocalDate day, Basis basis) {
        this.rules = rules;
        this.application = new Owner.Application(application);
        this.day = day;
        this.basis = basis;
    }

    @Override
    public boolean test(Row row) {
        Rules.Taken taken = rules.take(row.charge(), day);
        Cost cost = rules.byDay(row.charge()).get(day);
        if (cost != null && taken.owner().equals(application)) {
            BigDecimal amount = cost.on(basis);
            sums.merge(row.charge().currency(), amount, BigDecimal::add);
            count++;
            if (count <= SHOWN) {
                lines.add("  " + amount.toPlainString() + " " + row.charge().currency() + "  " + row.file() + ", row "
                        + row.row() + "  " + row.resource() + "  " + row.description() + "  by " + taken.rule());
            }
        }
        return true;
    }

    /// The rows and their sums.
    String text() {
        StringBuilder text = new StringBuilder("rows of the files that it takes itself: " + count
                + (count > SHOWN ? ", the largest " + SHOWN + " of them:" : "") + "\n");
        lines.forEach(line -> text.append(line.stripTrailing()).append('\n'));
        sums.forEach((currency, sum) -> text.append("  sum: ")
                .append(sum.toPlainString())
                .append(' ')
                .append(currency)
                .append('\n'));
        return text.toString();
    }
}
