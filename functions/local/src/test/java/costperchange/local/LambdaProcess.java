package costperchange.local;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBDriver;

/// A function of the template in a process of its own, as Lambda runs it: its jar, Lambda's runtime interface client,
/// and a [RuntimeApi] from which that takes its work.
final class LambdaProcess implements AutoCloseable {

    private final RuntimeApi api = new RuntimeApi();
    private final long started = System.nanoTime();
    private final Process process;
    private final Path output;

    /// @param function its name in the template
    /// @param environment variables beside those that the template gives every function literally
    LambdaProcess(String function, Map<String, String> environment) {
        Path jar = CommandLineRun.ROOT.resolve(text(function, "CodeUri"));
        assertThat(jar)
                .as("the jar of " + function + " is not there: run mvn verify")
                .isRegularFile();
        try {
            output = Files.createTempFile(function, ".log");
            ProcessBuilder builder = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            String.join(File.pathSeparator, client(), jar.toString(), jar(DuckDBDriver.class)),
                            AWSLambda.class.getName(),
                            text(function, "Handler"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            builder.environment().clear();
            builder.environment().putAll(variables(function));
            builder.environment().putAll(environment);
            process = builder.start();
        } catch (IOException failed) {
            throw new UncheckedIOException("cannot start " + function, failed);
        }
        process.onExit().thenRun(() -> api.ended("the process ended with " + process.exitValue()));
    }

    /// Hands an event to the function.
    ///
    /// @return what it answered
    /// @throws AssertionError if it failed, with what it said
    String invoke(String event) {
        try {
            return api.invoke(event);
        } catch (RuntimeApi.FailedException failed) {
            throw new AssertionError(failed.getMessage() + "\n" + log(), failed);
        }
    }

    /// Hands an event that the function refuses.
    ///
    /// @return the error it answered
    String fail(String event) {
        try {
            throw new AssertionError("it did not fail but answered " + api.invoke(event));
        } catch (RuntimeApi.FailedException failed) {
            return failed.getMessage();
        }
    }

    /// Time since the process was started, in milliseconds.
    long millis() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - started);
    }

    /// What the function logged.
    String log() {
        try {
            return Files.readString(output);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        api.close();
        process.onExit().join();
        try {
            Files.delete(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private Map<String, String> variables(String function) {
        return Map.of(
                "AWS_LAMBDA_RUNTIME_API", api.address(),
                "AWS_LAMBDA_FUNCTION_NAME", function,
                "AWS_LAMBDA_FUNCTION_VERSION", "1",
                "AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "1024",
                "AWS_REGION", "us-east-1",
                "AWS_ACCESS_KEY_ID", "sample",
                "AWS_SECRET_ACCESS_KEY", "sample",
                "AUTHORIZER", "iam",
                "JAVA_TOOL_OPTIONS", TemplateTest.variable("JAVA_TOOL_OPTIONS"));
    }

    private static String text(String function, String property) {
        return TemplateTest.properties(function).get(property).toString();
    }

    /// What Lambda has on the class path before the function's own. After it comes DuckDB for this machine, as
    /// the jar of ingest has only the library for that of the template.
    private static String client() {
        return Stream.of(AWSLambda.class, PojoSerializer.class, Context.class)
                .map(LambdaProcess::jar)
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static String jar(Class<?> in) {
        try {
            return Path.of(in.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
