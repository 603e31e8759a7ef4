package costperchange.store;

import costperchange.calculator.delivery.Incident;
import costperchange.store.Table.Condition;
import java.util.List;
import java.util.Optional;
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
        while (true) {
            Optional<Item> item = table.get(Keys.incident(told.id()));
            Optional<Incident> known =
                    item.map(found -> new Incident(told.id(), Json.read(found.text(REPORTS), REPORTED)));
            Incident merged = known.map(told::merge).orElse(told);
            if (known.equals(Optional.of(merged))) {
                return false;
            }
            AttributeValue read =
                    item.map(found -> found.attributes().get(REPORTS)).orElse(null);
            if (table.putIf(item(merged), Condition.unchanged(REPORTS, read))) {
                return true;
            }
        }
    }

    private static Item item(Incident incident) {
        return Item.of(Keys.incident(incident.id()))
                .with("source", incident.id().source())
                .with("id", incident.id().id())
                .with("startedAt", incident.startedAt())
                .with("resolvedAt", incident.resolvedAt())
                .with(Keys.CATALOG_VERSION, incident.catalog())
                .with(
                        Keys.BY_TIME,
                        incident.startedAt() == null ? null : Keys.incidentStarted(incident.startedAt()))
                .with(REPORTS, Json.text(incident.reports()));
    }
}
