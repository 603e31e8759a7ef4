package costperchange.local;

import costperchange.calculator.allocation.BillVersion;
import costperchange.ingest.BillImport.Export;
import costperchange.ingest.BillImport.Outcome;
import costperchange.store.Bills.Committed;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Brings bills and changes in: from files, from exports in S3, from Cost Explorer, from Git and its hosts.
@Command(
        name = "import",
        description = "Bring bills or changes in.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ImportCommands.ImportBill.class,
            ImportExports.class,
            ImportCostExplorer.class,
            ImportChanges.class
        })
final class ImportCommands implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to import: bill, exports, cost-explorer or changes");
    }

    /// Imports the files of one export.
    @Command(
            name = "bill",
            description =
                    "Import the files of one export, CSV, CSV.gz or Parquet: FOCUS, AWS CUR, Azure cost exports, or a"
                            + " table that the catalog's bills describe. Or, with --engine trino, what a table holds.",
            mixinStandardHelpOptions = true)
    static final class ImportBill implements Callable<Integer> {

        @Mixin
        private Folder folder;

        @Spec
        private CommandSpec spec;

        @Parameters(
                paramLabel = "FILE",
                arity = "0..*",
                description = "all files of the export, as it stood at one time")
        private List<Path> files = List.of();

        @Mixin
        private DistributedEngine engine;

        @Option(
                names = "--source",
                defaultValue = "import",
                description = "the export's name; a later import of the same source replaces the bills it holds")
        private String source;

        @Option(
                names = "--known-at",
                paramLabel = "TIME",
                description = "when the bill stood like this; when the newest file was written, if not given")
        private @Nullable String knownAt;

        @Option(
                names = "--complete-through",
                paramLabel = "DAY",
                description = "the last complete day; two days before it is known, if not given")
        private @Nullable String completeThrough;

        @Option(names = "--final", description = "the bill no longer changes")
        private boolean declaredFinal;

        @Mixin
        private Beside beside;

        @Override
        public Integer call() {
            if (engine.isAsked() != files.isEmpty()) {
                throw new ParameterException(
                        spec.commandLine(), "say what to import: files, or --engine with --url and --table");
            }
            Export export = new Export(source, knownAt(), completeThrough(), declaredFinal);
            try (Installation installation = folder.openKept()) {
                KnownAt.past(export.knownAt(), installation.clock().instant());
                report(
                        engine.isAsked()
                                ? engine.read(installation.bills(beside.and(source)), export)
                                : Progress.during(
                                        "reading " + files.size() + (files.size() == 1 ? " file" : " files"),
                                        () -> installation
                                                .bills(beside.and(source))
                                                .run(export, files)));
                Progress.during("working out the months", () -> {
                    installation.settle();
                    return true;
                });
                return 0;
            }
        }

        private void report(Outcome outcome) {
            PrintWriter out = spec.commandLine().getOut();
            switch (outcome) {
                case Outcome.Imported(List<Committed.Taken> bills, long rows) -> {
                    out.printf("%d rows read%n", rows);
                    bills.forEach(bill -> out.println(BillLines.of(bill)));
                    out.flush();
                }
                case Outcome.Refused refused ->
                    throw new Refusal("nothing was imported, " + refused.why().total() + " problem(s):\n"
                            + refused.problems().stream()
                                    .map(problem -> "  " + problem)
                                    .collect(Collectors.joining("\n")));
                case Outcome.Contradicted(BillVersion known) ->
                    throw new Refusal("nothing was imported: " + BillLines.name(known) + " known at " + known.knownAt()
                            + " was imported before with other charges; say with --known-at which came later");
                case Outcome.CountedTwice twice -> throw new Refusal("nothing was imported: " + Beside.advice(twice));
            }
        }

        private Instant knownAt() {
            return knownAt == null ? newest() : KnownAt.read(knownAt);
        }

        private @Nullable LocalDate completeThrough() {
            try {
                return completeThrough == null ? null : LocalDate.parse(completeThrough);
            } catch (DateTimeParseException unreadable) {
                throw new Refusal("--complete-through must be a day such as 2026-11-01, not '" + completeThrough + "'");
            }
        }

        private Instant newest() {
            if (files.isEmpty()) {
                throw new Refusal("a table does not tell when its bills stood so: say it with --known-at");
            }
            return files.stream()
                    .map(ImportBill::written)
                    .max(Instant::compareTo)
                    .orElseThrow();
        }

        private static Instant written(Path file) {
            if (!Files.isRegularFile(file)) {
                throw new Refusal(file + ": there is no such file");
            }
            try {
                return Files.getLastModifiedTime(file).toInstant();
            } catch (IOException failed) {
                throw new UncheckedIOException("cannot read " + file, failed);
            }
        }
    }
}
