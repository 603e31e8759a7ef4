package costperchange.webhook.source;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// The events of GitHub that are read.
///
/// | event | tells | |
/// | --- | --- | --- |
/// | `deployment`, `deployment_status` | a deployment | [GitHubDeployment] |
/// | `workflow_run`, `release` | a pipeline's run | [GitHubRun] |
/// | `push`, `pull_request` | a revision | [GitHubRevision] |
/// | `issues` | an incident | [GitHubIssue] |
final class GitHubEvent {

    static final Set<String> READ =
            Set.of("deployment", "deployment_status", "workflow_run", "release", "push", "pull_request", "issues");

    private GitHubEvent() {}

    /// @param event one of those that are read
    static Result read(String event, JsonFields body) throws MalformedException {
        return switch (event) {
            case "deployment" -> new GitHubDeployment(body).created();
            case "deployment_status" -> new GitHubDeployment(body).status();
            case "workflow_run" -> GitHubRun.workflow(body);
            case "release" -> GitHubRun.release(body);
            case "push" -> GitHubRevision.push(body);
            case "pull_request" -> GitHubRevision.pullRequest(body);
            default -> GitHubIssue.read(body);
        };
    }

    /// Host of `repository.html_url` and `repository.full_name`.
    static String repository(JsonFields body) throws MalformedException {
        JsonFields repository = body.object("repository");
        String page = repository.optionalLink("html_url");
        if (page == null) {
            throw repository.malformed("html_url", "is missing");
        }
        String host;
        try {
            host = URI.create(page).getHost();
        } catch (IllegalArgumentException e) {
            throw repository.malformed("html_url", "is not an address");
        }
        if (host == null) {
            throw repository.malformed("html_url", "has no host");
        }
        return host.toLowerCase(Locale.ROOT) + "/" + repository.text("full_name", Fields.NAME);
    }
}
