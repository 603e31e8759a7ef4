package costperchange.local;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// The root of the command line.
@Command(
        name = "cost-per-change",
        description = "What did this change cost, and is change getting cheaper?",
        mixinStandardHelpOptions = true,
        version = "cost-per-change 1.0",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            ImportCommands.class,
            WithdrawCommand.class,
            CatalogCommand.class,
            QueryCommands.Show.class,
            QueryCommands.Applications.class,
            QueryCommands.Changes.class,
            QueryCommands.Ledger.class,
            QueryCommands.Bridge.class,
            QueryCommands.Objectives.class,
            CheckCommand.class,
            ExplainCommand.class,
            ReportCommand.class,
            TellCommand.class,
            RecomputeCommand.class
        })
final class Commands implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "say what to do");
    }
}
