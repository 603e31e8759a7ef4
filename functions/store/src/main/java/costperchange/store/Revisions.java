package costperchange.store;

import costperchange.calculator.delivery.Revision;
import costperchange.calculator.delivery.Revision.Telling;
import costperchange.calculator.time.Period;
import costperchange.store.Keys.Signal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// What is known of revisions, recorded as deployments are.
///
/// @param table where they are kept
public record Revisions(Table table) {

    public static final String TELLINGS = "dispatches";

    /// What was told, without where it came from: what the join needs and finds in the index.
    static final String BRINGS = "brings";

    private static final TypeReference<List<Telling>> TOLD = new TypeReference<>() {};

    /// Records what was told of a revision, together with what was known of it.
    ///
    /// @return whether anything was new
    public boolean record(Revision told) {
        return DeliveredKind.REVISION.record(table, told);
    }

    /// Revisions of an application by their names; those of which nothing is known are left out. Strongly
    /// consistent.
    public Map<String, Revision> named(String application, Collection<String> names) {
        return table
                .getAllNow(names.stream()
                        .map(name -> Keys.revision(application, name))
                        .toList())
                .stream()
                .map(item -> revision(application, item))
                .collect(Collectors.toMap(Revision::name, revision -> revision));
    }

    /// The same, as it had been recorded by a time.
    Map<String, Revision> named(String application, Collection<String> names, Instant asOf) {
        return named(application, names).values().stream()
                .flatMap(revision -> revision.asKnownAt(asOf).stream())
                .collect(Collectors.toMap(Revision::name, revision -> revision));
    }

    static Item item(Revision revision) {
        return Item.of(Keys.revision(revision.application(), revision.name()))
                .with(Keys.CATALOG_VERSION, revision.catalog())
                .with(Keys.BY_TIME, Keys.revisionSince(revision.since()))
                .with(Keys.BY_SIGNAL, signal(revision))
                .with(BRINGS, Json.compact(revision.withoutOrigins().dispatches()))
                .with(TELLINGS, Json.compact(revision.dispatches()));
    }

    private static @Nullable String signal(Revision revision) {
        boolean reverts = revision.dispatches().stream()
                .anyMatch(telling -> !telling.what().reverts().isEmpty()
                        && !Boolean.FALSE.equals(telling.assigned().touches()));
        return reverts ? Signal.BOTH.at(revision.since()) : null;
    }

    /// The revisions of an application of which something became known in a span, by their names, without where
    /// that came from. Strongly consistent.
    Map<String, Revision> between(String application, Period span) {
        return byTime(application, Keys.revisionSince(span.start()), Keys.revisionSince(span.end()), null)
                .map(item -> new Revision(
                        application, Keys.revisionOf(item.text(Keys.SK)), Json.read(item.text(BRINGS), TOLD)))
                .collect(Collectors.toMap(Revision::name, revision -> revision));
    }

    /// Whether anything is known of any revision of an application. Strongly consistent.
    boolean areKnown(String application) {
        return byTime(application, "REVISION#", "REVISION#~", 1).findFirst().isPresent();
    }

    private Stream<Item> byTime(String application, String from, String to, @Nullable Integer pageSize) {
        return table.query(q -> q.indexName(Keys.BY_TIME)
                .consistentRead(true)
                .limit(pageSize)
                .keyConditionExpression("pk = :pk and #t between :from and :to")
                .expressionAttributeNames(Map.of("#t", Keys.BY_TIME))
                .expressionAttributeValues(Map.of(
                        ":pk", AttributeValue.fromS(Keys.application(application)),
                        ":from", AttributeValue.fromS(from),
                        ":to", AttributeValue.fromS(to))));
    }

    /// The month from which on a telling may change something.
    ///
    /// @param dispatches the attribute of that name, as it stands in the stream
    public static NavigableSet<YearMonth> monthsOf(String dispatches) {
        return Json.read(dispatches, TOLD).stream()
                .map(telling -> YearMonth.from(Period.day(telling.at())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    static Revision revision(String application, Item item) {
        return new Revision(application, Keys.revisionOf(item.text(Keys.SK)), Json.read(item.text(TELLINGS), TOLD));
    }
}
