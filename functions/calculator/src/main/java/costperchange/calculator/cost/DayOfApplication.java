package costperchange.calculator.cost;

import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// One day of an application: what it cost and what changed.
///
/// @param day UTC
/// @param changes revisions that first succeeded in production that day
/// @param deployments all successes in production that day, the changes among them
/// @param amounts one for each currency charged, in order
public record DayOfApplication(LocalDate day, int changes, int deployments, List<Amounts> amounts) {

    public DayOfApplication {
        amounts = List.copyOf(amounts);
    }

    /// A day's cost in one currency.
    ///
    /// @param currency of all amounts
    /// @param direct charged to the application itself, all environments
    /// @param shared its share of the pools
    /// @param multiPeriod how much of both comes from charges that reach outside their billing period; not for
    ///     trends
    /// @param byCategory direct and shared by FOCUS charge category
    /// @param byProvider direct and shared by provider
    public record Amounts(
            Currency currency,
            Cost direct,
            Cost shared,
            Cost multiPeriod,
            Map<ChargeCategory, Cost> byCategory,
            Map<String, Cost> byProvider) {

        public Amounts {
            byCategory = new TreeMap<>(byCategory);
            byProvider = new TreeMap<>(byProvider);
        }

        public Cost cost() {
            return direct.plus(shared);
        }

        static Amounts of(Currency currency, List<Line> lines) {
            Cost direct = Cost.ZERO;
            Cost shared = Cost.ZERO;
            Cost multiPeriod = Cost.ZERO;
            Map<ChargeCategory, Cost> byCategory = new TreeMap<>();
            Map<String, Cost> byProvider = new TreeMap<>();
            for (Line line : lines) {
                Line.Kind kind = line.kind();
                direct = kind.shared() ? direct : direct.plus(line.cost());
                shared = kind.shared() ? shared.plus(line.cost()) : shared;
                multiPeriod = kind.multiPeriod() ? multiPeriod.plus(line.cost()) : multiPeriod;
                byCategory.merge(kind.category(), line.cost(), Cost::plus);
                byProvider.merge(kind.provider(), line.cost(), Cost::plus);
            }
            return new Amounts(currency, direct, shared, multiPeriod, byCategory, byProvider);
        }
    }
}
