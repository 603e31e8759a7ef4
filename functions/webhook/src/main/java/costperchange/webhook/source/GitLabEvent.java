package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The events of GitLab that are read.
///
/// | `object_kind` | tells | |
/// | --- | --- | --- |
/// | `deployment` | a deployment | [GitLabRun] |
/// | `pipeline` | a pipeline's run | [GitLabRun] |
/// | `push`, `merge_request` | a revision | [GitLabRevision] |
/// | `issue`, `work_item` | an incident, if its type is `Incident` or it has the label `incident` | here |
///
/// | told of an incident | taken from |
/// | --- | --- |
/// | id | `issue-` and `object_attributes.id` |
/// | repository | `project.web_url` |
/// | started | `object_attributes.created_at` |
/// | resolved | `object_attributes.closed_at` |
/// | cause | what stands after `deployment:` in a label |
/// | link | `object_attributes.url` |
final class GitLabEvent {

    private static final int MOST_LABELS = 1_000;

    private final JsonFields body;

    GitLabEvent(JsonFields body) {
        this.body = body;
    }

    Result read() throws MalformedException {
        String kind = body.filledText("object_kind", Fields.NAME);
        return switch (kind) {
            case "deployment" -> new GitLabRun(body).deployment();
            case "pipeline" -> new GitLabRun(body).pipeline();
            case "push" -> GitLabRevision.push(body);
            case "merge_request" -> GitLabRevision.mergeRequest(body);
            case "issue", "work_item" -> issue();
            case null -> new NotRelevant("events without an 'object_kind' are not read");
            default -> new NotRelevant("events of the kind '" + kind + "' are not read");
        };
    }

    /// Host and path of `project.web_url`.
    static Origin origin(JsonFields body) throws MalformedException {
        JsonFields project = body.object("project");
        String repository = project.repository("web_url");
        if (repository == null) {
            throw project.malformed("web_url", "is not the address of a project");
        }
        return Origin.repository(repository);
    }

    private Result issue() throws MalformedException {
        JsonFields issue = body.object("object_attributes");
        List<String> labels = new ArrayList<>();
        for (JsonFields label : body.objects("labels", MOST_LABELS)) {
            labels.add(label.text("title", Fields.LINK));
        }
        if (!"incident".equalsIgnoreCase(issue.raw("type")) && !IncidentLabels.areOfIncident(labels)) {
            return new NotRelevant("it is no incident, and has no label 'incident'");
        }
        Instant closed = issue.optionalVendorsTime("closed_at");
        return JsonBody.tells(new IncidentTold(
                GitLab.NAME,
                "issue-" + issue.wholeNumber("id"),
                IncidentLabels.origin(origin(body), labels),
                null,
                issue.vendorsTime("created_at"),
                closed,
                "reopen".equals(issue.raw("action")) ? issue.optionalVendorsTime("updated_at") : null,
                IncidentLabels.cause(labels),
                issue.link("url")));
    }
}
