package costperchange.webhook.api;

import costperchange.calculator.delivery.Origin;
import costperchange.store.host.Api;
import costperchange.store.host.ApiException;
import costperchange.store.host.Repository;
import costperchange.webhook.source.ApiEvents;
import costperchange.webhook.source.Result;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What GitHub lists of a repository.
///
/// | asked | told as the event |
/// | --- | --- |
/// | `/deployments`, and of each its `/statuses` | `deployment`, `deployment_status` |
/// | `/actions/runs`, and of a run that was repeated its earlier `/attempts` | `workflow_run` |
/// | `/pulls` that were merged, and of each itself | `pull_request` |
/// | `/pulls/{number}/commits`, unless a push told of them | `push` of the branch that was merged |
///
/// Runs are not filtered by day, as GitHub lists at most 1,000 then. A run is where it was first begun: one
/// that is repeated later than `since`, and was begun before, is not found.
///
/// Format: docs.github.com, "REST API endpoints" for deployments, deployment statuses, workflow runs and
/// pull requests.
final class GitHubListing implements Listing {

    private static final String DEPLOYMENTS = "deployments";
    private static final String RUNS = "runs";
    private static final String PULLS = "pulls";

    private static final String REPOSITORY = "repository";
    private static final String CREATED = "created_at";
    private static final int MOST_PAGES = 10;
    private static final int MOST_ATTEMPTS = 50;

    private final Api api;
    private final Known known;
    private final String path;
    private final JsonNode repository;
    private final Origin origin;

    private GitHubListing(Api api, Known known, Repository repository, JsonNode found) {
        this.api = api;
        this.known = known;
        this.path = "/repos/" + repository.path();
        this.repository = found;
        this.origin = Origin.repository(repository.host() + "/" + Node.text(found, "full_name"));
    }

    static GitHubListing of(Api api, Known known, Repository repository) throws ApiException {
        return new GitHubListing(
                api, known, repository, api.get("/repos/" + repository.path()).body());
    }

    @Override
    public List<String> kinds() {
        return List.of(PULLS, DEPLOYMENTS, RUNS);
    }

    @Override
    public String first(String kind, Instant since) {
        return path
                + switch (kind) {
                    case DEPLOYMENTS -> "/deployments?per_page=100";
                    case RUNS -> "/actions/runs?per_page=100";
                    default -> "/pulls?state=closed&sort=updated&direction=desc&per_page=100";
                };
    }

    @Override
    public @Nullable JsonNode objects(String kind, JsonNode page) {
        return kind.equals(RUNS) ? page.get("workflow_runs") : page;
    }

    @Override
    public String orderedBy(String kind) {
        return kind.equals(PULLS) ? "updated_at" : CREATED;
    }

    @Override
    public List<Result> read(String kind, JsonNode object, Instant since, Instant now) throws ApiException {
        return switch (kind) {
            case DEPLOYMENTS -> deployment(object, now);
            case RUNS -> run(object, now);
            default -> pull(object, since, now);
        };
    }

    private List<Result> deployment(JsonNode deployment, Instant now) throws ApiException {
        List<Result> results = new ArrayList<>();
        ObjectNode created = event("deployment", deployment);
        results.add(ApiEvents.gitHub("deployment", created.put("action", "created"), now));
        String id = Node.text(deployment, "id");
        if (id != null) {
            for (JsonNode status : all(path + "/deployments/" + id + "/statuses?per_page=100")) {
                ObjectNode event = event("deployment", deployment).put("action", "created");
                results.add(ApiEvents.gitHub("deployment_status", event.set("deployment_status", status), now));
            }
        }
        return results;
    }

    private List<Result> run(JsonNode run, Instant now) throws ApiException {
        List<Result> results = new ArrayList<>();
        results.add(runTold(run, now));
        JsonNode attempts = run.get("run_attempt");
        int last = attempts != null && attempts.isInt() ? attempts.intValue() : 1;
        for (int attempt = Math.max(1, last - MOST_ATTEMPTS); attempt < last; attempt++) {
            String before = path + "/actions/runs/" + Node.text(run, "id") + "/attempts/" + attempt;
            results.add(runTold(api.get(before).body(), now));
        }
        return results;
    }

    private Result runTold(JsonNode run, Instant now) {
        boolean completed = "completed".equals(Node.text(run, "status"));
        ObjectNode event = event("workflow_run", run).put("action", completed ? "completed" : "in_progress");
        return ApiEvents.gitHub("workflow_run", event, now);
    }

    private List<Result> pull(JsonNode pull, Instant since, Instant now) throws ApiException {
        Instant merged = Node.time(pull, "merged_at");
        String number = Node.text(pull, "number");
        String commit = Node.text(pull, "merge_commit_sha");
        if (merged == null || merged.isBefore(since) || number == null || commit == null) {
            return List.of();
        }
        List<Result> results = new ArrayList<>();
        if (known.revision(origin, merged, commit, one -> Known.isOf(one, "github", "pull-" + number))) {
            results.add(KNOWN);
        } else {
            JsonNode whole = api.get(path + "/pulls/" + number).body();
            results.add(ApiEvents.gitHub(
                    "pull_request", event("pull_request", whole).put("action", "closed"), now));
        }
        JsonNode head = Node.inside(pull, "head");
        String last = Node.text(head, "sha");
        if (last != null
                && !known.revision(origin, merged, last, one -> one.what().firstCommitAt() != null)) {
            results.add(commits(number, head, last, now));
        }
        return results;
    }

    private Result commits(String number, JsonNode head, String last, Instant now) throws ApiException {
        ObjectNode event = Node.object()
                .put("ref", "refs/heads/" + Node.text(head, "ref"))
                .put("after", last)
                .put("created", true)
                .set(REPOSITORY, repository);
        ArrayNode commits = event.putArray("commits");
        for (JsonNode commit : all(path + "/pulls/" + number + "/commits?per_page=100")) {
            commits.add(pushed(commit));
        }
        if (commits.isEmpty()) {
            return new Result.NotRelevant("the pull request has no commit");
        }
        event.set("head_commit", commits.get(commits.size() - 1));
        return ApiEvents.gitHub("push", event, now);
    }

    private static ObjectNode pushed(JsonNode listed) {
        JsonNode commit = Node.inside(listed, "commit");
        ObjectNode pushed = Node.object()
                .put("id", Node.text(listed, "sha"))
                .put("message", Node.text(commit, "message"))
                .put("timestamp", Node.text(Node.inside(commit, "author"), "date"));
        pushed.putObject("author").put("username", Node.text(Node.inside(listed, "author"), "login"));
        return pushed;
    }

    private ObjectNode event(String name, JsonNode object) {
        ObjectNode event = Node.object();
        event.set(name, object);
        event.set(REPOSITORY, repository);
        return event;
    }

    private List<JsonNode> all(String first) throws ApiException {
        List<JsonNode> all = new ArrayList<>();
        URI next = api.access().at(first);
        for (int page = 0; next != null && page < MOST_PAGES; page++) {
            Api.Page answered = api.get(next);
            answered.body().forEach(all::add);
            next = answered.next();
        }
        return all;
    }
}
