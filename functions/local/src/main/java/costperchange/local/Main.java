package costperchange.local;

import picocli.CommandLine;

/// The command line `cost-per-change`.
///
/// Exit codes: 0 done; 1 refused, with what is wrong on standard error; 2 not understood.
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        // DynamoDB Local's threads would keep the process alive.
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Commands())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((failure, commandLine, parsed) -> {
                    if (failure instanceof Refusal refusal) {
                        commandLine.getErr().println("cost-per-change: " + refusal.getMessage());
                        return 1;
                    }
                    throw failure;
                });
    }
}
