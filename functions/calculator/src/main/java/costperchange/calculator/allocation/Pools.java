package costperchange.calculator.allocation;

import costperchange.calculator.allocation.Catalog.Pool;
import costperchange.calculator.charge.ChargeCategory;
import costperchange.calculator.cost.Line;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Shares;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Passes pools on to applications, by the weights that all bills of a month give together.
///
/// A weight is an own effective usage cost in the pool's currency, floored at zero: of the day, or where nobody
/// has any that day, of the month. A pool may feed pools that stand after it in the catalog; they pass on what
/// they get as they pass on what is their own, so nothing goes in circles.
final class Pools {

    private record DayAndCurrency(LocalDate day, Currency currency) {}

    private record Asked(String pool, DayAndCurrency day) {}

    private final Map<String, Pool> pools;
    private final Map<DayAndCurrency, Map<Owner, BigDecimal>> daily;
    private final Map<Currency, Map<Owner, BigDecimal>> monthly;
    private final Map<Asked, Map<Owner, BigDecimal>> usage = new HashMap<>();

    Pools(List<MonthSplit.Content> bills, Map<String, Pool> pools) {
        this.pools = pools;
        Map<DayAndCurrency, Map<Owner, BigDecimal>> byDay = new HashMap<>();
        Map<Currency, Map<Owner, BigDecimal>> byMonth = new HashMap<>();
        for (MonthSplit.Content bill : bills) {
            bill.parts()
                    .forEach((owner, posted) -> posted.stream()
                            .map(Posted::line)
                            .filter(line -> line.kind().category() == ChargeCategory.USAGE)
                            .forEach(line -> {
                                Currency currency = line.kind().currency();
                                add(byDay, new DayAndCurrency(line.kind().day(), currency), owner, line);
                                add(byMonth, currency, owner, line);
                            }));
        }
        daily = floored(byDay);
        monthly = floored(byMonth);
    }

    /// A line and who takes it in the end.
    ///
    /// @param through the pools that it went through, in order; empty where a rule gave it to its owner
    record Part(Owner owner, Line line, List<Passed> through) {}

    /// A pool on the way of a line.
    ///
    /// @param weight of the one who took this part
    /// @param weights of all
    record Passed(String pool, BigDecimal weight, BigDecimal weights) {}

    /// Where a line goes: an application's to itself, a pool's to applications, each part with its owner.
    ///
    /// @return parts that add up to the line, exactly
    Stream<Part> pass(Owner owner, Line line) {
        return pass(owner, line, List.of());
    }

    private Stream<Part> pass(Owner owner, Line line, List<Passed> through) {
        if (!(owner instanceof Owner.Pool(String name))) {
            return Stream.of(new Part(owner, line, through));
        }
        Pool pool = pools.get(name);
        if (pool == null) {
            return unallocated("pool '" + name + "' is not in the catalog", line, through);
        }
        Map<Owner, BigDecimal> weights = weights(pool, line);
        return weights.isEmpty()
                ? unallocated(
                        "pool '" + name + "': no application has usage cost in "
                                + line.kind().currency() + " in the month",
                        line,
                        through)
                : shares(name, line, weights, through);
    }

    private static Stream<Part> unallocated(String reason, Line line, List<Passed> through) {
        return Stream.of(new Part(new Owner.Unallocated(reason), line, through));
    }

    private Stream<Part> shares(String pool, Line line, Map<Owner, BigDecimal> weights, List<Passed> through) {
        List<Cost> costs = Shares.of(line.cost(), List.copyOf(weights.values()));
        BigDecimal sum = weights.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        List<Part> parts = new ArrayList<>();
        int i = 0;
        for (Map.Entry<Owner, BigDecimal> entry : weights.entrySet()) {
            Cost cost = costs.get(i++);
            if (!cost.isZero()) {
                List<Passed> further = new ArrayList<>(through);
                further.add(new Passed(pool, entry.getValue(), sum));
                pass(entry.getKey(), new Line(line.kind().asShared(), cost), List.copyOf(further))
                        .forEach(parts::add);
            }
        }
        return parts.stream();
    }

    private Map<Owner, BigDecimal> weights(Pool pool, Line line) {
        return switch (pool.split()) {
            case Catalog.Split.Direct() -> usage(pool, line);
            case Catalog.Split.Even() -> {
                Map<Owner, BigDecimal> even = new TreeMap<>();
                usage(pool, line).keySet().forEach(owner -> even.put(owner, BigDecimal.ONE));
                yield even;
            }
            case Catalog.Split.Weights(Map<String, BigDecimal> weights) -> {
                Map<Owner, BigDecimal> fixed = new TreeMap<>();
                weights.forEach((name, weight) -> fixed.put(
                        pool.feeds().contains(name) ? new Owner.Pool(name) : new Owner.Application(name), weight));
                yield fixed;
            }
        };
    }

    private Map<Owner, BigDecimal> usage(Pool pool, Line line) {
        DayAndCurrency day = new DayAndCurrency(line.kind().day(), line.kind().currency());
        return usage.computeIfAbsent(new Asked(pool.name(), day), asked -> {
            Map<Owner, BigDecimal> ofDay = partaking(pool, daily.getOrDefault(day, Map.of()));
            return ofDay.isEmpty() ? partaking(pool, monthly.getOrDefault(day.currency, Map.of())) : ofDay;
        });
    }

    /// Applications, and the pools that this one feeds.
    private static Map<Owner, BigDecimal> partaking(Pool pool, Map<Owner, BigDecimal> weights) {
        Map<Owner, BigDecimal> some = new TreeMap<>();
        weights.forEach((owner, weight) -> {
            boolean takes = switch (owner) {
                case Owner.Application _ -> true;
                case Owner.Pool(String name) -> pool.feeds().contains(name);
                case Owner.Unallocated _ -> false;
            };
            if (takes) {
                some.put(owner, weight);
            }
        });
        return some;
    }

    private static <K> void add(Map<K, Map<Owner, BigDecimal>> weights, K key, Owner owner, Line line) {
        weights.computeIfAbsent(key, k -> new TreeMap<>())
                .merge(owner, line.cost().effective(), BigDecimal::add);
    }

    private static <K> Map<K, Map<Owner, BigDecimal>> floored(Map<K, Map<Owner, BigDecimal>> weights) {
        weights.values().forEach(byOwner -> byOwner.values().removeIf(weight -> weight.signum() <= 0));
        return weights;
    }
}
