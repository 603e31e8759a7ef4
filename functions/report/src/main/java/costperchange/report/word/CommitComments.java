package costperchange.report.word;

import costperchange.calculator.word.Word;
import costperchange.store.Json;
import costperchange.store.host.Api;
import costperchange.store.host.ApiException;
import costperchange.store.host.Repository;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// The comments on one commit, on GitHub or GitLab.
///
/// | | GitHub | GitLab |
/// | --- | --- | --- |
/// | comments | `/repos/{path}/commits/{sha}/comments` | `/projects/{path}/repository/commits/{sha}/comments` |
/// | text | `body` | `note` |
/// | a tag | is made a commit by `/repos/{path}/commits/{tag}`, `sha` | may stand for the commit |
///
/// Sources: docs.github.com, "REST API endpoints for commit comments"; docs.gitlab.com, "Commits API".
///
/// @param revision a commit or a tag
record CommitComments(Api api, Repository repository, String revision) implements Receiver {

    private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{40}|[0-9a-f]{64}");

    @Override
    public Told tell(Word word) throws ApiException {
        String comments = comments();
        Comment comment = new Comment(word);
        if (isThere(comments, comment)) {
            return Told.BEFORE;
        }
        JsonNode body = Json.MAPPER.createObjectNode().put(field(), comment.markdown());
        api.post(comments, body, () -> isThere(comments, comment));
        return Told.NOW;
    }

    private boolean isThere(String comments, Comment comment) throws ApiException {
        URI next = api.access().at(comments + "?per_page=100");
        while (next != null) {
            Api.Page page = api.get(next);
            for (JsonNode one : page.body()) {
                if (one.path(field()).asString("").contains(comment.mark())) {
                    return true;
                }
            }
            next = page.next();
        }
        return false;
    }

    private String comments() throws ApiException {
        return switch (repository.vendor()) {
            case GITHUB -> "/repos/" + repository.path() + "/commits/" + commit() + "/comments";
            case GITLAB ->
                "/projects/" + encoded(repository.path()) + "/repository/commits/" + encoded(revision) + "/comments";
        };
    }

    /// GitHub comments on commits by their hashes alone.
    private String commit() throws ApiException {
        if (COMMIT.matcher(revision).matches()) {
            return revision;
        }
        String path = "/repos/" + repository.path() + "/commits/" + encoded(revision);
        String commit = api.get(path).body().path("sha").asString("");
        if (!COMMIT.matcher(commit).matches()) {
            throw ApiException.failed(api.access().at(path), "answered no commit");
        }
        return commit;
    }

    private String field() {
        return switch (repository.vendor()) {
            case GITHUB -> "body";
            case GITLAB -> "note";
        };
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
