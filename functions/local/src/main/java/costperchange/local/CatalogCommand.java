package costperchange.local;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Uploads a catalog, as `PUT /v1/catalog` does.
@Command(
        name = "catalog",
        description = "Check a catalog and make it the one that holds. Bills read before keep the rules they were read"
                + " by: import them again to read them by the new ones.",
        mixinStandardHelpOptions = true)
final class CatalogCommand implements Callable<Integer> {

    @Mixin
    private Folder folder;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "FILE")
    private Path file;

    @Option(
            names = "--deployments-from",
            paramLabel = "DAY",
            description = "first day whose deployments it assigns; those before stay where they are; all if not given")
    private @Nullable String deploymentsFrom;

    @Override
    public Integer call() throws IOException {
        byte[] text;
        try {
            text = Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw new Refusal(file + ": there is no such file");
        }
        try (Installation installation = folder.openKept()) {
            APIGatewayV2HTTPResponse response = installation.catalog(HttpEvents.request(
                    "PUT",
                    "/v1/catalog",
                    deploymentsFrom == null ? Map.of() : Map.of("deployments-from", deploymentsFrom),
                    Map.of(),
                    text));
            if (response.getStatusCode() != 200) {
                throw new Refusal(file + " was not taken: " + HttpEvents.detail(response));
            }
            Progress.during("assigning deployments", () -> {
                installation.settle();
                return true;
            });
            spec.commandLine()
                    .getOut()
                    .println(
                            "catalog taken: deployments are assigned by it, bills imported from now on are read by it");
            return 0;
        }
    }
}
