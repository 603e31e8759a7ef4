package costperchange.webhook.source;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Revision.Content;
import costperchange.webhook.source.Fact.RevisionTold;
import costperchange.webhook.source.Result.NotRelevant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A `push` or `pull_request` event of GitHub.
///
/// | told | taken from a push to a branch |
/// | --- | --- |
/// | id | `push-` and `after` |
/// | revision | `after` |
/// | time | `head_commit.timestamp` |
/// | paths | folders of `commits[].added`, `removed` and `modified` ([ChangedPaths]) |
/// | first commit | the earliest of `commits[].timestamp`; by people: of those whose author is no `…[bot]` |
/// | commits | how many are in `commits` |
/// | contains | `before`, unless the branch is new or was forced elsewhere |
/// | trunk | whether the branch is `repository.default_branch` |
/// | reverts | commits of which a message says `This reverts commit …` |
///
/// GitHub lists at most 2,048 commits; of a push that has as many, first commit, count and paths are not told.
///
/// | told | taken from a pull request that was merged |
/// | --- | --- |
/// | id | `pull-` and `number` |
/// | revision | `pull_request.merge_commit_sha` |
/// | time | `pull_request.merged_at` |
/// | commits | `pull_request.commits` |
/// | contains | `pull_request.head.sha`, of which a push told when its commits were made |
final class GitHubRevision {

    private static final int MOST_LISTED = 2_048;

    private GitHubRevision() {}

    static Result push(JsonFields body) throws MalformedException {
        String ref = body.text("ref", Fields.LINK);
        String after = body.text("after", Fields.COMMIT);
        if (!Branches.isBranch(ref)) {
            return new NotRelevant("only pushes to branches are read");
        }
        if (PushedCommits.isNone(after) || !body.has("head_commit")) {
            return new NotRelevant("the push brings no commit");
        }
        PushedCommits commits = PushedCommits.of(body);
        boolean whole = commits.count() < MOST_LISTED;
        Content content = new Content(
                whole ? commits.first() : null,
                whole ? commits.firstByPeople() : null,
                whole ? commits.count() : null,
                before(body),
                isTrunk(body, ref),
                commits.reverts(),
                null);
        return JsonBody.tells(new RevisionTold(
                GitHub.NAME,
                "push-" + after,
                Origin.repository(GitHubEvent.repository(body)).withPaths(whole ? commits.paths() : List.of()),
                after,
                body.object("head_commit").vendorsTime("timestamp"),
                content));
    }

    private static @Nullable String before(JsonFields body) throws MalformedException {
        String before = body.filledText("before", Fields.COMMIT);
        boolean elsewhere = Boolean.TRUE.equals(body.optionalFlag("created"))
                || Boolean.TRUE.equals(body.optionalFlag("forced"))
                || (before != null && PushedCommits.isNone(before));
        return elsewhere ? null : before;
    }

    private static boolean isTrunk(JsonFields body, String ref) throws MalformedException {
        return Branches.shortName(ref).equals(body.object("repository").raw("default_branch"));
    }

    static Result pullRequest(JsonFields body) throws MalformedException {
        JsonFields pull = body.object("pull_request");
        if (!"closed".equals(body.optionalText("action", Fields.NAME))
                || !Boolean.TRUE.equals(pull.optionalFlag("merged"))) {
            return new NotRelevant("only pull requests that were merged are read");
        }
        Long commits = pull.optionalCount("commits", 1_000_000);
        Content content = new Content(
                null,
                null,
                commits == null ? null : Math.toIntExact(commits),
                pull.object("head").text("sha", Fields.COMMIT),
                false,
                List.of(),
                null);
        return JsonBody.tells(new RevisionTold(
                GitHub.NAME,
                "pull-" + pull.wholeNumber("number"),
                Origin.repository(GitHubEvent.repository(body)),
                pull.text("merge_commit_sha", Fields.COMMIT),
                pull.vendorsTime("merged_at"),
                content));
    }
}
