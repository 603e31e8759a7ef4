package costperchange.calculator.allocation;

import costperchange.calculator.allocation.Posted.Origin;
import costperchange.calculator.charge.Charge;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Posts charges to days and owners.
final class Postings {

    private final Rules rules;
    private final Map<Owner, Map<Key, Cost>> byOwner = new TreeMap<>();

    private record Key(Line.Kind kind, Origin origin) {}

    Postings(Rules rules) {
        this.rules = rules;
    }

    /// Posts a charge, whole.
    ///
    /// @return how much of it each owner takes
    Map<Owner, Cost> post(Charge charge) {
        Map<Owner, Cost> taken = new HashMap<>();
        for (Rules.Part part : rules.parts(charge)) {
            part.days().forEach((day, cost) -> taken.merge(post(charge, part, day, cost), cost, Cost::plus));
        }
        return taken;
    }

    private Owner post(Charge charge, Rules.Part part, LocalDate day, Cost cost) {
        Rules.Taken taken = rules.take(charge, day);
        Line.Kind kind = new Line.Kind(
                day,
                false,
                taken.environment(),
                taken.production(),
                charge.provider(),
                charge.category(),
                charge.correction(),
                part.multiPeriod(),
                taken.recoverableTax(),
                charge.currency());
        byOwner.computeIfAbsent(taken.owner(), owner -> new HashMap<>())
                .merge(new Key(kind, new Origin(taken.rule(), charge.invoice(), part.corrects())), cost, Cost::plus);
        return taken.owner();
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
