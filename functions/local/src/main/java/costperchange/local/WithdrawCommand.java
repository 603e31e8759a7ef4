package costperchange.local;

import costperchange.calculator.allocation.BillVersion;
import costperchange.ingest.Withdrawal;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Takes back what a source bills, so that another can bill the same accounts.
@Command(
        name = "withdraw",
        description = {
            "Take back the bills of a source, such as cost-explorer once there is an export. What they said stays in what was"
                    + " known then; they come back when the source tells of later ones."
        },
        mixinStandardHelpOptions = true)
final class WithdrawCommand implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Mixin
    private Months months;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--known-at",
            paramLabel = "TIME",
            description = "since when they are taken back, after they were last known; now if not given")
    private @Nullable String knownAt;

    @Option(
            names = "--nothing-follows",
            description = "no other source will bill those accounts; their months are complete without")
    private boolean nothingFollows;

    @Parameters(paramLabel = "SOURCE", description = "name of the bills' source")
    private String source;

    @Override
    public Integer call() {
        try (Installation installation = folder.openKept()) {
            PrintWriter out = spec.commandLine().getOut();
            Withdrawal.Outcome outcome = new Withdrawal(installation.table())
                    .run(asked(installation.clock().instant()));
            switch (outcome) {
                case Withdrawal.Outcome.Withdrawn(List<BillVersion> withdrawn) -> say(withdrawn, out);
                case Withdrawal.Outcome.TooEarly(BillVersion known) ->
                    throw new Refusal(BillLines.name(known) + " was not withdrawn: it is known since " + known.knownAt()
                            + "; --known-at must be later");
            }
            out.flush();
            return 0;
        }
    }

    private Withdrawal.Asked asked(Instant now) {
        return new Withdrawal.Asked(
                source,
                months.from(YearMonth.of(2000, 1)),
                months.to(YearMonth.from(now.atZone(ZoneOffset.UTC))),
                knownAt == null ? now : KnownAt.past(KnownAt.read(knownAt), now),
                nothingFollows);
    }

    private void say(List<BillVersion> withdrawn, PrintWriter out) {
        withdrawn.forEach(version -> out.println(BillLines.name(version) + ": withdrawn"));
        if (withdrawn.isEmpty()) {
            out.println("the source " + source + " has no bills there");
        } else if (!nothingFollows) {
            out.println("Their months are complete once another source bills those accounts. If none will, say so:"
                    + " withdraw " + source + " --nothing-follows");
        }
    }
}
