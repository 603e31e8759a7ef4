package costperchange.local;

import costperchange.calculator.delivery.Origin;
import costperchange.calculator.delivery.Outcome;
import costperchange.calculator.delivery.Told;
import costperchange.local.GitCommits.Range;
import costperchange.local.GitPoints.Point;
import costperchange.webhook.source.Fact.DeploymentTold;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Deployments as a repository's history has them: each [point][GitPoints.Point] stands in for one.
///
/// | told | taken from |
/// | --- | --- |
/// | source, id | `git`, the tag's name or the commit's hash |
/// | revision | the commit's hash |
/// | outcome, time | succeeded, when the tag was made or the commit put on its branch |
/// | first commit, commits, reverts, paths | the commits that no deployment before had ([GitCommits]) |
///
/// No name, address or message is told.
///
/// @param repository to read
/// @param origin what the deployments are of
/// @param environment where to
/// @param since the first to be told; those before are only noted
/// @param now nothing later is told
record GitDeployments(GitRepository repository, Origin origin, String environment, Instant since, Instant now) {

    static final String SOURCE = "git";

    /// The longest name that is told.
    private static final int LONGEST = 255;

    /// Tells of them in order, one at a time.
    ///
    /// @return how many could not be told: later than now, or by a name that is too long
    int tell(List<Point> points, Consumer<DeploymentTold> each) throws IOException {
        int passedOver = 0;
        try (GitCommits commits = new GitCommits(repository)) {
            for (Point point : points) {
                if (point.at().isAfter(now) || point.id().length() > LONGEST) {
                    passedOver++;
                } else if (point.at().isBefore(since)) {
                    commits.passOver(point.commit());
                } else {
                    each.accept(told(point, commits.next(point.commit())));
                }
            }
        }
        return passedOver;
    }

    private DeploymentTold told(Point point, Range brought) {
        Told told = new Told(
                origin.withPaths(brought.paths()),
                environment,
                point.commit().name(),
                null,
                brought.firstCommitAt(),
                brought.commits(),
                null,
                null,
                null,
                null,
                null,
                brought.reverts());
        return new DeploymentTold(SOURCE, point.id(), Outcome.SUCCEEDED, point.at(), told);
    }

    /// What the deployments of a repository are of: of the application named, else of what the catalog says
    /// of the remote `origin`, else of one called like the folder.
    static Origin origin(GitRepository repository, String application) {
        String remote = repository.origin().orElse(null);
        String named = application.isBlank() && remote == null ? repository.name() : application;
        return new Origin(named.isBlank() ? null : named, remote, List.of(), Map.of());
    }
}
