package costperchange.local;

import costperchange.join.Recompute;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Computes months again, after a formula changed.
@Command(name = "recompute", description = "Compute months again.", mixinStandardHelpOptions = true)
final class RecomputeCommand implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "MONTH..MONTH", description = "first and last month, such as 2026-01..2026-06")
    private String months;

    @Override
    public Integer call() {
        List<YearMonth> ends = ends();
        try (Installation installation = folder.openKept()) {
            Recompute.Done done = new Recompute(installation.table()).run(ends.getFirst(), ends.getLast());
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d months split, %d months of %d applications joined%n",
                            done.splits(), done.months(), done.applications());
            return 0;
        }
    }

    private List<YearMonth> ends() {
        try {
            List<YearMonth> ends =
                    Stream.of(months.split("\\.\\.", -1)).map(YearMonth::parse).toList();
            if (ends.size() == 2 && !ends.getLast().isBefore(ends.getFirst())) {
                return ends;
            }
        } catch (DateTimeException unreadable) {
            // Refused below, as is what has too many months or runs backwards.
        }
        throw new Refusal("'" + months + "' is not MONTH..MONTH, such as 2026-01..2026-06");
    }
}
