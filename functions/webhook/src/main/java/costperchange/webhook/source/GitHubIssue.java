package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.webhook.source.Fact.IncidentTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.util.ArrayList;
import java.util.List;

/// An `issues` event of GitHub. An issue with the label `incident` is one.
///
/// | told | taken from |
/// | --- | --- |
/// | id | `issue-` and `issue.id` |
/// | repository | host of `repository.html_url` and `repository.full_name` |
/// | started | `issue.created_at` |
/// | resolved | `issue.closed_at` |
/// | opened again | `issue.updated_at` of the action `reopened` |
/// | application | what stands after `application:` in a label, else the repository's |
/// | cause | what stands after `deployment:` in a label |
/// | link | `issue.html_url` |
final class GitHubIssue {

    private static final int MOST_LABELS = 1_000;

    private GitHubIssue() {}

    static Result read(JsonFields body) throws MalformedException {
        String action = body.text("action", Fields.NAME);
        if (action.equals("deleted") || action.equals("transferred")) {
            return new NotRelevant("the action '" + action + "' of an issue is not read");
        }
        JsonFields issue = body.object("issue");
        List<String> labels = new ArrayList<>();
        for (JsonFields label : issue.objects("labels", MOST_LABELS)) {
            labels.add(label.text("name", Fields.LINK));
        }
        if (!IncidentLabels.areOfIncident(labels)) {
            return new NotRelevant("the issue has no label 'incident'");
        }
        return JsonBody.tells(new IncidentTold(
                GitHub.NAME,
                "issue-" + issue.wholeNumber("id"),
                IncidentLabels.origin(Origin.repository(GitHubEvent.repository(body)), labels),
                null,
                issue.vendorsTime("created_at"),
                issue.optionalVendorsTime("closed_at"),
                action.equals("reopened") ? issue.vendorsTime("updated_at") : null,
                IncidentLabels.cause(labels),
                issue.link("html_url")));
    }
}
