package costperchange.webhook.source;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The list `commits` of a push, which GitHub and GitLab write alike. Names of authors and messages are looked
/// at here and go no further.
final class PushedCommits {

    private static final int MOST = 10_000;
    private static final int MOST_REVERTS = 100;

    /// What Git writes into the message of a commit that takes another one back.
    private static final Pattern REVERT = Pattern.compile("This reverts commit ([0-9a-f]{7,40})\\b");

    private static final Pattern NONE = Pattern.compile("0+");

    private static final String BOT = "[bot]";

    private final ChangedPaths paths = new ChangedPaths();
    private final List<String> reverts = new ArrayList<>();
    private @Nullable Instant first;
    private @Nullable Instant firstByPeople;
    private int count;

    private PushedCommits() {}

    static PushedCommits of(JsonFields push) throws MalformedException {
        PushedCommits commits = new PushedCommits();
        for (JsonFields commit : push.objects("commits", MOST)) {
            commits.add(commit);
        }
        return commits;
    }

    /// Whether this hash of zeros stands for no commit, as before a branch was made and after it was deleted.
    static boolean isNone(String hash) {
        return NONE.matcher(hash).matches();
    }

    private void add(JsonFields commit) throws MalformedException {
        count++;
        Instant time = time(commit);
        first = earlier(first, time);
        if (!isByBot(commit.inside("author"))) {
            firstByPeople = earlier(firstByPeople, time);
        }
        for (String files : List.of("added", "removed", "modified")) {
            commit.texts(files, MOST, Fields.LINK * 4).forEach(paths::add);
        }
        addReverts(commit.raw("message"));
    }

    /// A commit's time is its author's clock, which may be set to anything: one that cannot be is passed over.
    private static @Nullable Instant time(JsonFields commit) {
        try {
            return commit.optionalVendorsTime("timestamp");
        } catch (MalformedException e) {
            return null;
        }
    }

    static boolean isByBot(JsonFields author) throws MalformedException {
        String user = author.raw("username");
        String name = user == null ? author.raw("name") : user;
        return name != null && name.strip().endsWith(BOT);
    }

    private void addReverts(@Nullable String message) {
        Matcher revert = REVERT.matcher(message == null ? "" : message);
        while (reverts.size() < MOST_REVERTS && revert.find()) {
            reverts.add(revert.group(1));
        }
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
        return one == null || (other != null && other.isBefore(one)) ? other : one;
    }

    int count() {
        return count;
    }

    @Nullable
    Instant first() {
        return first;
    }

    @Nullable
    Instant firstByPeople() {
        return firstByPeople;
    }

    List<String> reverts() {
        return List.copyOf(reverts);
    }

    List<String> paths() {
        return paths.told();
    }
}
