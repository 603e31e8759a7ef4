package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkedExampleTest {

    private static final String PROMPT = "$ cost-per-change ";

    @TempDir
    Path data;

    @Test
    void what_stands_in_the_readme_is_what_comes_out() throws IOException {
        String readme = Files.readString(CommandLineRun.ROOT.resolve("README.md"));
        String example = readme.split("<!-- worked example -->\n```\n", 2)[1].split("```", 2)[0];
        StringBuilder actual = new StringBuilder();
        example.lines().filter(line -> line.startsWith(PROMPT)).forEach(line -> {
            String[] arguments = Stream.of(line.substring(PROMPT.length()).split(" "))
                    .map(WorkedExampleTest::inProject)
                    .toArray(String[]::new);
            CommandLineRun run = CommandLineRun.of(data, arguments);
            assertThat(run.exit()).as(line + run.err()).isZero();
            actual.append(line).append('\n').append(run.out());
        });
        assertThat(actual.toString()).isEqualTo(example);
    }

    private static String inProject(String argument) {
        return argument.startsWith("events/")
                ? CommandLineRun.ROOT.resolve(argument).toString()
                : argument;
    }
}
