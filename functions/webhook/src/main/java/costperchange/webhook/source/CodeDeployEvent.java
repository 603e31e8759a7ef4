package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// A deployment of CodeDeploy changed its state.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `detail.deploymentId` |
/// | application | `detail.application` |
/// | environment | `detail.deploymentGroup`; the catalog says which of them are production |
/// | outcome | `detail.state`; `READY` is a replacement that stands and waits for its traffic |
/// | time, start | `time`; that of the state `START` is the start |
///
/// Not told is the revision: the event does not name it, so each deployment is counted by itself.
///
/// Format: AWS CodeDeploy User Guide, "Monitoring deployments with Amazon CloudWatch Events".
final class CodeDeployEvent {

    static final String NAME = "codedeploy";
    static final String KIND = "aws.codedeploy: CodeDeploy Deployment State-change Notification";

    private CodeDeployEvent() {}

    static Result read(AwsEvent event) throws MalformedException {
        String state = event.detail().text("state", Fields.NAME);
        return switch (state) {
            case "START" -> told(event, Outcome.IN_PROGRESS, true);
            case "READY" -> told(event, Outcome.IN_PROGRESS, false);
            case "SUCCESS" -> told(event, Outcome.SUCCEEDED, false);
            case "FAILURE" -> told(event, Outcome.FAILED, false);
            case "STOP" -> told(event, Outcome.CANCELLED, false);
            default -> new NotRelevant("the state '" + state + "' of a deployment is not recorded");
        };
    }

    private static Result told(AwsEvent event, Outcome outcome, boolean isStart) throws MalformedException {
        JsonFields detail = event.detail();
        Instant at = event.time();
        Origin origin =
                Origin.application(detail.text("application", Fields.NAME)).withFields(event.fields(Map.of()));
        return new Result.Told(List.of(new DeploymentTold(
                NAME,
                detail.text("deploymentId", Fields.NAME),
                outcome,
                at,
                Told.of(origin, detail.text("deploymentGroup", Fields.NAME), null)
                        .withStartedAt(isStart ? at : null))));
    }
}
