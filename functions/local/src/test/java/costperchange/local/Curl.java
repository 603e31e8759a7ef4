package costperchange.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// Sends deliveries with the client that everyone has, so that nothing of ours stands on both ends.
record Curl(Path folder) {

    /// What came back.
    record Answer(int status, String body) {}

    /// Skips the test if there is no curl on the path.
    static void needed() {
        boolean installed = Stream.of(System.getenv("PATH").split(System.getProperty("path.separator")))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "curl")));
        assumeTrue(installed, "curl is not installed, so no delivery was sent over HTTP");
    }

    Answer post(String address, SampleDelivery sample) throws IOException, InterruptedException {
        Path body = folder.resolve(sample.name() + ".body");
        Files.write(body, sample.body());
        // A user's own settings or proxy have no part in this.
        List<String> command = new ArrayList<>(List.of("curl", "--disable", "--noproxy", "*", "--silent"));
        command.addAll(List.of("--show-error", "--max-time", "60", "--write-out", "\n%{http_code}"));
        sample.headers().forEach((name, value) -> command.addAll(List.of("--header", name + ": " + value)));
        command.addAll(List.of("--data-binary", "@" + body, address + sample.path()));
        Path out = folder.resolve(sample.name() + ".answer");
        Process curl = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(curl.waitFor(90, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out, UTF_8);
        assertThat(curl.exitValue()).as(said).isZero();
        int end = said.lastIndexOf('\n');
        return new Answer(Integer.parseInt(said.substring(end + 1)), said.substring(0, end));
    }
}
