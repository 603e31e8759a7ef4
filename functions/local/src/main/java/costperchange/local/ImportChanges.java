package costperchange.local;

import costperchange.store.Catalogs;
import costperchange.webhook.Recorder;
import costperchange.webhook.Recorder.Recorded;
import costperchange.webhook.Resolution;
import costperchange.webhook.source.ChangesCsv;
import costperchange.webhook.source.ChangesCsv.Content;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Imports deployments that no webhook told of, as the webhook would have recorded them.
@Command(
        name = "changes",
        description = "Import deployments from a CSV with the webhook document's fields in snake case.",
        mixinStandardHelpOptions = true)
final class ImportChanges implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Override
    public Integer call() throws IOException {
        try (Installation installation = folder.openKept()) {
            Instant now = installation.clock().instant();
            switch (read(now)) {
                case Content.Unreadable unreadable ->
                    throw new Refusal("nothing was imported:\n"
                            + unreadable.problems().stream().map(this::line).collect(Collectors.joining("\n")));
                case Content.Readable readable -> {
                    Resolution resolution = new Resolution(new Catalogs(installation.table()).assignments(), now);
                    Recorded recorded = Progress.during(
                            "recording " + readable.facts().size() + " deployments",
                            () -> new Recorder(installation.table()).record(readable.facts(), resolution));
                    spec.commandLine()
                            .getOut()
                            .printf("%d deployments recorded, %d known already%n", recorded.fresh(), recorded.known());
                }
            }
            Progress.during("working out the months", () -> {
                installation.settle();
                return true;
            });
            return 0;
        }
    }

    private Content read(Instant now) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return ChangesCsv.read(in, now);
        } catch (NoSuchFileException missing) {
            throw new Refusal(file + ": there is no such file");
        }
    }

    private String line(ChangesCsv.Problem problem) {
        String column = problem.column().isEmpty() ? "the row" : problem.column();
        return "  " + file + ", line " + problem.line() + ": " + column + " " + problem.message();
    }
}
