package costperchange.calculator.cost;

import costperchange.calculator.cost.ApplicationMonth.Remainder;
import costperchange.calculator.cost.ApplicationMonth.RunCost;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.delivery.Timeline;
import costperchange.calculator.delivery.Timeline.Live;
import costperchange.calculator.money.Cost;
import costperchange.calculator.money.Currency;
import costperchange.calculator.money.Shares;
import costperchange.calculator.time.Period;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Run cost while live: a day's production cost, divided over what was live that day by how long it was.
///
/// The granularity of the bill is the day, so within a day cost is taken to run evenly. Run costs and
/// remainders add up to the lines, exactly.
record RunCosts(List<RunCost> runCosts, List<Remainder> remainders) {

    private record Subject(String name, @Nullable Instant countedAt, Currency currency) {}

    private record Running(Cost cost, long millis) {
        Running plus(Running other) {
            return new Running(cost.plus(other.cost), millis + other.millis);
        }
    }

    static RunCosts of(YearMonth month, List<Line> lines, Timeline timeline) {
        Map<Subject, Running> running = new LinkedHashMap<>();
        Map<Currency, Remainder> remainders = new TreeMap<>();
        Map<Currency, Map<LocalDate, Cost>> production = new TreeMap<>();
        for (Line line : lines) {
            Line.Kind kind = line.kind();
            if (!kind.shared() && kind.production() && !kind.recoverableTax()) {
                production
                        .computeIfAbsent(kind.currency(), currency -> new TreeMap<>())
                        .merge(kind.day(), line.cost(), Cost::plus);
            } else {
                remainders.merge(kind.currency(), remainder(line), Remainder::plus);
            }
        }
        production.forEach((currency, byDay) -> byDay.forEach((day, cost) -> {
            Cost left = run(month, currency, day, cost, timeline, running);
            remainders.merge(
                    currency,
                    new Remainder(currency, left, Cost.ZERO, Cost.ZERO, Cost.ZERO, Cost.ZERO),
                    Remainder::plus);
        }));
        return new RunCosts(
                running.entrySet().stream()
                        .map(e -> new RunCost(
                                e.getKey().name,
                                e.getKey().countedAt,
                                e.getKey().currency,
                                e.getValue().cost,
                                e.getValue().millis))
                        .toList(),
                List.copyOf(remainders.values()));
    }

    /// Divides one day over what was live.
    ///
    /// @return what fell on times when nothing was
    private static Cost run(
            YearMonth month,
            Currency currency,
            LocalDate date,
            Cost cost,
            Timeline timeline,
            Map<Subject, Running> running) {
        Period day = Period.of(date);
        List<Live> live = new ArrayList<>();
        List<Long> millis = new ArrayList<>();
        for (Live one : timeline.live()) {
            one.period().overlap(day).ifPresent(overlap -> {
                live.add(one);
                millis.add(millis(overlap));
            });
        }
        long idle = millis(day) - millis.stream().mapToLong(Long::longValue).sum();
        List<Cost> parts = Shares.of(
                cost,
                Stream.concat(millis.stream(), Stream.of(idle))
                        .map(BigDecimal::valueOf)
                        .toList());
        for (int i = 0; i < live.size(); i++) {
            running.merge(
                    subject(month, live.get(i), currency), new Running(parts.get(i), millis.get(i)), Running::plus);
        }
        return parts.getLast();
    }

    private static Subject subject(YearMonth month, Live live, Currency currency) {
        Instant countedAt = Optional.ofNullable(live.change())
                .map(Success::at)
                .filter(Period.of(month)::contains)
                .orElse(null);
        return new Subject(live.subject(), countedAt, currency);
    }

    private static Remainder remainder(Line line) {
        Line.Kind kind = line.kind();
        if (kind.recoverableTax()) {
            return new Remainder(kind.currency(), Cost.ZERO, Cost.ZERO, Cost.ZERO, Cost.ZERO, line.cost());
        }
        Cost shared = kind.shared() ? line.cost() : Cost.ZERO;
        boolean named = !kind.environment().isEmpty();
        Cost other = !kind.shared() && named ? line.cost() : Cost.ZERO;
        Cost none = !kind.shared() && !named ? line.cost() : Cost.ZERO;
        return new Remainder(kind.currency(), Cost.ZERO, other, none, shared, Cost.ZERO);
    }

    private static long millis(Period period) {
        return Duration.between(period.start(), period.end()).toMillis();
    }
}
