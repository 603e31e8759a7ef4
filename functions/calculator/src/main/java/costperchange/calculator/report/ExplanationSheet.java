package costperchange.calculator.report;

import costperchange.calculator.allocation.Explanation;
import costperchange.calculator.allocation.Explanation.Through;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What an application was charged on a day, and why, as a table.
public final class ExplanationSheet {

    private ExplanationSheet() {}

    public static Sheet of(Explanation explanation) {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        explanation
                .rows()
                .forEach(row -> cells.add(Arrays.asList(
                        row.pools().isEmpty() ? "direct" : "shared",
                        row.source(),
                        row.account(),
                        row.billed(),
                        row.rule(),
                        row.pools().stream().map(ExplanationSheet::text).collect(Collectors.joining(", then ")),
                        row.environment(),
                        row.provider(),
                        row.kind(),
                        row.recoverableTax() ? "recoverable tax" : null,
                        row.currency(),
                        row.amount())));
        explanation
                .sums()
                .forEach(sum -> cells.add(Arrays.asList(
                        "total", null, null, null, null, null, null, null, null, null, sum.currency(), sum.amount())));
        return new Sheet(
                List.of(
                        "cost",
                        "source",
                        "account",
                        "billed",
                        "rule",
                        "pools",
                        "environment",
                        "provider",
                        "kind",
                        "note",
                        "currency",
                        "amount"),
                cells);
    }

    private static String text(Through through) {
        if (through.weight() == null) {
            return through.pool();
        }
        String of = through.of() == null ? "" : " of " + through.of().toPlainString();
        return through.pool() + " (" + through.weight().toPlainString() + of + ")";
    }
}
