package costperchange.calculator.report;

import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Rates;
import costperchange.calculator.report.CostPerChange.Question;
import costperchange.calculator.time.Days;
import costperchange.calculator.trend.Window;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows converted to one currency, by the rates of each month. They stand beside the originals and never in
/// their place.
///
/// @param currency converted to
/// @param rows one for each period
/// @param total over all rows
/// @param missing rates that would be needed and are not there
public record Converted(Currency currency, List<Row> rows, Row total, List<Missing> missing) {

    /// One period, as [CostPerChange.Row] has it in each currency. Amounts are null where a rate is missing, as
    /// of a sum in which a part is missing nothing can be told; cost also where no bill is known.
    public record Row(
            String period,
            @Nullable BigDecimal cost,
            @Nullable BigDecimal direct,
            @Nullable BigDecimal shared,
            @Nullable BigDecimal costNotMeasured,
            @Nullable BigDecimal recoverableTax,
            @Nullable BigDecimal unallocated,
            int changes,
            @Nullable BigDecimal costPerChange) {}

    /// @param currency that has no rate in that month
    public record Missing(YearMonth month, Currency currency) implements Comparable<Missing> {
        @Override
        public int compareTo(Missing other) {
            int byMonth = month.compareTo(other.month);
            return byMonth != 0 ? byMonth : currency.compareTo(other.currency);
        }
    }

    /// Converts what [CostPerChange#of] answers to the same question.
    ///
    /// @throws NullPointerException if there are no rates
    static Converted of(Question question, ByTime byTime, Collection<Currency> currencies, Rates rates) {
        Conversion conversion = new Conversion(question, byTime, currencies, rates);
        List<Row> rows = question.by().cut(question.days()).stream()
                .map(days -> conversion.row(question.by().name(days.from()), days))
                .toList();
        Row total = conversion.row("total", question.days());
        return new Converted(Objects.requireNonNull(rates.to()), rows, total, List.copyOf(conversion.missing));
    }

    /// Converts period after period, and notes what it lacks.
    private static final class Conversion {

        private final Question question;
        private final ByTime byTime;
        private final Collection<Currency> currencies;
        private final Rates rates;
        private final TreeSet<Missing> missing = new TreeSet<>();

        Conversion(Question question, ByTime byTime, Collection<Currency> currencies, Rates rates) {
            this.question = question;
            this.byTime = byTime;
            this.currencies = currencies;
            this.rates = rates;
        }

        /// What a period was in one of its months, by currency.
        private record Part(YearMonth month, List<CostPerChange.Row> rows) {}

        Row row(String name, Days period) {
            List<Part> parts = period.months().stream()
                    .map(month -> new Part(month, rows(period.within(Days.of(month)))))
                    .toList();
            int changes = parts.stream()
                    .mapToInt(part -> part.rows.getFirst().changes())
                    .sum();
            BigDecimal cost = sum(parts, CostPerChange.Row::cost);
            return new Row(
                    name,
                    cost,
                    sum(parts, CostPerChange.Row::direct),
                    sum(parts, CostPerChange.Row::shared),
                    sum(parts, CostPerChange.Row::costNotMeasured),
                    sum(parts, CostPerChange.Row::recoverableTax),
                    sum(parts, CostPerChange.Row::unallocated),
                    changes,
                    cost == null ? null : Window.ratio(cost, changes));
        }

        /// Adds an amount up over months and currencies, each at its own rate.
        ///
        /// @return null where no month has it, or a rate is missing
        private @Nullable BigDecimal sum(List<Part> parts, Function<CostPerChange.Row, @Nullable BigDecimal> amount) {
            List<BigDecimal> amounts = new ArrayList<>();
            boolean complete = true;
            for (Part part : parts) {
                for (CostPerChange.Row row : part.rows) {
                    BigDecimal original = amount.apply(row);
                    if (original != null) {
                        Optional<BigDecimal> converted = convert(original, row.currency(), part.month);
                        complete &= converted.isPresent();
                        converted.ifPresent(amounts::add);
                    }
                }
            }
            return complete && !amounts.isEmpty() ? Amounts.sum(amounts, one -> one) : null;
        }

        private Optional<BigDecimal> convert(BigDecimal amount, @Nullable Currency from, YearMonth month) {
            if (from == null || amount.signum() == 0) {
                return Optional.of(amount);
            }
            Optional<BigDecimal> converted = rates.convert(amount, from, month);
            if (converted.isEmpty()) {
                missing.add(new Missing(month, from));
            }
            return converted;
        }

        private List<CostPerChange.Row> rows(Days days) {
            return byTime.sums(question, days).rows("", currencies);
        }
    }
}
