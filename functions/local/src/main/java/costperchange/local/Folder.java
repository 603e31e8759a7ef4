package costperchange.local;

import costperchange.store.api.Guard;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where a command keeps its data.
final class Folder {

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "${env:COST_PER_CHANGE_DATA}",
            description = "Folder that keeps the data between runs (or COST_PER_CHANGE_DATA).")
    private @Nullable Path data;

    /// Opens the data, or data in memory where no folder is named.
    Installation open() {
        return Installation.open(folder());
    }

    /// Opens the data, or data in memory where no folder is named, with webhooks.
    ///
    /// @param secrets of the webhook's sources, by their names
    /// @param guard says who may read and upload
    Installation open(Map<String, List<String>> secrets, Guard guard, Clock clock) {
        return Installation.open(folder(), secrets, guard, clock);
    }

    /// Opens the data of a command that makes no sense without a folder.
    ///
    /// @throws Refusal if none is named
    Installation openKept() {
        if (folder().isEmpty()) {
            throw new Refusal("say where the data is kept: --data DIR");
        }
        return open();
    }

    private Optional<Path> folder() {
        return Optional.ofNullable(data).filter(path -> !path.toString().isBlank());
    }
}
