package costperchange.calculator.allocation;

import costperchange.calculator.allocation.Posted.Origin;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Posts charges to days and owners.
///
/// What is amortised is the effective cost: the billed cost stays in its billing period, where the invoice has
/// it.
final class Postings {

    private final Rules rules;
    private final Map<Owner, Map<Key, Cost>> byOwner = new TreeMap<>();

    private record Key(Line.Kind kind, Origin origin) {}

    Postings(Rules rules) {
        this.rules = rules;
    }

    /// Posts a charge, whole.
    ///
    /// @return who takes it on the first of its days
    Owner post(Charge charge) {
        Map<LocalDate, Cost> days = charge.byDay();
        Rules.Taken first = rules.take(charge, days.keySet().iterator().next());
        Optional<Map<LocalDate, Cost>> amortised = rules.amortised(charge);
        if (amortised.isPresent()) {
            post(charge, null, billed(days), charge.multiPeriod());
            post(charge, null, effective(amortised.get()), false);
        } else {
            Map<YearMonth, Cost> corrected = charge.corrected();
            if (corrected.isEmpty()) {
                post(charge, null, days, charge.multiPeriod());
            }
            corrected.forEach(
                    (month, cost) -> post(charge, month, charge.costing(cost).byDay(), charge.multiPeriod()));
        }
        return first.owner();
    }

    private void post(Charge charge, @Nullable YearMonth corrects, Map<LocalDate, Cost> days, boolean multiPeriod) {
        days.forEach((day, cost) -> {
            Rules.Taken taken = rules.take(charge, day);
            Line.Kind kind = new Line.Kind(
                    day,
                    false,
                    taken.environment(),
                    taken.production(),
                    charge.provider(),
                    charge.category(),
                    charge.correction(),
                    multiPeriod,
                    taken.recoverableTax(),
                    charge.currency());
            byOwner.computeIfAbsent(taken.owner(), owner -> new HashMap<>())
                    .merge(new Key(kind, new Origin(taken.rule(), charge.invoice(), corrects)), cost, Cost::plus);
        });
    }

    private static Map<LocalDate, Cost> billed(Map<LocalDate, Cost> days) {
        Map<LocalDate, Cost> billed = new TreeMap<>();
        days.forEach((day, cost) -> billed.put(day, new Cost(cost.billed(), BigDecimal.ZERO)));
        return billed;
    }

    private static Map<LocalDate, Cost> effective(Map<LocalDate, Cost> days) {
        Map<LocalDate, Cost> effective = new TreeMap<>();
        days.forEach((day, cost) -> effective.put(day, new Cost(BigDecimal.ZERO, cost.effective())));
        return effective;
    }

    /// What was posted, by owner, in order.
    Map<Owner, List<Posted>> byOwner() {
        Map<Owner, List<Posted>> sorted = new TreeMap<>();
        byOwner.forEach((owner, costs) -> sorted.put(
                owner,
                costs.entrySet().stream()
                        .map(entry -> new Posted(
                                new Line(entry.getKey().kind(), entry.getValue()),
                                entry.getKey().origin()))
                        .sorted()
                        .toList()));
        return sorted;
    }
}
