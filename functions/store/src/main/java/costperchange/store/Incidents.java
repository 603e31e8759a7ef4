package costperchange.store;

import costperchange.calculator.delivery.Incident;
import costperchange.calculator.time.Period;
import costperchange.store.Keys.Signal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// Incidents, recorded as deployments are.
///
/// @param table where they are kept
public record Incidents(Table table) {

    public static final String REPORTS = "reports";
    private static final TypeReference<List<Incident.Report>> REPORTED = new TypeReference<>() {};

    /// Records what was told of an incident, together with what was known of it.
    ///
    /// @return whether anything was new
    public boolean record(Incident told) {
        return DeliveredKind.INCIDENT.record(table, told);
    }

    static Item item(Incident incident) {
        return Item.of(Keys.incident(incident.id()))
                .with(Keys.CATALOG_VERSION, incident.catalog())
                .with(Keys.BY_TIME, incident.startedAt() == null ? null : Keys.incidentStarted(incident.startedAt()))
                .with(Keys.BY_SIGNAL, signal(incident))
                .with(REPORTS, Json.compact(incident.reports()));
    }

    /// Only an incident that is tied to a change tells that the change failed.
    private static @Nullable String signal(Incident incident) {
        Instant at = incident.startedAt() != null ? incident.startedAt() : incident.resolvedAt();
        boolean tied = incident.cause() != null || incident.tiedWithin() != null;
        return at == null || !tied ? null : Signal.FAILURE.at(at);
    }

    /// The incidents of an application that began in a span. Strongly consistent.
    public List<Incident> began(String application, Period span) {
        return table.query(q -> q.indexName(Keys.BY_TIME)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk and #t between :from and :to")
                        .expressionAttributeNames(Map.of("#t", Keys.BY_TIME))
                        .expressionAttributeValues(Map.of(
                                ":pk", AttributeValue.fromS(Keys.application(application)),
                                ":from", AttributeValue.fromS(Keys.incidentStarted(span.start())),
                                ":to",
                                        AttributeValue.fromS(
                                                Keys.incidentStarted(span.end().minusMillis(1))))))
                .map(item -> incident(application, item))
                .toList();
    }

    static Incident incident(String application, Item item) {
        return new Incident(Keys.idOf(application, item.text(Keys.SK)), Json.read(item.text(REPORTS), REPORTED));
    }

    /// The months that an incident may change: those of the times that were told of it.
    ///
    /// @param reports the attribute of that name, as it stands in the stream
    public static NavigableSet<YearMonth> monthsOf(String reports) {
        return Json.read(reports, REPORTED).stream()
                .map(report -> YearMonth.from(Period.day(report.chosenBy())))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
