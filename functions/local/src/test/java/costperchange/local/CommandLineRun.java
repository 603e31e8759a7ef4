package costperchange.local;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;

/// What a command printed, and how it ended.
record CommandLineRun(int exit, String out, String err) {

    static final Path ROOT =
            Path.of(System.getProperty("project.root")).toAbsolutePath().normalize();

    /// Bills and change histories with known answers, where a machine has them.
    static final Path SHARED = ROOT.resolve("../shared/data").normalize();

    /// Runs a command on a folder of data.
    static CommandLineRun of(Path data, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data");
        all.add(data.toString());
        CommandLine commandLine = Main.commandLine();
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        commandLine.setOut(new PrintWriter(out));
        commandLine.setErr(new PrintWriter(err));
        int exit = commandLine.execute(all.toArray(String[]::new));
        return new CommandLineRun(exit, out.toString(), err.toString());
    }
}
