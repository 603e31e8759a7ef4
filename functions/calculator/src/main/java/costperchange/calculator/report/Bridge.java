package costperchange.calculator.report;

import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Currency;
import costperchange.calculator.report.MonthlyReport.Difference;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Why cost per change moved between two months: in rows that add up, exactly.
///
/// The rows up to the number of changes explain the ratio. With cost c and n changes, before (0) and after (1),
/// a component whose cost moved by Δ moved the ratio by Δ · (1/n₀ + 1/n₁) / 2, and the number of changes moved
/// it by (c₀ + c₁) / 2 · (1/n₁ − 1/n₀). Both together are c₁/n₁ − c₀/n₀. Each is taken at the mean of both
/// months, so the answer does not depend on which moved first, and turns its sign if the months are swapped.
///
/// The rows after it explain, with those before, the bill: what was charged and is in no ratio.
///
/// @param scope whose
/// @param basis `effective` or `billed`
/// @param from the earlier month
/// @param to the later month
/// @param settling whether bills of these months were committed that are not in these numbers yet
/// @param currencies one for each currency charged
public record Bridge(
        String scope, String basis, YearMonth from, YearMonth to, boolean settling, List<OfCurrency> currencies) {

    /// @param rows in a fixed order; their differences add up to that of `bill`, their effects to that of
    ///     `costPerChange`
    /// @param cost the sum of the components that are in the ratio
    /// @param bill the sum of all components
    /// @param changes how many there were
    /// @param costPerChange the ratio; null on a side without changes
    /// @param comparison whether that can be told from noise; its percentage is null where it can't be given,
    ///     with the reason
    public record OfCurrency(
            Currency currency,
            List<Row> rows,
            Sides cost,
            Sides bill,
            Sides changes,
            Sides costPerChange,
            Difference comparison) {}

    /// Two sides and their difference; null where one is not known.
    public record Sides(
            @Nullable BigDecimal from,
            @Nullable BigDecimal to,
            @Nullable BigDecimal difference) {
        static Sides of(@Nullable BigDecimal from, @Nullable BigDecimal to) {
            return new Sides(from, to, from == null || to == null ? null : Amounts.plain(to.subtract(from)));
        }
    }

    /// One component.
    ///
    /// @param component `direct usage`, `shared usage`, `purchases`, `tax`, `credits`, `adjustments`,
    ///     `corrections`,
    ///     `number of changes`, `not measured`, `recoverable tax` or `unallocated`
    /// @param amounts of the component; for the number of changes how many
    /// @param effect by how much it moved cost per change; null where it does not enter it, or a month has no
    ///     changes
    public record Row(
            String component, Sides amounts, @Nullable BigDecimal effect) {}

    /// What is asked.
    public record Question(Scope scope, YearMonth from, YearMonth to, Basis basis) {}

    /// The rows of all currencies as a table.
    public Sheet sheet() {
        List<List<@Nullable Object>> cells = new ArrayList<>();
        currencies.forEach(of -> {
            of.rows.forEach(row -> cells.add(cells(row.component, of.currency, row.amounts, row.effect)));
            cells.add(cells("cost", of.currency, of.cost, null));
            cells.add(cells("bill", of.currency, of.bill, null));
            cells.add(cells("cost per change", of.currency, of.costPerChange, of.costPerChange.difference));
        });
        return new Sheet(List.of("component", "currency", "from", "to", "difference", "effect"), cells);
    }

    private static List<@Nullable Object> cells(
            String component, Currency currency, Sides amounts, @Nullable BigDecimal effect) {
        return Arrays.asList(component, currency, amounts.from, amounts.to, amounts.difference, effect);
    }
}
