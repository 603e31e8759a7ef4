package costperchange.calculator.cost;

import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.charge.ChargeKind;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/// A day's cost of one kind.
///
/// @param kind what it is the cost of
/// @param cost of all charges of that kind
public record Line(Kind kind, Cost cost) {

    /// What charges are told apart by once they are posted to days and owners.
    ///
    /// @param day UTC
    /// @param shared whether it came from a pool
    /// @param environment as the catalog names it; empty where the charge names none, and for shared cost
    /// @param production whether that environment is a production environment
    /// @param provider empty where the bill does not say
    /// @param category FOCUS `ChargeCategory`
    /// @param correction whether FOCUS `ChargeClass` is `Correction`
    /// @param multiPeriod whether the charge reaches outside its billing period
    /// @param recoverableTax whether it is a tax that comes back: in the ledger, and in no ratio
    /// @param currency of the cost
    public record Kind(
            LocalDate day,
            boolean shared,
            String environment,
            boolean production,
            String provider,
            ChargeCategory category,
            boolean correction,
            boolean multiPeriod,
            boolean recoverableTax,
            Currency currency)
            implements Comparable<Kind> {

        private static final Comparator<Kind> ORDER = Comparator.comparing(Kind::day)
                .thenComparing(Kind::shared)
                .thenComparing(Kind::environment)
                .thenComparing(Kind::production)
                .thenComparing(Kind::provider)
                .thenComparing(Kind::category)
                .thenComparing(Kind::correction)
                .thenComparing(Kind::multiPeriod)
                .thenComparing(Kind::recoverableTax)
                .thenComparing(Kind::currency);

        /// The same, from a pool: shared cost belongs to no environment.
        public Kind asShared() {
            return new Kind(
                    day, true, "", false, provider, category, correction, multiPeriod, recoverableTax, currency);
        }

        public ChargeKind chargeKind() {
            return ChargeKind.of(category, correction);
        }

        @Override
        public int compareTo(Kind other) {
            return ORDER.compare(this, other);
        }
    }

    /// Lines of one kind added up, in order of their kinds; what adds up to nothing on both bases stays, as a
    /// line that was charged.
    public static List<Line> addUp(Collection<Line> lines) {
        TreeMap<Kind, Cost> byKind = new TreeMap<>();
        lines.forEach(line -> byKind.merge(line.kind, line.cost, Cost::plus));
        return byKind.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }

    public static Cost sum(Collection<Line> lines) {
        return lines.stream().map(Line::cost).reduce(Cost.ZERO, Cost::plus);
    }
}
