package costperchange.local;

import costperchange.webhook.source.ChangedPaths;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevFlag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.treewalk.EmptyTreeIterator;
import org.eclipse.jgit.treewalk.TreeWalk;
import org.eclipse.jgit.treewalk.filter.TreeFilter;
import org.jspecify.annotations.Nullable;

/// What deployments brought, one after the other: the commits that no deployment before had. Each commit is
/// visited once, whatever branches and tags there are; of each only its hash and its parents stay in
/// memory.
final class GitCommits implements AutoCloseable {

    private static final Pattern REVERT = Pattern.compile("This reverts commit [0-9a-f]{7,40}\\b");

    private final RevWalk walk;
    private final TreeWalk trees;
    private final RevFlag deployed;
    private final Set<ObjectId> cut;
    private boolean first = true;

    GitCommits(GitRepository repository) throws IOException {
        walk = new RevWalk(repository.jgit());
        walk.setRetainBody(false);
        deployed = walk.newFlag("deployed");
        trees = new TreeWalk(walk.getObjectReader());
        cut = repository.jgit().getObjectDatabase().getShallowCommits();
    }

    /// What a deployment brought for the first time. Null where that is not known.
    ///
    /// @param firstCommitAt the earliest time of its commits, by author or committer
    /// @param commits how many
    /// @param reverts how many of them take earlier ones back
    /// @param paths folders in which they changed something; none where all may have changed
    record Range(
            @Nullable Instant firstCommitAt,
            @Nullable Integer commits,
            @Nullable Integer reverts,
            List<String> paths) {}

    /// Notes that a commit, and all before it, was deployed.
    void passOver(ObjectId commit) throws IOException {
        collect(commit, false);
    }

    /// What the next deployment brought. The first of all takes its own commit's time only: no one knows
    /// what of the history before it was deployed earlier.
    Range next(ObjectId commit) throws IOException {
        if (first) {
            passOver(commit);
            return new Range(times(commit), null, null, List.of());
        }
        return collect(commit, true).range();
    }

    private Instant times(ObjectId id) throws IOException {
        Collected own = new Collected();
        RevCommit commit = walk.parseCommit(id);
        walk.parseBody(commit);
        own.addTimes(commit);
        commit.disposeBody();
        return own.earliest;
    }

    private Collected collect(ObjectId tip, boolean wanted) throws IOException {
        first = false;
        Collected collected = new Collected();
        Deque<RevCommit> open = new ArrayDeque<>();
        visit(walk.parseCommit(tip), open);
        while (!open.isEmpty()) {
            RevCommit commit = open.pop();
            walk.parseHeaders(commit);
            if (wanted) {
                collected.add(commit);
            }
            for (RevCommit parent : commit.getParents()) {
                visit(parent, open);
            }
        }
        return collected;
    }

    private void visit(RevCommit commit, Deque<RevCommit> open) {
        if (!commit.has(deployed)) {
            commit.add(deployed);
            open.push(commit);
        }
    }

    @Override
    public void close() {
        trees.close();
        walk.close();
    }

    private final class Collected {
        private Instant earliest = Instant.MAX;
        private int commits;
        private int reverts;
        private boolean isCut;
        private final ChangedPaths paths = new ChangedPaths();

        void add(RevCommit commit) throws IOException {
            commits++;
            isCut |= cut.contains(commit);
            walk.parseBody(commit);
            addTimes(commit);
            Matcher revert = REVERT.matcher(commit.getFullMessage());
            reverts += revert.find() ? 1 : 0;
            commit.disposeBody();
            // What a merge brings, its commits do.
            if (!isCut && commit.getParentCount() < 2) {
                addPaths(commit);
            }
        }

        void addTimes(RevCommit commit) {
            earlier(commit.getAuthorIdent().getWhenAsInstant());
            earlier(commit.getCommitterIdent().getWhenAsInstant());
        }

        private void earlier(Instant time) {
            earliest = time.isBefore(earliest) ? time : earliest;
        }

        private void addPaths(RevCommit commit) throws IOException {
            if (paths.isGivenUp()) {
                return;
            }
            trees.reset();
            trees.setRecursive(true);
            trees.setFilter(TreeFilter.ANY_DIFF);
            if (commit.getParentCount() == 0) {
                trees.addTree(new EmptyTreeIterator());
            } else {
                trees.addTree(walk.parseCommit(commit.getParent(0)).getTree());
            }
            trees.addTree(commit.getTree());
            while (trees.next()) {
                paths.add(trees.getPathString());
            }
        }

        Range range() {
            if (isCut) {
                return new Range(null, null, null, List.of());
            }
            return new Range(commits == 0 ? null : earliest, commits, reverts, paths.told());
        }
    }
}
