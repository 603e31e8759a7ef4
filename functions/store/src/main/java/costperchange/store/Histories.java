package costperchange.store;

import costperchange.calculator.cost.ApplicationMonth;
import costperchange.calculator.cost.ApplicationMonth.Deliveries;
import costperchange.calculator.cost.DeliveryOfMonth.Since;
import costperchange.calculator.delivery.Brought;
import costperchange.calculator.delivery.Revision;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.time.Period;
import costperchange.store.Keys.Signal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Reads what the join of a month needs to know of an application's deliveries, strongly consistent.
///
/// @param table to read
public record Histories(Table table) {

    public Deliveries of(String application, YearMonth month) {
        Period needed = ApplicationMonth.needed(month);
        Deployments deployments = new Deployments(table);
        List<Success> successes = deployments.successes(application, needed);
        // What was live long before may have failed long before, and costs what it cost still.
        Instant earliest = successes.stream()
                .map(Success::at)
                .filter(needed.start()::isAfter)
                .min(Comparator.naturalOrder())
                .orElse(needed.start());
        return new Deliveries(
                successes,
                new Incidents(table).began(application, new Period(earliest, needed.end())),
                revisions(application, needed),
                deployments.first(application),
                since(application));
    }

    /// Those of the time around the month are read at once, and those before one by one where they are asked
    /// for. Most applications have none told: then none is looked for.
    private Brought.Lookup revisions(String application, Period needed) {
        Revisions revisions = new Revisions(table);
        Map<String, Revision> around = revisions.between(application, needed);
        if (around.isEmpty() && !revisions.areKnown(application)) {
            return Brought.Lookup.NOTHING;
        }
        return names -> {
            Map<String, Revision> found = new HashMap<>(around);
            found.keySet().retainAll(Set.copyOf(names));
            List<String> others =
                    names.stream().filter(name -> !around.containsKey(name)).toList();
            found.putAll(revisions.named(application, others));
            return found;
        };
    }

    private Since since(String application) {
        Instant both = first(application, Signal.BOTH);
        return new Since(
                earlier(first(application, Signal.FAILURE), both), earlier(first(application, Signal.REWORK), both));
    }

    private @Nullable Instant first(String application, Signal signal) {
        return table.query(q -> q.indexName(Keys.BY_SIGNAL)
                        .consistentRead(true)
                        .limit(1)
                        .keyConditionExpression("pk = :pk and begins_with(bySignal, :kind)")
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(Keys.application(application)),
                                ":kind", AttributeValue.fromS(signal.name() + "#"))))
                .findFirst()
                .map(item -> Instant.parse(item.text(Keys.BY_SIGNAL).split("#", -1)[1]))
                .orElse(null);
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return Stream.concat(Stream.ofNullable(one), Stream.ofNullable(other))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
