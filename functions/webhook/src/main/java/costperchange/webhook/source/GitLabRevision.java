package costperchange.webhook.source;

import costperchange.calculator.delivery.Revision.Content;
import costperchange.webhook.source.Fact.RevisionTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `push` or `merge_request` event of GitLab.
///
/// | told | taken from a push to a branch |
/// | --- | --- |
/// | id | `push-` and `after` |
/// | revision | `after` |
/// | time | `timestamp` of that commit, else of the last one listed |
/// | paths, first commit, reverts | `commits[]`, as of GitHub's pushes ([GitHubRevision]) |
/// | commits | `total_commits_count` |
/// | contains | `before`, unless the branch is new; GitLab does not tell whether it was forced elsewhere |
/// | trunk | whether the branch is `project.default_branch` |
///
/// GitLab lists the newest 20 commits only. Of a larger push neither first commit nor paths are told.
///
/// | told | taken from a merge request, `object_attributes` |
/// | --- | --- |
/// | id | `merge-request-` and `id` |
/// | of the action `merge` | `merge_commit_sha`, else `squash_commit_sha`; contains `last_commit.id` |
/// | its time | `updated_at` |
/// | of `open`, and of `update` with new commits | `last_commit.id` with its `timestamp`; contains `oldrev` |
///
/// A merge that makes no commit tells nothing: the last commit was told before.
final class GitLabRevision {

    private static final int MOST_LISTED = 10_000;

    private GitLabRevision() {}

    static Result push(JsonFields body) throws MalformedException {
        String ref = body.text("ref", Fields.LINK);
        String after = body.text("after", Fields.COMMIT);
        if (!Branches.isBranch(ref)) {
            return new NotRelevant("only pushes to branches are read");
        }
        PushedCommits commits = PushedCommits.of(body);
        if (PushedCommits.isNone(after) || commits.count() == 0) {
            return new NotRelevant("the push brings no commit");
        }
        Long total = body.optionalCount("total_commits_count", 1_000_000);
        int count = total == null ? commits.count() : Math.toIntExact(total);
        boolean whole = commits.count() >= count;
        Content content = new Content(
                whole ? commits.first() : null,
                whole ? commits.firstByPeople() : null,
                count,
                before(body),
                Branches.shortName(ref).equals(body.object("project").raw("default_branch")),
                commits.reverts(),
                null);
        return JsonBody.tells(new RevisionTold(
                GitLab.NAME,
                "push-" + after,
                GitLabEvent.origin(body).withPaths(whole ? commits.paths() : List.of()),
                after,
                time(body, after),
                content));
    }

    private static @Nullable String before(JsonFields body) throws MalformedException {
        String before = body.filledText("before", Fields.COMMIT);
        return before == null || PushedCommits.isNone(before) ? null : before;
    }

    private static Instant time(JsonFields body, String revision) throws MalformedException {
        List<JsonFields> commits = body.objects("commits", MOST_LISTED);
        for (JsonFields commit : commits) {
            if (revision.equals(commit.raw("id"))) {
                return commit.vendorsTime("timestamp");
            }
        }
        return commits.getLast().vendorsTime("timestamp");
    }

    static Result mergeRequest(JsonFields body) throws MalformedException {
        JsonFields request = body.object("object_attributes");
        String action = request.filledText("action", Fields.NAME);
        String last = request.object("last_commit").text("id", Fields.COMMIT);
        if ("merge".equals(action)) {
            String merged = request.filledText("merge_commit_sha", Fields.COMMIT);
            String commit = merged == null ? request.filledText("squash_commit_sha", Fields.COMMIT) : merged;
            return commit == null
                    ? new NotRelevant("the merge made no commit")
                    : told(body, commit, request.vendorsTime("updated_at"), content(null, null, last));
        }
        String old = request.filledText("oldrev", Fields.COMMIT);
        if (!"open".equals(action) && !("update".equals(action) && old != null)) {
            return new NotRelevant("the action '" + action + "' brings no commit to a merge request");
        }
        JsonFields commit = request.object("last_commit");
        Instant time = commit.vendorsTime("timestamp");
        Instant byPeople = PushedCommits.isByBot(commit.inside("author")) ? null : time;
        // Its own time, so that whatever else changes in the request tells nothing else of it.
        return told(body, last, time, content(time, byPeople, old));
    }

    private static Content content(
            @Nullable Instant first, @Nullable Instant firstByPeople, @Nullable String contains) {
        return new Content(first, firstByPeople, null, contains, false, List.of(), null);
    }

    private static Result told(JsonFields body, String revision, Instant at, Content content)
            throws MalformedException {
        String id = "merge-request-" + body.object("object_attributes").wholeNumber("id");
        return JsonBody.tells(new RevisionTold(GitLab.NAME, id, GitLabEvent.origin(body), revision, at, content));
    }
}
