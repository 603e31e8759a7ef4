package costperchange.local;

import costperchange.calculator.time.Period;
import costperchange.store.api.Guard;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Makes a year of a small organisation, prints what came of it and serves it.
@Command(
        name = "demo",
        description = "Make a year of a small organisation, print what came of it and serve it.",
        mixinStandardHelpOptions = true)
final class DemoCommand implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Spec
    private CommandSpec spec;

    @Option(names = "--seed", defaultValue = "1", description = "another seed is another year")
    private long seed;

    @Option(
            names = "--port",
            defaultValue = "8080",
            description = "0 for any that is free; ${DEFAULT-VALUE} if not given")
    private int port;

    @Option(names = "--exit", description = "end when the result is printed")
    private boolean exit;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path bills = Files.createTempDirectory("cost-per-change-demo");
        try (Installation installation = folder.open(DemoWebhooks.SECRETS, new Guard.Open(), Clock.systemUTC())) {
            DemoYear year = new DemoYear(seed, Period.day(installation.clock().instant()));
            Progress.during("putting a year of deployments and bills through", () -> {
                new Demo(installation, year, bills).run();
                return true;
            });
            print(installation, year, spec.commandLine().getOut());
            if (!exit) {
                ServeCommand.serve(
                        installation,
                        Loopback.before(installation::route),
                        port,
                        spec.commandLine().getOut());
            }
            return 0;
        }
    }

    private static void print(Installation installation, DemoYear year, PrintWriter out) {
        print(installation, out, "The organisation, month by month", "/v1/cost-per-change");
        print(installation, out, "Its applications, over all these months", "/v1/applications");
        out.println("How well its changes went");
        out.println();
        out.println(Format.TABLE.print(
                installation
                        .query(HttpEvents.get("/v1/dora", Map.of(), Format.TABLE.mediaType()))
                        .getBody(),
                QueryCommands.Show.DORA));
        print(installation, out, "The ledger of " + year.restated() + ", restated", "/v1/ledger/" + year.restated());
        out.println("The bills are in " + System.getProperty("java.io.tmpdir") + "/cost-per-change-demo*.");
        out.flush();
    }

    private static void print(Installation installation, PrintWriter out, String title, String path) {
        out.println(title);
        out.println();
        out.println(Format.TABLE.print(installation
                .query(HttpEvents.get(path, Map.of(), Format.TABLE.mediaType()))
                .getBody()));
    }
}
