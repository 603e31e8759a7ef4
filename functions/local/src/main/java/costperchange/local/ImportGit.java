package costperchange.local;

import costperchange.local.GitPoints.Point;
import costperchange.webhook.Recorder.Recorded;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Imports deployments from a Git repository's history: for what was deployed where nothing told of it.
final class ImportGit {

    /// What stands in for deployments.
    enum By {
        TAGS,
        MERGES
    }

    @Option(
            names = "--git",
            paramLabel = "DIR",
            description = "a Git repository on disk: each tag, or each merge, stands in for a deployment")
    private @Nullable Path folder;

    @Option(names = "--by", description = "with --git: what stands in for deployments, tags (the default) or merges")
    private @Nullable By by;

    @Option(names = "--tags", paramLabel = "GLOB", description = "with --by tags: such as 'v*'; all if not given")
    private @Nullable String tags;

    @Option(names = "--branch", description = "with --by merges: the branch; that of HEAD if not given")
    private @Nullable String branch;

    @Option(names = "--application", description = "with --git: whose; the repository's name if not given")
    private @Nullable String application;

    @Option(names = "--environment", description = "with --git: where to; production if not given")
    private @Nullable String environment;

    boolean isNamed() {
        return folder != null;
    }

    /// Whether anything is said that needs `--git`.
    boolean isSaid() {
        return by != null || tags != null || branch != null || application != null || environment != null;
    }

    /// What is wrong with the options; null if nothing.
    @Nullable
    String contradiction() {
        boolean merges = by == By.MERGES;
        if (merges && tags != null) {
            return "--tags goes with --by tags, not with --by merges";
        }
        return !merges && branch != null ? "--branch goes with --by merges" : null;
    }

    /// @param since the first deployment to record
    void run(Installation installation, Instant since, PrintWriter out) throws IOException {
        Path named = Objects.requireNonNull(folder);
        Instant now = installation.clock().instant();
        try (GitRepository repository = GitRepository.open(named)) {
            GitPoints points = points(repository);
            if (points.points().isEmpty()) {
                throw new Refusal(named + " has no " + (by == By.MERGES ? "commit" : "tag that matches")
                        + ": nothing stands in for a deployment");
            }
            int passedOver = points.passedOver() + tell(installation, repository, points.points(), since, now, out);
            if (passedOver > 0) {
                out.printf(
                        "%d passed over: no commit of this repository, later than now, or too long a name%n",
                        passedOver);
            }
            if (repository.isShallow()) {
                out.println("the clone is shallow: where history is missing, first commits and counts are not told;"
                        + " git fetch --unshallow and import again");
            }
        }
    }

    private GitPoints points(GitRepository repository) throws IOException {
        return by == By.MERGES
                ? GitPoints.merges(repository, branch)
                : GitPoints.tags(repository, Objects.requireNonNullElse(tags, "*"));
    }

    private int tell(
            Installation installation,
            GitRepository repository,
            List<Point> points,
            Instant since,
            Instant now,
            PrintWriter out)
            throws IOException {
        Recording recording = new Recording(installation, now);
        GitDeployments deployments = new GitDeployments(
                repository,
                GitDeployments.origin(repository, Objects.requireNonNullElse(application, "")),
                Objects.requireNonNullElse(environment, "production"),
                since,
                now);
        int passedOver = deployments.tell(points, recording::add);
        Recorded recorded = recording.finished();
        out.printf("%d deployments recorded, %d known already%n", recorded.fresh(), recorded.known());
        return passedOver;
    }
}
