package costperchange.calculator.allocation;

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
/// A weight is an application's own effective usage cost in the pool's currency, floored at zero: of the day, or where
/// no application has any that day, of the month.
final class Pools {

    private record DayAndCurrency(LocalDate day, Currency currency) {}

    private final Map<String, Catalog.Split> splits;
    private final Map<DayAndCurrency, Map<String, BigDecimal>> daily;
    private final Map<Currency, Map<String, BigDecimal>> monthly;

    Pools(List<MonthSplit.Content> bills, Map<String, Catalog.Split> splits) {
        this.splits = splits;
        Map<DayAndCurrency, Map<String, BigDecimal>> byDay = new HashMap<>();
        Map<Currency, Map<String, BigDecimal>> byMonth = new HashMap<>();
        for (MonthSplit.Content bill : bills) {
            bill.parts().forEach((owner, lines) -> {
                if (owner instanceof Owner.Application(String application)) {
                    lines.stream()
                            .filter(line -> line.kind().category() == ChargeCategory.USAGE)
                            .forEach(line -> {
                                Currency currency = line.kind().currency();
                                add(byDay, new DayAndCurrency(line.kind().day(), currency), application, line);
                                add(byMonth, currency, application, line);
                            });
                }
            });
        }
        daily = floored(byDay);
        monthly = floored(byMonth);
    }

    /// Where a line goes: an application's to itself, a pool's to applications, each part with its owner.
    ///
    /// @return parts that add up to the line, exactly
    Stream<Part> pass(Owner owner, Line line) {
        return switch (owner) {
            case Owner.Application _, Owner.Unallocated _ -> Stream.of(new Part(owner, line));
            case Owner.Pool(String pool) -> {
                Catalog.Split split = splits.get(pool);
                if (split == null) {
                    yield Stream.of(unallocated("pool '" + pool + "' is not in the catalog", line));
                }
                Map<String, BigDecimal> weights = weights(split, line);
                yield weights.isEmpty()
                        ? Stream.of(unallocated(
                                "pool '" + pool + "': no application has usage cost in "
                                        + line.kind().currency() + " in the month",
                                line))
                        : shares(line, weights).stream();
            }
        };
    }

    /// A line and who takes it in the end.
    record Part(Owner owner, Line line) {}

    private static Part unallocated(String reason, Line line) {
        return new Part(new Owner.Unallocated(reason), line);
    }

    private static List<Part> shares(Line line, Map<String, BigDecimal> weights) {
        List<Cost> costs = Shares.of(line.cost(), List.copyOf(weights.values()));
        List<Part> parts = new ArrayList<>();
        int i = 0;
        for (String application : weights.keySet()) {
            Cost cost = costs.get(i++);
            if (!cost.isZero()) {
                parts.add(new Part(
                        new Owner.Application(application), new Line(line.kind().asShared(), cost)));
            }
        }
        return parts;
    }

    private Map<String, BigDecimal> weights(Catalog.Split split, Line line) {
        return switch (split) {
            case Catalog.Split.Direct() -> usage(line);
            case Catalog.Split.Even() -> {
                Map<String, BigDecimal> even = new TreeMap<>();
                usage(line).keySet().forEach(application -> even.put(application, BigDecimal.ONE));
                yield even;
            }
            case Catalog.Split.Weights(Map<String, BigDecimal> weights) -> new TreeMap<>(weights);
        };
    }

    private Map<String, BigDecimal> usage(Line line) {
        Currency currency = line.kind().currency();
        Map<String, BigDecimal> ofDay =
                daily.getOrDefault(new DayAndCurrency(line.kind().day(), currency), Map.of());
        return ofDay.isEmpty() ? monthly.getOrDefault(currency, Map.of()) : ofDay;
    }

    private static <K> void add(Map<K, Map<String, BigDecimal>> weights, K key, String application, Line line) {
        weights.computeIfAbsent(key, k -> new TreeMap<>())
                .merge(application, line.cost().effective(), BigDecimal::add);
    }

    private static <K> Map<K, Map<String, BigDecimal>> floored(Map<K, Map<String, BigDecimal>> weights) {
        weights.values().forEach(byApplication -> byApplication.values().removeIf(weight -> weight.signum() <= 0));
        return weights;
    }
}
