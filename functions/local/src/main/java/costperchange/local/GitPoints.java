package costperchange.local;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.jgit.errors.InvalidPatternException;
import org.eclipse.jgit.errors.MissingObjectException;
import org.eclipse.jgit.fnmatch.FileNameMatcher;
import org.eclipse.jgit.lib.Constants;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.lib.Ref;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.revwalk.RevObject;
import org.eclipse.jgit.revwalk.RevTag;
import org.eclipse.jgit.revwalk.RevWalk;
import org.jspecify.annotations.Nullable;

/// The places in a repository's history that stand in for deployments, the oldest first.
///
/// @param points in order
/// @param passedOver how many tags name no commit that is here
record GitPoints(List<Point> points, int passedOver) {

    /// @param id name of the tag, or hash of the commit
    /// @param at when the tag was made, or the commit was put on its branch
    record Point(String id, ObjectId commit, Instant at) {}

    /// The tags whose names match.
    ///
    /// @param glob as `v*`, in which `*` stands for anything but a slash
    /// @throws Refusal if it is no glob
    static GitPoints tags(GitRepository repository, String glob) throws IOException {
        List<Point> points = new ArrayList<>();
        int passedOver = 0;
        try (RevWalk walk = new RevWalk(repository.jgit())) {
            for (Ref ref : repository.jgit().getRefDatabase().getRefsByPrefix(Constants.R_TAGS)) {
                String name = ref.getName().substring(Constants.R_TAGS.length());
                if (matches(glob, name)) {
                    Optional<Point> point = tag(walk, name, id(ref));
                    point.ifPresent(points::add);
                    passedOver += point.isEmpty() ? 1 : 0;
                }
            }
        }
        points.sort(Comparator.comparing(Point::at).thenComparing(Point::id));
        return new GitPoints(points, passedOver);
    }

    /// A reference that was listed or found stands somewhere.
    private static ObjectId id(Ref ref) {
        return Objects.requireNonNull(ref.getObjectId(), ref.getName());
    }

    private static boolean matches(String glob, String name) {
        try {
            FileNameMatcher matcher = new FileNameMatcher(glob, '/');
            matcher.append(name);
            return matcher.isMatch();
        } catch (InvalidPatternException e) {
            throw new Refusal("--tags must be a pattern such as 'v*', not '" + glob + "'");
        }
    }

    private static Optional<Point> tag(RevWalk walk, String name, ObjectId id) throws IOException {
        try {
            RevObject tag = walk.parseAny(id);
            if (!(walk.peel(tag) instanceof RevCommit commit)) {
                return Optional.empty();
            }
            PersonIdent tagger = tag instanceof RevTag annotated ? annotated.getTaggerIdent() : null;
            Instant at = tagger == null ? committed(commit) : tagger.getWhenAsInstant();
            return Optional.of(new Point(name, commit.copy(), at));
        } catch (MissingObjectException notCloned) {
            return Optional.empty();
        }
    }

    /// What was put on a branch, one after the other: merges, and commits that were put there directly.
    ///
    /// @param branch null for the one that is the repository's `HEAD`
    /// @throws Refusal if there is no such branch
    static GitPoints merges(GitRepository repository, @Nullable String branch) throws IOException {
        List<Point> points = new ArrayList<>();
        try (RevWalk walk = new RevWalk(repository.jgit())) {
            walk.setRetainBody(false);
            Optional<ObjectId> next = tip(repository, branch);
            while (next.isPresent()) {
                RevCommit commit = walk.parseCommit(next.get());
                points.add(new Point(commit.name(), commit.copy(), committed(commit)));
                next = commit.getParentCount() == 0
                        ? Optional.empty()
                        : Optional.of(commit.getParent(0).copy());
            }
        }
        Collections.reverse(points);
        return new GitPoints(points, 0);
    }

    private static Optional<ObjectId> tip(GitRepository repository, @Nullable String branch) throws IOException {
        if (branch == null) {
            return Optional.ofNullable(repository.jgit().resolve(Constants.HEAD));
        }
        Ref ref = repository.jgit().findRef(Constants.R_HEADS + branch);
        if (ref == null) {
            ref = repository.jgit().findRef(Constants.R_REMOTES + Constants.DEFAULT_REMOTE_NAME + "/" + branch);
        }
        if (ref == null) {
            throw new Refusal(repository.folder() + " has no branch '" + branch + "'");
        }
        return Optional.of(id(ref));
    }

    private static Instant committed(RevCommit commit) {
        return Instant.ofEpochSecond(commit.getCommitTime());
    }
}
