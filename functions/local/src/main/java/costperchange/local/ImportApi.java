package costperchange.local;

import costperchange.store.host.Access;
import costperchange.store.host.Patience;
import costperchange.store.host.Repository;
import costperchange.store.host.Vendor;
import costperchange.webhook.BackFill;
import costperchange.webhook.api.Walk;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Imports what GitHub or GitLab know of a repository's deployments, as their webhooks would have told it.
///
/// The token comes from a file or the environment, never from the command line, which others on the machine
/// can read.
final class ImportApi {

    /// What is said of a wait that is longer than an error of the network makes.
    private static final Duration LONG = Duration.ofSeconds(20);

    @Option(
            names = "--github",
            paramLabel = "OWNER/REPO",
            description = "a repository of GitHub, by a token in GITHUB_TOKEN; HOST/OWNER/REPO on another host")
    private @Nullable String gitHub;

    @Option(
            names = "--gitlab",
            paramLabel = "HOST/PATH",
            description = "a project of GitLab, such as gitlab.com/acme/shop, by a token in GITLAB_TOKEN")
    private @Nullable String gitLab;

    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description = "with --github or --gitlab: holds the token, instead of the environment")
    private @Nullable Path tokenFile;

    @Option(
            names = "--api",
            paramLabel = "URL",
            description = "with --github or --gitlab: where the API is, if not where it usually is on that host")
    private @Nullable URI api;

    boolean isGitHub() {
        return gitHub != null;
    }

    boolean isGitLab() {
        return gitLab != null;
    }

    boolean isNamed() {
        return isGitHub() || isGitLab();
    }

    /// Whether anything is said that needs `--github` or `--gitlab`.
    boolean isSaid() {
        return tokenFile != null || api != null;
    }

    /// @param since the first day
    /// @throws Refusal if not all was asked about; what was is recorded
    void run(Installation installation, Instant since, PrintWriter out) throws IOException {
        Repository repository = repository();
        Access access = access(repository);
        Walk.Report report;
        try (HttpClient client =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build()) {
            Patience patience = new Patience(installation.clock(), ImportApi::waitFor, Instant.MAX);
            report = Progress.during(
                    "asking " + access.base().getHost() + " about " + repository.path(),
                    () -> new BackFill(installation.table(), client).walk(repository, access, since, patience));
        }
        out.printf("%d deployments and revisions recorded, %d known already%n", report.fresh(), report.known());
        report.problems().forEach(problem -> out.println("passed over: " + problem));
        if (report.passedOver() > report.problems().size()) {
            out.printf("%d passed over in all%n", report.passedOver());
        }
        out.flush();
        if (!report.stops().isEmpty()) {
            throw new Refusal("not all was asked about; run it again to go on:\n"
                    + report.stops().stream().map(stop -> "  " + stop.why()).collect(Collectors.joining("\n")));
        }
    }

    private static void waitFor(Duration wait) {
        if (wait.compareTo(LONG) > 0) {
            System.err.printf("the host allows no more requests now: going on in %d s%n", wait.toSeconds());
        }
        Patience.sleep(wait);
    }

    private Repository repository() {
        Vendor vendor = isGitHub() ? Vendor.GITHUB : Vendor.GITLAB;
        String said = Objects.requireNonNull(isGitHub() ? gitHub : gitLab);
        boolean withoutHost = isGitHub() && said.indexOf('/') == said.lastIndexOf('/');
        return Repository.of(vendor, withoutHost ? vendor.host() + "/" + said : said)
                .orElseThrow(() -> new Refusal(
                        isGitHub()
                                ? "--github must be OWNER/REPO or HOST/OWNER/REPO, not '" + said + "'"
                                : "--gitlab must be HOST/PATH such as gitlab.com/acme/shop, not '" + said + "'"));
    }

    private Access access(Repository repository) throws IOException {
        URI base = api == null ? repository.vendor().base(repository.host()) : withoutSlash(api);
        try {
            return new Access(repository.vendor(), base, token(repository.vendor()));
        } catch (IllegalArgumentException e) {
            throw new Refusal("--api " + e.getMessage());
        }
    }

    private static URI withoutSlash(URI base) {
        String text = base.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
    }

    private String token(Vendor vendor) throws IOException {
        String variable = vendor.name() + "_TOKEN";
        String token = tokenFile == null ? System.getenv(variable) : read(tokenFile);
        if (token == null || token.isBlank()) {
            throw new Refusal(
                    "put a token into the environment as " + variable + ", or name a file: --token-file FILE");
        }
        if (!token.strip().matches("[!-~]+")) {
            throw new Refusal("the token has characters that no token has; it must stand alone, on one line");
        }
        return token.strip();
    }

    private static String read(Path file) throws IOException {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException missing) {
            throw new Refusal(file + ": there is no such file");
        }
    }
}
