package costperchange.calculator.cost;

import costperchange.calculator.charge.ChargeKind;
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
    /// @param directByKind charged to the application itself, all environments
    /// @param sharedByKind its share of the pools
    /// @param recoverableTax tax that comes back; in none of the other amounts
    /// @param multiPeriod how much of direct and shared comes from charges that reach outside their billing
    ///     period; not for trends
    /// @param byProvider direct and shared by provider
    public record Amounts(
            Currency currency,
            Map<ChargeKind, Cost> directByKind,
            Map<ChargeKind, Cost> sharedByKind,
            Cost recoverableTax,
            Cost multiPeriod,
            Map<String, Cost> byProvider) {

        public Amounts {
            directByKind = new TreeMap<>(directByKind);
            sharedByKind = new TreeMap<>(sharedByKind);
            byProvider = new TreeMap<>(byProvider);
        }

        public Cost direct() {
            return sum(directByKind);
        }

        public Cost shared() {
            return sum(sharedByKind);
        }

        /// Direct and shared.
        public Cost cost() {
            return direct().plus(shared());
        }

        private static Cost sum(Map<ChargeKind, Cost> byKind) {
            return byKind.values().stream().reduce(Cost.ZERO, Cost::plus);
        }

        static Amounts of(Currency currency, List<Line> lines) {
            Cost recoverableTax = Cost.ZERO;
            Cost multiPeriod = Cost.ZERO;
            Map<ChargeKind, Cost> direct = new TreeMap<>();
            Map<ChargeKind, Cost> shared = new TreeMap<>();
            Map<String, Cost> byProvider = new TreeMap<>();
            for (Line line : lines) {
                Line.Kind kind = line.kind();
                if (kind.recoverableTax()) {
                    recoverableTax = recoverableTax.plus(line.cost());
                    continue;
                }
                (kind.shared() ? shared : direct).merge(kind.chargeKind(), line.cost(), Cost::plus);
                multiPeriod = kind.multiPeriod() ? multiPeriod.plus(line.cost()) : multiPeriod;
                byProvider.merge(kind.provider(), line.cost(), Cost::plus);
            }
            return new Amounts(currency, direct, shared, recoverableTax, multiPeriod, byProvider);
        }
    }
}
