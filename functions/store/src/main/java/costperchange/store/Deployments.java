package costperchange.store;

import costperchange.calculator.delivery.Deployment;
import costperchange.calculator.delivery.DeploymentId;
import costperchange.calculator.delivery.Observation;
import costperchange.calculator.delivery.Success;
import costperchange.calculator.delivery.Told;
import costperchange.calculator.time.Period;
import costperchange.store.Keys.Signal;
import costperchange.store.Table.Condition;
import java.time.Instant;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.core.type.TypeReference;

/// Deployments. An item is what was observed of one deployment, with what an index or the join needs of it
/// beside it. Recorded as [DeliveredKind] says.
///
/// @param table where they are kept
public record Deployments(Table table) {

    public static final String OBSERVATIONS = "observations";

    /// What the join needs of a deployment and finds in the index.
    static final String SUCCESS = "success";

    /// How many successes are read at a time, where most often the first is the one.
    private static final int PAGE = 10;

    private static final TypeReference<Success> SUCCEEDED = new TypeReference<>() {};
    private static final TypeReference<List<Observation>> OBSERVED = new TypeReference<>() {};

    /// Records what was told of a deployment, together with what was known of it.
    ///
    /// @return whether anything was new
    public boolean record(Deployment told) {
        return DeliveredKind.DEPLOYMENT.record(table, told);
    }

    /// Brings what was told of a deployment to where it is recorded now. A crash in between leaves it in both
    /// until it is told again, as its sender was not answered.
    ///
    /// @param from where an earlier catalog placed it; it may not be there
    /// @param to the same deployment, as it is assigned now
    /// @return whether anything was there
    public boolean move(DeploymentId from, List<Deployment> to) {
        while (true) {
            Optional<Item> item = table.get(Keys.deployment(from));
            if (item.isEmpty()) {
                return false;
            }
            List<Observation> told = deployment(from.application(), item.get()).observations();
            to.forEach(now -> record(new Deployment(
                    now.id(),
                    told.stream()
                            .map(observation -> observation.assigned(now.assigned()))
                            .toList())));
            Condition unchanged =
                    Condition.unchanged(OBSERVATIONS, item.get().attributes().get(OBSERVATIONS));
            if (table.write(List.of(table.delete(Keys.deployment(from), unchanged)))) {
                return true;
            }
        }
    }

    public Optional<Deployment> find(DeploymentId id) {
        return table.get(Keys.deployment(id)).map(item -> deployment(id.application(), item));
    }

    /// All that is known of an application's deployments. Reads the whole history.
    public List<Deployment> all(String application) {
        return table.startingWith(Keys.application(application), "DEPLOYMENT#")
                .map(item -> deployment(application, item))
                .toList();
    }

    /// The successes in production of a span, and those back to the last before it which counts, touches the
    /// application and was never rolled back. Strongly consistent.
    public List<Success> successes(String application, Period span) {
        List<Success> found = new ArrayList<>(query(
                        application,
                        "#t between :from and :to",
                        Map.of(
                                ":from", text(Keys.succeededInProduction(span.start())),
                                ":to",
                                        text(Keys.succeededInProduction(
                                                span.end().minusMillis(1)))),
                        true,
                        null)
                .toList());
        for (Success before : (Iterable<Success>) before(application, span.start())::iterator) {
            found.add(before);
            if (before.rolledBackAt() == null && isOwn(application, before)) {
                break;
            }
        }
        return found;
    }

    /// When the application first succeeded in production; null if it never did.
    public @Nullable Instant first(String application) {
        return query(application, "begins_with(#t, :from)", Map.of(":from", text("PRODUCTION#SUCCEEDED#")), true, PAGE)
                .filter(success -> isOwn(application, success))
                .findFirst()
                .map(Success::at)
                .orElse(null);
    }

    /// Whether a success counts and is known to touch the application.
    private boolean isOwn(String application, Success success) {
        String revision = success.revision();
        return success.counts()
                && (success.path() == null
                        || revision == null
                        || Optional.ofNullable(new Revisions(table)
                                        .named(application, List.of(revision))
                                        .get(revision))
                                .map(known -> !known.touchesNothing())
                                .orElse(true));
    }

    private Stream<Success> before(String application, Instant time) {
        return query(
                application,
                "#t between :from and :to",
                Map.of(
                        ":from", text("PRODUCTION#SUCCEEDED#"),
                        ":to", text(Keys.succeededInProduction(time.minusMillis(1)))),
                false,
                PAGE);
    }

    private Stream<Success> query(
            String application,
            String condition,
            Map<String, AttributeValue> values,
            boolean forward,
            @Nullable Integer pageSize) {
        Map<String, AttributeValue> all = new HashMap<>(values);
        all.put(":pk", text(Keys.application(application)));
        return table.query(q -> q.indexName(Keys.BY_TIME)
                        .consistentRead(true)
                        .scanIndexForward(forward)
                        .limit(pageSize)
                        .keyConditionExpression("pk = :pk and " + condition)
                        .expressionAttributeNames(Map.of("#t", Keys.BY_TIME))
                        .expressionAttributeValues(all))
                .map(Deployments::success);
    }

    static Item item(Deployment deployment) {
        Instant finished = deployment.finishedAt();
        return Item.of(Keys.deployment(deployment.id()))
                .with(Keys.CATALOG_VERSION, deployment.catalog())
                .with(
                        Keys.BY_TIME,
                        finished == null
                                ? null
                                : Keys.finished(
                                        deployment.production(),
                                        deployment.outcome().name(),
                                        finished))
                .with(Keys.BY_SIGNAL, signal(deployment))
                .with(SUCCESS, Success.of(deployment).map(Json::compact).orElse(null))
                .with(OBSERVATIONS, Json.compact(deployment.observations()));
    }

    private static @Nullable String signal(Deployment deployment) {
        Told told = deployment.told();
        Instant at = deployment.finishedAt();
        if (!deployment.production() || at == null || !(told.tellsFailure() || told.tellsRework())) {
            return null;
        }
        if (told.tellsFailure() && told.tellsRework()) {
            return Signal.BOTH.at(at);
        }
        return (told.tellsFailure() ? Signal.FAILURE : Signal.REWORK).at(at);
    }

    static Deployment deployment(String application, Item item) {
        return new Deployment(Keys.idOf(application, item.text(Keys.SK)), Json.read(item.text(OBSERVATIONS), OBSERVED));
    }

    /// The months in which a deployment came to a final state, by any of its observations.
    ///
    /// @param observations the attribute of that name, as it stands in the stream
    public static NavigableSet<YearMonth> monthsOf(String observations) {
        return Json.read(observations, OBSERVED).stream()
                .filter(observation -> observation.outcome().isFinal())
                .map(observation -> YearMonth.from(Period.day(observation.at())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Success success(Item item) {
        return Json.read(item.text(SUCCESS), SUCCEEDED);
    }

    private static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }
}
