package costperchange.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/// Writes the launcher `cost-per-change`, which runs the command line with the Java that runs this. Called by the
/// build.
public final class Launcher {

    private static final String SCRIPT = """
            #!/bin/sh
            # Runs Cost per Change with the Java that built it, or the one of JAVA_HOME where that is gone.
            java='%s'
            [ -x "$java" ] || java="${JAVA_HOME:?needs Java %d: set JAVA_HOME}/bin/java"
            here=$(dirname "$(readlink -f "$0")")
            export DDB_LOCAL_TELEMETRY=0
            exec "$java" --enable-native-access=ALL-UNNAMED -XX:+UseSerialGC \\
                -Djava.util.logging.config.file="$here/classes/costperchange/local/logging.properties" \\
                -cp "$here/classes:$here/lib/*" costperchange.local.Main "$@"
            """;

    private Launcher() {}

    /// @param arguments the file to write
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Files.writeString(file, SCRIPT.formatted(java, Runtime.version().feature()));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
