package costperchange.webhook.source;

import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;

/// Events of AWS' own deployment services, as EventBridge hands them on. They are no [Source]: nothing is
/// signed, as only EventBridge may call, by IAM. What they tell is the same.
///
/// | `source` | `detail-type` | |
/// | --- | --- | --- |
/// | `aws.codepipeline` | `CodePipeline Pipeline Execution State Change` | [CodePipelineEvent] |
/// | `aws.codedeploy` | `CodeDeploy Deployment State-change Notification` | [CodeDeployEvent] |
/// | `aws.ecs` | `ECS Deployment State Change` | [EcsEvent] |
///
/// AWS sends events at least once or as best it can, and in any order. The fields `account` and `region`
/// are those of the event, for the rules of a catalog.
///
/// Format: docs.aws.amazon.com, "Amazon EventBridge Events Reference".
public final class AwsEvents {

    private AwsEvents() {}

    /// Reads an event. A pure function.
    ///
    /// @param json the event
    /// @param now to judge times by
    public static Result read(String json, Instant now) {
        try {
            AwsEvent event = AwsEvent.of(JsonFields.of(Json.read(json), "", now));
            return switch (event.kind()) {
                case CodePipelineEvent.KIND -> CodePipelineEvent.read(event);
                case CodeDeployEvent.KIND -> CodeDeployEvent.read(event);
                case EcsEvent.KIND -> EcsEvent.read(event);
                default -> new NotRelevant("events of the kind '" + event.kind() + "' are not read");
            };
        } catch (MalformedException e) {
            return e.result();
        }
    }
}
