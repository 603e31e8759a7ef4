package costperchange.webhook.api;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Repositories;
import costperchange.store.host.Api;
import costperchange.store.host.ApiException;
import costperchange.store.host.Repository;
import costperchange.webhook.source.ApiEvents;
import costperchange.webhook.source.Result;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What GitLab lists of a project.
///
/// | asked | told as the event |
/// | --- | --- |
/// | `/deployments` | `deployment` |
/// | `/pipelines`, and of each itself, for its times | `pipeline` |
/// | `/merge_requests` that were merged | `merge_request` with the action `merge` |
/// | `/merge_requests/{iid}/commits`, unless a push told of them | `push` of the branch that was merged |
///
/// Times are cut to seconds, as the webhooks write them. A deployment's state is the last one only; when it
/// was reached is when its job finished or, while it runs, began. A merge is at `merged_at`, as later
/// changes move `updated_at`.
///
/// Format: docs.gitlab.com, "Deployments API", "Pipelines API", "Merge requests API".
final class GitLabListing implements Listing {

    private static final String DEPLOYMENTS = "deployments";
    private static final String PIPELINES = "pipelines";
    private static final String MERGES = "merges";

    private static final String NEWEST = "?order_by=updated_at&sort=desc&per_page=100&updated_after=";
    private static final String NONE = "0".repeat(40);

    /// More commits than these are not listed by a webhook either.
    private static final int MOST_COMMITS = 100;

    private final Api api;
    private final Known known;
    private final String path;
    private final JsonNode project;
    private final Origin origin;
    private final String page;

    private GitLabListing(Api api, Known known, String path, JsonNode project, String name) {
        this.api = api;
        this.known = known;
        this.path = path;
        this.project = project;
        this.page = String.valueOf(Node.text(project, "web_url"));
        this.origin = Origin.repository(Repositories.normal(page).orElse(name));
    }

    static GitLabListing of(Api api, Known known, Repository repository) throws ApiException {
        String path = "/projects/" + URLEncoder.encode(repository.path(), StandardCharsets.UTF_8);
        return new GitLabListing(api, known, path, api.get(path).body(), repository.name());
    }

    @Override
    public List<String> kinds() {
        return List.of(MERGES, DEPLOYMENTS, PIPELINES);
    }

    @Override
    public String first(String kind, Instant since) {
        String list = kind.equals(MERGES) ? "/merge_requests" : "/" + kind;
        return path + list + NEWEST + since + (kind.equals(MERGES) ? "&state=merged" : "");
    }

    @Override
    public @Nullable JsonNode objects(String kind, JsonNode page) {
        return page;
    }

    @Override
    public String orderedBy(String kind) {
        return "updated_at";
    }

    @Override
    public List<Result> read(String kind, JsonNode object, Instant since, Instant now) throws ApiException {
        return switch (kind) {
            case DEPLOYMENTS -> List.of(deployment(object, now));
            case PIPELINES -> List.of(pipeline(object, now));
            default -> merge(object, since, now);
        };
    }

    private Result deployment(JsonNode deployment, Instant now) {
        JsonNode job = Node.inside(deployment, "deployable");
        JsonNode environment = Node.inside(deployment, "environment");
        String status = Node.text(deployment, "status");
        String sha = Node.text(deployment, "sha");
        String jobId = Node.text(job, "id");
        ObjectNode event = event("deployment")
                .put("status", status)
                .put("status_changed_at", changed(deployment, job, status))
                .put("environment", Node.text(environment, "name"))
                .put("environment_tier", Node.text(environment, "tier"))
                .put("ref", Node.text(deployment, "ref"))
                .put("commit_url", sha == null ? null : page + "/-/commit/" + sha)
                .put("deployable_url", jobId == null ? null : page + "/-/jobs/" + jobId);
        event.set("deployment_id", deployment.get("id"));
        return ApiEvents.gitLab(event, now);
    }

