package costperchange.local;

import costperchange.join.Recompute;
import java.time.DateTimeException;
import java.time.YearMonth;
import java.util.concurrent.Callable;
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
        String[] ends = months.split("\\.\\.", -1);
        try (Installation installation = folder.openKept()) {
            Recompute.Done done = new Recompute(installation.table())
                    .run(YearMonth.parse(ends[0]), YearMonth.parse(ends[ends.length - 1]));
            spec.commandLine()
                    .getOut()
                    .printf(
                            "%d months split, %d months of %d applications joined%n",
                            done.splits(), done.months(), done.applications());
            return 0;
        } catch (DateTimeException unreadable) {
            throw new Refusal("'" + months + "' is not MONTH..MONTH, such as 2026-01..2026-06");
        }
    }
}
