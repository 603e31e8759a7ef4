package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.webhook.source.Fact.DeploymentTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The events of Azure DevOps that are read.
///
/// | `eventType` | tells |
/// | --- | --- |
/// | `ms.vss-release.deployment-completed-event` | a deployment of a release pipeline, here |
/// | `ms.vss-pipelines.run-state-changed-event` | a pipeline's run ([AzureDevOpsRun]) |
/// | `ms.vss-pipelines.stage-state-changed-event` | a stage of a run ([AzureDevOpsRun]) |
///
/// Microsoft documents two forms of the first, whose `resource` has `environment` or `deployment`; and its name
/// with
/// `azure-devops` for `vss` too. Both are read.
///
/// | told of a deployment | taken from `resource` |
/// | --- | --- |
/// | id | `deployment-` and `deployment.id`; else `release-` and the ids of release and environment |
/// | application | name of the release pipeline (`releaseDefinition`), else that of the project |
/// | fields `definition`, `project`, `release` | the names of release pipeline, project and release |
/// | environment | `environment.name` |
/// | revision | `definitionReference.sourceVersion.id` of the release's primary artifact, if that came along |
/// | outcome | `deployment.status`, `deployment.deploymentStatus` or `environment.status` |
/// | time | the event's `createdDate` |
/// | link | `_links.web.href` of the release |
final class AzureDevOpsEvent {

    private static final int MOST_ARTIFACTS = 1_000;

    private final JsonFields body;
    private final JsonFields resource;

    AzureDevOpsEvent(JsonFields body) {
        this.body = body;
        this.resource = body.inside("resource");
    }

    Result read() throws MalformedException {
        String type = body.text("eventType", Fields.NAME);
        return switch (type) {
            case "ms.vss-release.deployment-completed-event", "ms.azure-devops-release.deployment-completed-event" ->
                deployment();
            case "ms.vss-pipelines.run-state-changed-event" -> new AzureDevOpsRun(body).run();
            case "ms.vss-pipelines.stage-state-changed-event" -> new AzureDevOpsRun(body).stage();
            default -> new NotRelevant("events of the kind '" + type + "' are not read");
        };
    }

    private Result deployment() throws MalformedException {
        JsonFields deployment = resource.inside("deployment");
        JsonFields environment = resource.has("environment")
                ? resource.object("environment")
                : resource.object("deployment").object("environment");
        String status = status(deployment, environment);
        Outcome outcome = outcome(status);
        if (outcome == null) {
            return new NotRelevant("the status '" + status + "' of a deployment is not recorded");
        }
        JsonFields release = release(environment);
        String id = deployment.has("id")
                ? "deployment-" + deployment.wholeNumber("id")
                : "release-" + release.wholeNumber("id") + "-" + environment.wholeNumber("id");
        Told told = Told.of(
                        origin(environment, release),
                        environment.text("name", Fields.LONG_NAME),
                        revision(resource.inside("release"), release))
                .withUrl(release.inside("_links", "web").link("href"));
        return JsonBody.tells(new DeploymentTold(AzureDevOps.NAME, id, outcome, body.vendorsTime("createdDate"), told));
    }

    private static String status(JsonFields deployment, JsonFields environment) throws MalformedException {
        String status = deployment.filledText("status", Fields.NAME);
        String other = status == null ? deployment.filledText("deploymentStatus", Fields.NAME) : status;
        return other == null ? environment.text("status", Fields.NAME) : other;
    }

    private static @Nullable Outcome outcome(String status) {
        return switch (status) {
            // In part: some task failed that was allowed to.
            case "succeeded", "partiallySucceeded" -> Outcome.SUCCEEDED;
            case "failed", "rejected" -> Outcome.FAILED;
            case "canceled" -> Outcome.CANCELLED;
            default -> null;
        };
    }

    private JsonFields release(JsonFields environment) {
        JsonFields release = resource.inside("deployment", "release");
        return release.has("id") ? release : environment.inside("release");
    }

    private Origin origin(JsonFields environment, JsonFields release) throws MalformedException {
        String definition = first(
                release.inside("releaseDefinition"),
                environment.inside("releaseDefinition"),
                resource.inside("release", "releaseDefinition"));
        String project = first(resource.inside("project"), release.inside("project"));
        Labels labels = new Labels()
                .with("definition", definition)
                .with("project", project)
                .with("release", release.raw("name"));
        return new Origin(definition == null ? project : definition, null, List.of(), labels.fields());
    }

    private static @Nullable String first(JsonFields... named) throws MalformedException {
        for (JsonFields one : named) {
            String name = one.filledText("name", Fields.LONG_NAME);
            if (name != null) {
                return name;
            }
        }
        return null;
    }

    private static @Nullable String revision(JsonFields... releases) throws MalformedException {
        for (JsonFields release : releases) {
            for (JsonFields artifact : release.objects("artifacts", MOST_ARTIFACTS)) {
                JsonFields version = artifact.inside("definitionReference", "sourceVersion");
                if (Boolean.TRUE.equals(artifact.optionalFlag("isPrimary")) && version.has("id")) {
                    return version.filledText("id", Fields.COMMIT);
                }
            }
        }
        return null;
    }
}
