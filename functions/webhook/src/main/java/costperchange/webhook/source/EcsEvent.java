package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A deployment of a service of ECS changed its state.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `detail.deploymentId` |
/// | application | the service's name, the last part of `resources[0]` |
/// | environment | the cluster's name, the part before it; the catalog says which of them are production |
/// | outcome | `detail.eventName` |
/// | time, start | `detail.updatedAt`, else `time`; that of `SERVICE_DEPLOYMENT_IN_PROGRESS` is the start |
///
/// Not told is the revision: the event does not name the task definition, so each deployment is counted by
/// itself. A rollback is a deployment too; only the free text `reason` says what it is, which is not read.
///
/// Format: Amazon ECS Developer Guide, "Amazon ECS service deployment state change events".
final class EcsEvent {

    static final String NAME = "ecs";
    static final String KIND = "aws.ecs: ECS Deployment State Change";

    private static final Pattern SERVICE = Pattern.compile("arn:[^:]+:ecs:[^:]*:[^:]*:service/([^/]+)/([^/]+)");
    private static final String RESOURCES = "resources";
    private static final int MOST_RESOURCES = 100;

    private EcsEvent() {}

    static Result read(AwsEvent event) throws MalformedException {
        String name = event.detail().text("eventName", Fields.NAME);
        return switch (name) {
            case "SERVICE_DEPLOYMENT_IN_PROGRESS" -> told(event, Outcome.IN_PROGRESS);
            case "SERVICE_DEPLOYMENT_COMPLETED" -> told(event, Outcome.SUCCEEDED);
            case "SERVICE_DEPLOYMENT_FAILED" -> told(event, Outcome.FAILED);
            default -> new NotRelevant("the event '" + name + "' of a service is not recorded");
        };
    }

    private static Result told(AwsEvent event, Outcome outcome) throws MalformedException {
        JsonFields detail = event.detail();
        Instant at = Objects.requireNonNullElse(detail.optionalTime("updatedAt"), event.time());
        Matcher service = service(event);
        Origin origin = Origin.application(service.group(2)).withFields(event.fields(Map.of()));
        return new Result.Told(List.of(new DeploymentTold(
                NAME,
                detail.text("deploymentId", Fields.NAME),
                outcome,
                at,
                Told.of(origin, service.group(1), null).withStartedAt(outcome.isFinal() ? null : at))));
    }

    private static Matcher service(AwsEvent event) throws MalformedException {
        List<String> resources = event.envelope().texts(RESOURCES, MOST_RESOURCES, Fields.NAME);
        Matcher service = SERVICE.matcher(resources.isEmpty() ? "" : resources.getFirst());
        if (!service.matches() || !Fields.isPrintable(service.group())) {
            throw event.envelope().malformed(RESOURCES + "[0]", "is not the ARN of a service with its cluster");
        }
        return service;
    }
}
