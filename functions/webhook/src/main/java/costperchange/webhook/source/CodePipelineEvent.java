package costperchange.webhook.source;

import costperchange.calculator.allocation.Assignment;
import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.PipelineTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/// An execution of a pipeline of CodePipeline changed its state.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `detail.execution-id`, the same for all attempts of an execution whose stages are tried again |
/// | pipeline | `detail.pipeline` |
/// | outcome | `detail.state` |
/// | time, start | `time`; that of the state `STARTED` is the start |
///
/// Not told is the revision: the event says what triggered the execution, not what it brings, and asking
/// for that is another call. So each execution of a pipeline that deploys is counted by itself. Nor is the
/// pipeline's time.
///
/// Format: AWS CodePipeline User Guide, "Monitoring CodePipeline events".
final class CodePipelineEvent {

    static final String NAME = "codepipeline";
    static final String KIND = "aws.codepipeline: CodePipeline Pipeline Execution State Change";

    private CodePipelineEvent() {}

    static Result read(AwsEvent event) throws MalformedException {
        String state = event.detail().text("state", Fields.NAME);
        return switch (state) {
            case "STARTED" -> told(event, Outcome.IN_PROGRESS, true);
            case "RESUMED" -> told(event, Outcome.IN_PROGRESS, false);
            case "SUCCEEDED" -> told(event, Outcome.SUCCEEDED, false);
            case "FAILED" -> told(event, Outcome.FAILED, false);
            // Superseded: a later execution overtook it where it waited.
            case "STOPPED", "CANCELED", "SUPERSEDED" -> told(event, Outcome.CANCELLED, false);
            default -> new NotRelevant("the state '" + state + "' of an execution is not recorded");
        };
    }

    private static Result told(AwsEvent event, Outcome outcome, boolean isStart) throws MalformedException {
        JsonFields detail = event.detail();
        Instant at = event.time();
        Origin origin =
                Origin.NONE.withFields(event.fields(Map.of(Assignment.PIPELINE, detail.text("pipeline", Fields.NAME))));
        return new Result.Told(List.of(new PipelineTold(
                NAME,
                detail.text("execution-id", Fields.NAME),
                outcome,
                at,
                Told.of(origin, null, null).withStartedAt(isStart ? at : null))));
    }
}
