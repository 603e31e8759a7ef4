package costperchange.local;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

final class ImportApi {
    @Option(names = "--github", paramLabel = "OWNER/REPO")
    private @Nullable String gitHub;

    @Option(names = "--gitlab", paramLabel = "HOST/PATH")
    private @Nullable String gitLab;

    @Option(names = "--token-file", paramLabel = "FILE")
    private @Nullable Path tokenFile;

    boolean isGitHub() { return gitHub != null; }
    boolean isGitLab() { return gitLab != null; }
    boolean isNamed() { return isGitHub() || isGitLab(); }
    boolean isSaid() { return tokenFile != null; }
    int run(Installation installation, Instant since, PrintWriter out) { return 0; }
}
