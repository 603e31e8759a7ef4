package costperchange.local;

import costperchange.webhook.Recorder.Recorded;
import costperchange.webhook.source.ChangesCsv;
import costperchange.webhook.source.ChangesCsv.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;

/// Imports deployments from a CSV.
///
/// @param file with the webhook document's fields in snake case
record ImportCsv(Path file) {

    void run(Installation installation, PrintWriter out) throws IOException {
        Instant now = installation.clock().instant();
        switch (read(now)) {
            case Content.Unreadable unreadable ->
                throw new Refusal("nothing was imported:\n"
                        + unreadable.problems().stream().map(this::line).collect(Collectors.joining("\n")));
            case Content.Readable readable -> {
                Recorded recorded =
                        Progress.during("recording " + readable.facts().size() + " deployments", () -> {
                            Recording recording = new Recording(installation, now);
                            readable.facts().forEach(recording::add);
                            return recording.finished();
                        });
                out.printf("%d deployments recorded, %d known already%n", recorded.fresh(), recorded.known());
            }
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
