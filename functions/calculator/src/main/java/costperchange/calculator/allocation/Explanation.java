package costperchange.calculator.allocation;

import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Basis;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What an application was charged on a day, and why.
///
/// @param application whose
/// @param day UTC
/// @param basis `effective` or `billed`
/// @param rows direct before shared, by bill; they add up to the sums
/// @param sums by currency
public record Explanation(String application, LocalDate day, String basis, List<Row> rows, List<Sum> sums) {

    /// An amount and how it came here.
    ///
    /// @param source the export or API of the bill
    /// @param account FOCUS `BillingAccountId`
    /// @param billed month of the bill, by the start of its period
    /// @param rule what took it, for a person: to the application, or to the first of the pools
    /// @param pools through which it came, in order, each with this application's part of it; none if it is
    ///     direct
    /// @param environment as the catalog names it; null where nothing says, and for shared cost
    /// @param provider null where the bill does not say
    public record Row(
            String source,
            String account,
            YearMonth billed,
            String rule,
            List<Through> pools,
            @Nullable String environment,
            @Nullable String provider,
            String kind,
            boolean recoverableTax,
            Currency currency,
            BigDecimal amount) {

        /// A pool that feeds another takes part by what it cost itself: of the weights, only the last is the
        /// application's own.
        Row withoutOthers() {
            List<Through> own = new ArrayList<>();
            for (Through through : pools) {
                boolean isLast = own.size() + 1 == pools.size();
                own.add(new Through(through.pool, isLast ? through.weight : null, null));
            }
            return new Row(
                    source, account, billed, rule, own, environment, provider, kind, recoverableTax, currency, amount);
        }
    }

    /// @param weight of whoever got this part: its own effective usage cost, or what the catalog says; for
    ///     whoever may not know what others cost null where a further pool got it
    /// @param of the weights of all, added up; null for whoever may not know what others cost
    public record Through(
            String pool,
            @Nullable BigDecimal weight,
            @Nullable BigDecimal of) {}

    public record Sum(Currency currency, BigDecimal amount) {}

    /// The same without what tells of others.
    public Explanation withoutOthers() {
        return new Explanation(
                application, day, basis, rows.stream().map(Row::withoutOthers).toList(), sums);
    }

    private record Way(BillId bill, String rule, List<Pools.Passed> through, Line.Kind kind) {
        private static final Comparator<Way> ORDER = Comparator.comparing((Way way) -> way.kind.shared())
                .thenComparing(Way::bill)
                .thenComparing(way -> way.through.toString())
                .thenComparing(Way::rule)
                .thenComparing(Way::kind);
    }

    /// Explains a day from the bills that post to its month.
    ///
    /// @param bills as for [MonthSplit#of]
    public static Explanation of(
            String application, LocalDate day, Basis basis, List<MonthSplit.Content> bills, Catalog catalog) {
        Map<Way, Cost> costs = new TreeMap<>(Way.ORDER);
        MonthSplit.flows(YearMonth.from(day), bills, catalog)
                .filter(flow -> flow.posted().line().kind().day().equals(day))
                .forEach(flow -> flow.parts().stream()
                        .filter(part -> part.owner().equals(new Owner.Application(application)))
                        .forEach(part -> costs.merge(
                                new Way(
                                        flow.bill().version().id(),
                                        flow.posted().origin().rule(),
                                        part.through(),
                                        part.line().kind()),
                                part.line().cost(),
                                Cost::plus)));
        List<Row> rows = new ArrayList<>();
        Map<Currency, Cost> sums = new TreeMap<>();
        costs.forEach((way, cost) -> {
            rows.add(row(way, cost.on(basis)));
            sums.merge(way.kind.currency(), cost, Cost::plus);
        });
        return new Explanation(
                application,
                day,
                basis.label(),
                rows,
                sums.entrySet().stream()
                        .map(entry -> new Sum(entry.getKey(), entry.getValue().on(basis)))
                        .toList());
    }

    private static Row row(Way way, BigDecimal amount) {
        Line.Kind kind = way.kind;
        return new Row(
                way.bill.source(),
                way.bill.account(),
                way.bill.month(),
                way.rule,
                way.through.stream()
                        .map(passed -> new Through(passed.pool(), passed.weight(), passed.weights()))
                        .toList(),
                kind.environment().isEmpty() ? null : kind.environment(),
                kind.provider().isEmpty() ? null : kind.provider(),
                ChargeKind.of(kind.category(), kind.correction()).label(),
                kind.recoverableTax(),
                kind.currency(),
                amount);
    }
}