    private static @Nullable String changed(JsonNode deployment, JsonNode job, @Nullable String status) {
        @Nullable
        String time = switch (status) {
            case "success", "failed", "canceled" -> Node.seconds(job, "finished_at");
            case "running" -> Node.seconds(job, "started_at");
            case null, default -> Node.seconds(deployment, "created_at");
        };
        return time == null ? Node.seconds(deployment, "updated_at") : time;
    }

    private Result pipeline(JsonNode listed, Instant now) throws ApiException {
        String id = Node.text(listed, "id");
        String sha = Node.text(listed, "sha");
        Instant updated = Node.time(listed, "updated_at");
        if (sha != null
                && updated != null
                && known.revision(origin, updated, sha, one -> Known.isOf(one, "gitlab", "pipeline-" + id))) {
            return KNOWN;
        }
        JsonNode whole = api.get(path + "/pipelines/" + id).body();
        ObjectNode run = Node.object()
                .put("status", Node.text(whole, "status"))
                .put("ref", Node.text(whole, "ref"))
                .put("name", Node.text(whole, "name"))
                .put("sha", Node.text(whole, "sha"))
                .put("source", Node.text(whole, "source"))
                .put("created_at", Node.seconds(whole, "created_at"))
                .put("finished_at", Node.seconds(whole, "finished_at"))
                .put("url", Node.text(whole, "web_url"));
        run.set("id", whole.get("id"));
        run.set("duration", whole.get("duration"));
        return ApiEvents.gitLab(event("pipeline").set("object_attributes", run), now);
    }

    private List<Result> merge(JsonNode request, Instant since, Instant now) throws ApiException {
        Instant merged = Node.time(request, "merged_at");
        String last = Node.text(request, "sha");
        if (merged == null || merged.isBefore(since) || last == null) {
            return List.of();
        }
        List<Result> results = new ArrayList<>();
        results.add(merged(request, last, merged, now));
        if (!known.revision(origin, merged, last, one -> one.what().firstCommitAt() != null)) {
            results.add(commits(request, last, now));
        }
        return results;
    }

    private Result merged(JsonNode request, String last, Instant merged, Instant now) {
        String commit = Node.text(request, "merge_commit_sha");
        String made = commit == null ? Node.text(request, "squash_commit_sha") : commit;
        String id = "merge-request-" + Node.text(request, "id");
        if (made != null && known.revision(origin, merged, made, one -> Known.isOf(one, "gitlab", id))) {
            return KNOWN;
        }
        ObjectNode attributes = Node.object()
                .put("action", "merge")
                .put("merge_commit_sha", commit)
                .put("squash_commit_sha", Node.text(request, "squash_commit_sha"))
                .put("updated_at", Node.seconds(request, "merged_at"));
        attributes.set("id", request.get("id"));
        attributes.putObject("last_commit").put("id", last);
        return ApiEvents.gitLab(event("merge_request").set("object_attributes", attributes), now);
    }

    private Result commits(JsonNode request, String last, Instant now) throws ApiException {
        String list = path + "/merge_requests/" + Node.text(request, "iid") + "/commits?per_page=" + MOST_COMMITS;
        Api.Page answered = api.get(list);
        ObjectNode event = event("push")
                .put("ref", "refs/heads/" + Node.text(request, "source_branch"))
                .put("before", NONE)
                .put("after", last);
        ArrayNode commits = event.putArray("commits");
        for (JsonNode listed : answered.body()) {
            ObjectNode commit = commits.addObject()
                    .put("id", Node.text(listed, "id"))
                    .put("message", Node.text(listed, "message"))
                    .put("timestamp", Node.text(listed, "authored_date"));
            commit.putObject("author").put("name", Node.text(listed, "author_name"));
        }
        return commits.isEmpty() || answered.next() != null
                ? new Result.NotRelevant("not all commits are listed")
                : ApiEvents.gitLab(event.put("total_commits_count", commits.size()), now);
    }

    private ObjectNode event(String kind) {
        return Node.object().put("object_kind", kind).set("project", project);
    }
}
