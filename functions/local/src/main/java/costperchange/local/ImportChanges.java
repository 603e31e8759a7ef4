package costperchange.local;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Imports deployments that no webhook told of, as the webhook would have recorded them. Doing so again
/// changes nothing.
@Command(
        name = "changes",
        description = {
            "Import deployments that no webhook told of: from a CSV with the webhook document's fields in snake case,"
                    + " from a Git repository's tags or merges, or from GitHub or GitLab themselves."
        },
        mixinStandardHelpOptions = true)
final class ImportChanges implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Mixin
    private ImportGit git;

    @Mixin
    private ImportApi api;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE", arity = "0..1", description = "a CSV")
    private @Nullable Path file;

    @Option(
            names = "--since",
            paramLabel = "DAY",
            description = "the first day, such as 2026-01-01; with --github and --gitlab it must be said")
    private @Nullable String since;

    @Override
    public Integer call() throws IOException {
        check();
        Instant from = since();
        PrintWriter out = spec.commandLine().getOut();
        try (Installation installation = folder.openKept()) {
            if (file != null) {
                new ImportCsv(file).run(installation, out);
            } else if (git.isNamed()) {
                git.run(installation, from, out);
            } else {
                api.run(installation, from, out);
            }
            Progress.during("working out the months", () -> {
                installation.settle();
                return true;
            });
        }
        out.flush();
        return 0;
    }

    /// @throws ParameterException if what is said does not go together
    private void check() {
        long named = Stream.of(file != null, git.isNamed(), api.isGitHub(), api.isGitLab())
                .filter(said -> said)
                .count();
        if (named != 1) {
            throw wrong("say where from, once: FILE, --git DIR, --github OWNER/REPO or --gitlab HOST/PATH");
        }
        if (!git.isNamed() && git.isSaid()) {
            throw wrong("--by, --tags, --branch, --application and --environment go with --git");
        }
        String contradiction = git.contradiction();
        if (contradiction != null) {
            throw wrong(contradiction);
        }
        if (!api.isNamed() && api.isSaid()) {
            throw wrong("--token-file and --api go with --github and --gitlab");
        }
        if (file != null && since != null) {
            throw wrong("--since does not go with FILE, all of which is imported");
        }
        if (api.isNamed() && since == null) {
            throw wrong("say since when: --since DAY");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private Instant since() {
        try {
            return since == null
                    ? Instant.MIN
                    : LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException unreadable) {
            throw new Refusal("--since must be a day such as 2026-01-01, not '" + since + "'");
        }
    }
}
